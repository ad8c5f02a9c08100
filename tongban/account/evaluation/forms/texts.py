"""Writing the parts of the report that are words: chapters, functions, problems, particulars."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.account.evaluation.forms.records import DayInput, RecordForm
from tongban.account.evaluation.models import Chapter, DutyFunction, Evaluation, Problem
from tongban.account.evaluation.queries.year_texts import last_change
from tongban.ground.ledger import Refused

LIVE = {"data-live": "yes"}
OWN = {"bodies", "units", "author", "contact", "seal", "prepared_on", "publish_on", "publish_at"}
"""The year's own fields that are written here."""


def area(rows: int) -> forms.Textarea:
    """Return a box for a text with live figures."""
    return forms.Textarea(attrs={"rows": rows, **LIVE})


class ChapterForm(RecordForm):
    """One written part."""

    class Meta:
        model = Chapter
        fields = ("body",)
        widgets = {"body": area(12)}


class ProblemForm(RecordForm):
    """A problem with its measure; who answers for it, and until when."""

    class Meta:
        model = Problem
        fields = ("heading", "problem", "measure", "owner", "due_on")
        widgets = {"problem": area(4), "measure": area(4), "due_on": DayInput()}


class FunctionForm(RecordForm):
    """One main function."""

    class Meta:
        model = DutyFunction
        fields = ("number", "text")
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}


class ParticularsForm(RecordForm):
    """Internal bodies, budget units, and the imprint of the report."""

    bodies = forms.CharField(
        label=_("internal bodies"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("One on each line."),
    )

    class Meta:
        model = Evaluation
        fields = (
            "bodies",
            "units",
            "author",
            "contact",
            "seal",
            "prepared_on",
            "publish_on",
            "publish_at",
        )
        widgets = {
            "units": forms.CheckboxSelectMultiple,
            "prepared_on": DayInput(),
            "publish_on": DayInput(),
        }

    def __init__(self, data: Mapping[str, Any] | None = None, *, instance: Evaluation, stamp: int) -> None:
        super().__init__(data, instance=instance, initial={"bodies": "\n".join(instance.bodies)})
        self.fields["version"].initial = stamp
        self.fields["units"].queryset = instance.department.budget_units.all()  # type: ignore[attr-defined]

    def clean_bodies(self) -> list[str]:
        """Return the bodies as a list without blanks."""
        return [line.strip() for line in self.cleaned_data["bodies"].splitlines() if line.strip()]

    def refuse(self, refusal: Refused) -> None:
        """Say why nothing was saved, with what somebody else wrote meanwhile beside what was typed."""
        self.add_error(None, str(refusal))
        now = Evaluation.objects.get(pk=self.instance.pk)
        for name in ("author", "contact", "seal", "prepared_on", "publish_on", "publish_at"):
            if name in self.changed_data:
                self.theirs[name] = str(getattr(now, name) or _("(empty)"))
        if "bodies" in self.changed_data:
            self.theirs["bodies"] = "、".join(now.bodies)
        data = self.data.copy()  # type: ignore[attr-defined]
        data["version"] = str(last_change(now, OWN))
        self.data = data

    @property
    def fields_changed(self) -> dict[str, Any]:
        """Return the changed fields of the year itself, without its units."""
        given = {name: value for name, value in self.changes.items() if name != "units"}
        if given.get("bodies") == self.instance_bodies:
            del given["bodies"]
        return given

    @property
    def instance_bodies(self) -> list[str]:
        """Return the bodies as they were when the form was opened."""
        return str(self.initial["bodies"]).splitlines()
