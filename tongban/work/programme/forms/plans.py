"""The forms of programmes: the plan, a question noted by staff, a platform's figures, and the filters of lists."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.staged_files import StagedFile
from tongban.ground.kit.tables import Filters
from tongban.ground.matters.acts import day_field, long_text
from tongban.work.programme.actions.programmes import PLAN_FIELDS
from tongban.work.programme.models import (
    PlatformFigures,
    Programme,
    ProgrammeStatus,
    QuestionSource,
    QuestionStatus,
)

ANY = ("", _("All"))
USUAL_DAYS = 5
MOST_DAYS = 60


def moment_field(label: Any) -> forms.DateTimeField:
    """Return a field for a day with its hour and minute."""
    control = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, widget=control)


class ProgrammePlan(forms.ModelForm):  # type: ignore[type-arg]  # Django's is not generic at run time
    """The plan of a programme."""

    planned_start = moment_field(_("Planned start"))
    planned_end = moment_field(_("Planned end"))
    answer_days = forms.IntegerField(
        label=_("Working days to answer"),
        min_value=1,
        max_value=MOST_DAYS,
        initial=USUAL_DAYS,
        help_text=_("Each question is answered in writing within so many working days of the broadcast."),
    )

    class Meta:
        model = Programme
        fields = (*PLAN_FIELDS, "units")
        widgets = {
            "introduction": forms.Textarea(attrs={"rows": 3}),
            "leaders": forms.Textarea(attrs={"rows": 3}),
            "units": forms.CheckboxSelectMultiple,
        }

    field_order = (
        "topic",
        "introduction",
        "planned_start",
        "planned_end",
        "leaders",
        "units",
        "platform",
        "answer_days",
    )

    def clean(self) -> dict[str, Any]:
        """A programme ends after it has begun."""
        said = super().clean() or {}
        begins, ends = said.get("planned_start"), said.get("planned_end")
        if begins and ends and ends <= begins:
            raise ValidationError({"planned_end": _("The programme ends after it begins.")})
        return said


class NotedQuestion(forms.Form):
    """A question that came by telephone, or on air."""

    source = forms.ChoiceField(
        label=_("How it came"),
        choices=[choice for choice in QuestionSource.choices if choice[0] != QuestionSource.WEB],
    )
    text = long_text(_("Question"), rows=3)
    asked_by = forms.CharField(label=_("Who asks"), max_length=80, required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=20, required=False)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["text"].max_length = 500  # type: ignore[attr-defined]


class PlatformExport(forms.ModelForm):  # type: ignore[type-arg]  # Django's is not generic at run time
    """What a platform's export says, and the export."""

    exported_on = day_field(_("Exported on"))
    evidence = StagedFile(
        label=_("The export"),
        allowed=("xlsx", "csv", "pdf", "png", "jpeg"),
        help_text=_("The file or picture as the platform gave it; its digest stands in the ledger."),
    )

    class Meta:
        model = PlatformFigures
        fields = ("platform", "viewers_peak", "viewers_total", "likes", "exported_on")

    def clean(self) -> dict[str, Any]:
        """Say at least one figure; a peak is no more than the total."""
        said = super().clean() or {}
        peak, total = said.get("viewers_peak"), said.get("viewers_total")
        if all(said.get(name) is None for name in ("viewers_peak", "viewers_total", "likes")):
            raise ValidationError(_("Enter at least one figure."))
        if peak is not None and total is not None and peak > total:
            raise ValidationError({"viewers_peak": _("No more can watch at once than in all.")})
        return said


class ProgrammeFilters(Filters):
    """By topic or number, and by where a programme stands."""

    q = forms.CharField(label=_("Number or topic"), required=False)
    status = forms.ChoiceField(label=_("Status"), choices=[ANY, *ProgrammeStatus.choices], required=False)

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the programmes that fit."""
        if text := self.cleaned_data["q"].strip():
            rows = rows.filter(Q(reference__icontains=text) | Q(topic__icontains=text))
        status = self.cleaned_data["status"]
        return rows.filter(status=status) if status else rows


class QuestionFilters(Filters):
    """By number or words, and by where a question stands."""

    q = forms.CharField(label=_("Number or words"), required=False)
    status = forms.ChoiceField(label=_("Status"), choices=[ANY, *QuestionStatus.choices], required=False)

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the questions that fit."""
        if text := self.cleaned_data["q"].strip():
            rows = rows.filter(Q(reference__icontains=text) | Q(text__icontains=text))
        status = self.cleaned_data["status"]
        return rows.filter(status=status) if status else rows
