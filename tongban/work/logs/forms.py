"""The forms of event logs: a file, what its columns mean, why it is removed, and the filters of the lists."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.tables import Filters
from tongban.work.logs.parsers.mapping import ColumnMapping

ANY = ("", _("All"))
LEFT_OUT = ("", _("— not in this file —"))
ASKED: dict[str, tuple[Any, bool]] = {
    "trace": (_("Case number"), True),
    "activity": (_("Activity"), True),
    "at": (_("Time of the event"), True),
    "resource": (_("Resource (role or post)"), False),
    "area": (_("Area or division"), False),
    "lifecycle": (_("Transition (start, complete)"), False),
}


class LogUploadForm(forms.Form):
    """A file of events."""

    file = forms.FileField(
        label=_("File with events"),
        help_text=_("XES (.xes, .xes.gz), CSV (UTF-8 or GB18030) or a workbook (.xlsx)"),
        error_messages={"empty": _("The file is empty.")},
        widget=forms.FileInput(attrs={"accept": ".xes,.gz,.csv,.txt,.xlsx"}),
    )


class MappingForm(forms.Form):
    """The column for each part of an event, and further columns to keep."""

    def __init__(self, *args: Any, columns: Sequence[str], **kwargs: Any) -> None:
        """Offer the columns of the file."""
        super().__init__(*args, **kwargs)
        offered = [(column, column) for column in columns]
        for name, (label, is_needed) in ASKED.items():
            field = forms.ChoiceField(label=label, choices=[LEFT_OUT, *offered], required=is_needed)
            self.fields[name] = field
        self.fields["kept"] = forms.MultipleChoiceField(
            label=_("Keep as well"),
            choices=offered,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("Everything else is left out. Keep no names, telephone or identity numbers."),
        )

        self.fields["leaves_out"] = forms.BooleanField(
            label=_("Leave out the rows with faults and import the others"),
            required=False,
            help_text=_("The numbers of the rows that were left out stay in the ledger."),
        )

    def clean(self) -> dict[str, Any]:
        """Refuse one column for two parts."""
        said = super().clean() or {}
        chosen: dict[str, str] = {}
        for name in ASKED:
            column = said.get(name, "")
            if column and column in chosen:
                first = self.fields[chosen[column]].label
                self.add_error(name, _("This column is already “%(part)s”.") % {"part": first})
            chosen.setdefault(column, name)
        return said

    def mapping(self) -> ColumnMapping:
        """Return what was chosen; a column with a part of its own is not kept twice."""
        parts = {name: self.cleaned_data[name] for name in ASKED}
        kept = tuple(column for column in self.cleaned_data["kept"] if column not in parts.values())
        return ColumnMapping(**parts, kept=kept)


class RemovalForm(forms.Form):
    """Why a log is removed."""

    reason = forms.CharField(label=_("Why it is removed"), max_length=300)


class LogFilters(Filters):
    """By name, and by whether the log stands."""

    q = forms.CharField(label=_("File"), required=False)
    state = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[
            ANY,
            ("imported", _("Imported")),
            ("waiting", _("Columns to be chosen")),
            ("removed", _("Removed")),
        ],
    )

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the logs that fit."""
        said = self.cleaned_data
        if text := said["q"].strip():
            rows = rows.filter(name__icontains=text)
        states: dict[str, dict[str, bool]] = {
            "imported": {"imported_at__isnull": False, "removed_at__isnull": True},
            "waiting": {"imported_at__isnull": True, "removed_at__isnull": True},
            "removed": {"removed_at__isnull": False},
        }
        return rows.filter(**states[said["state"]]) if said["state"] else rows


class TraceFilters(Filters):
    """By number, area, variant, and days."""

    q = forms.CharField(label=_("Case number"), required=False)
    area = forms.CharField(label=_("Area"), required=False)
    since = forms.DateField(
        label=_("Begun from"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label=_("Begun until"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    variant = forms.CharField(required=False, widget=forms.HiddenInput)

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the historical cases that fit."""
        said = self.cleaned_data
        chosen = {
            "reference__icontains": said["q"].strip(),
            "area__icontains": said["area"].strip(),
            "variant": said["variant"],
            "began_at__date__gte": said["since"],
            "began_at__date__lte": said["until"],
        }
        return rows.filter(**{name: value for name, value in chosen.items() if value})
