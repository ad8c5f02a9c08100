"""A notice as it is typed: its particulars, and a line for each day."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tongban.ground.clock.arrangement import Arrangement, Days
from tongban.ground.clock.words import BadArrangement

FIRST, LAST = 2004, 2100
A_LINE = _("One day a line, with the holiday's name: 2027-01-01 元旦")


class NoticeForm(forms.Form):
    """One notice of the State Council."""

    year = forms.IntegerField(label=_("Year"), min_value=FIRST, max_value=LAST)
    notice = forms.CharField(label=_("Title of the notice"), max_length=200)
    number = forms.CharField(label=_("Number of the notice"), max_length=60, required=False)
    url = forms.URLField(label=_("Address"), required=False, assume_scheme="https")
    published_on = forms.DateField(
        label=_("Published on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    off = forms.CharField(
        label=_("Days off"), widget=forms.Textarea(attrs={"rows": 10}), required=False, help_text=A_LINE
    )
    make_up = forms.CharField(
        label=_("Weekend days worked"),
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
        help_text=A_LINE,
    )
    arrangement: Arrangement

    def clean_off(self) -> Days:
        """Read the days off."""
        return days_in(self.cleaned_data["off"])

    def clean_make_up(self) -> Days:
        """Read the make-up days."""
        return days_in(self.cleaned_data["make_up"])

    def clean(self) -> dict[str, Any]:
        """Refuse a notice that cannot be right, with every fault."""
        said = super().clean() or {}
        if self.errors:
            return said
        try:
            self.arrangement = Arrangement(**said)
        except BadArrangement as bad:
            language = get_language() or "zh-hans"
            raise ValidationError([fault.said_in(language) for fault in bad.faults]) from bad
        return said


def days_in(text: str) -> Days:
    """Return the days of lines such as ``2027-01-01 元旦``; every line that is not one is named."""
    found, faults = [], []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        day, _space, name = line.strip().partition(" ")
        try:
            found.append((date.fromisoformat(day), name.strip()))
        except ValueError:
            faults.append(_("Line %(number)d is no day: %(line)s") % {"number": number, "line": line.strip()})
    if faults:
        raise ValidationError([str(fault) for fault in faults])
    return tuple(found)
