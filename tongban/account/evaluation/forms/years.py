"""Opening and finding performance years."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tongban.account.evaluation.models import Evaluation, Layout, Status
from tongban.ground.kit.tables import Filters
from tongban.ground.people.models import User
from tongban.ground.people.queries import departments_visible_to

FIRST_YEAR = 2020
"""The first year whose scoring rules are in force at its end (财预〔2020〕10号)."""


class YearFilters(Filters):
    """Find years by year, status and edition."""

    year = forms.IntegerField(label=_("year"), required=False, localize=False)
    status = forms.ChoiceField(label=_("status"), required=False, choices=[("", _("All")), *Status.choices])
    edition = forms.CharField(label=_("edition"), required=False)

    def narrow(self, rows: QuerySet[Evaluation]) -> QuerySet[Evaluation]:
        """Return the years that fit."""
        asked = self.cleaned_data
        if asked["year"]:
            rows = rows.filter(year=asked["year"])
        if asked["status"]:
            rows = rows.filter(status=asked["status"])
        if asked["edition"]:
            rows = rows.filter(edition__icontains=asked["edition"])
        return rows


class OpenYearForm(forms.Form):
    """Which year of which department is opened."""

    department: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        None, label=_("department"), empty_label=None
    )
    year = forms.IntegerField(label=_("year"), min_value=FIRST_YEAR, max_value=2100)
    edition = forms.CharField(
        label=_("edition"),
        max_length=60,
        required=False,
        help_text=_(
            "Leave empty for the bureau's own account; name it when a second account of a year is kept."
        ),
    )
    layout = forms.ChoiceField(label=_("layout"), choices=Layout.choices)

    def __init__(self, *args: Any, by: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["department"].queryset = departments_visible_to(by)  # type: ignore[attr-defined]
