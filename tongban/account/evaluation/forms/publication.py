"""Choosing what to compare."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongban.account.evaluation.queries.comparison import Side


class CompareForm(forms.Form):
    """Two sides: frozen versions or years as they stand now."""

    before = forms.ChoiceField(label=gettext_lazy("Earlier side"))
    after = forms.ChoiceField(label=gettext_lazy("Later side"))

    def __init__(self, data: Any, sides: list[Side]) -> None:
        super().__init__(data)
        choices = [(side.key, _named(side)) for side in sides]
        for name in ("before", "after"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]


def _named(side: Side) -> str:
    if side.version:
        return _("%(year)s, version %(number)d") % {"year": side.evaluation, "number": side.version.number}
    return _("%(year)s, as it stands now") % {"year": side.evaluation}
