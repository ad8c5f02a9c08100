"""The questions of a class: an editor for the head of the hotline."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.conflicts import mark_of
from tongban.ground.matters.answers import SAVED, attempt, redirect_saved
from tongban.work.hotline.actions import questions
from tongban.work.hotline.models import ClassQuestion, DemandClass
from tongban.work.hotline.registers.forms import SeenForm

LEAD = "hotline.lead"
LISTED = (ClassQuestion.Datatype.ONE, ClassQuestion.Datatype.SEVERAL)


class QuestionForm(SeenForm):
    """A question; a changed one keeps its code."""

    code = forms.SlugField(
        label=_("Code"), max_length=32, help_text=_("Letters, digits and hyphens; it stays.")
    )
    question = forms.CharField(label=_("Question"), max_length=200)
    hint = forms.CharField(label=_("Hint"), max_length=200, required=False)
    datatype = forms.ChoiceField(label=_("Kind of answer"), choices=ClassQuestion.Datatype)
    choices = forms.CharField(
        label=_("Choices"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("For lists: a line for each choice, its key and its name: night 夜间"),
    )
    is_required = forms.BooleanField(label=_("Must be answered"), required=False)
    position = forms.IntegerField(label=_("Place"), min_value=1, max_value=99)

    def __init__(self, *args: Any, row: ClassQuestion | None, place: int, **kwargs: Any) -> None:
        """Begin with the question as it stands."""
        names = ("code", "question", "hint", "datatype", "is_required", "position")
        first: dict[str, Any] = {"position": place}
        if row is not None:
            lines = "\n".join(f"{key} {name}" for key, name in row.names.items())
            first = {name: getattr(row, name) for name in names} | {"choices": lines, "seen": mark_of(row)}
        super().__init__(*args, **{"initial": first, **kwargs})
        self.fields["code"].disabled = row is not None

    def clean_choices(self) -> list[dict[str, str]]:
        """Read the choices: key and name a line, each key once."""
        lines = [
            line.split(maxsplit=1) for line in str(self.cleaned_data["choices"]).splitlines() if line.strip()
        ]
        if any(len(parts) < 2 for parts in lines) or len({parts[0] for parts in lines}) < len(lines):
            raise forms.ValidationError(_("A line has a key, used once, and a name."))
        return [{"key": key, "name": name.strip()} for key, name in lines]

    def clean(self) -> dict[str, Any]:
        """A list has choices, and nothing else has."""
        said = super().clean() or {}
        is_list = said.get("datatype") in LISTED
        if "choices" in said and is_list != bool(said["choices"]):
            fault = _("Write the choices of the list.") if is_list else _("Only a list has choices.")
            self.add_error("choices", fault)
        return said


@requires(LEAD)
def question(request: StaffRequest, pk: int, code: str = "") -> HttpResponse:
    """Ask a further question about demands of a class, or ask one otherwise."""
    found = get_object_or_404(DemandClass, pk=pk)
    row = get_object_or_404(found.questions, code=code) if code else None
    last = found.questions.order_by("position").last()
    form = QuestionForm(request.POST or None, row=row, place=last.position + 1 if last else 1)

    def save() -> None:
        said = form.values
        questions.set_question(found, said.pop("code"), said, by=request.user, at=now(), seen=form.mark)

    status = attempt(form, save)
    if status == SAVED:
        return redirect_saved(request, "hotline:class", pk)
    title = row.question if row else _("Add a question")
    shown = {
        "form": form,
        "title": title,
        "list_title": found.name,
        "list_address": reverse("hotline:class", args=[pk]),
    }
    return render(request, "hotline/registers/edit.html", shown, status=status)


@requires(LEAD)
@require_POST
def remove(request: StaffRequest, pk: int, code: str) -> HttpResponse:
    """Ask a question no more."""
    questions.remove_question(get_object_or_404(DemandClass, pk=pk), code, by=request.user, at=now())
    return redirect_saved(request, "hotline:class", pk)
