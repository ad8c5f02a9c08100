"""The form of one setting, made from its kind."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.ground.office.kinds import SPARE_ROWS, TableValue, ValuePart
from tongban.ground.office.registry import Setting

NOTE, SEEN = "note", "seen"


class SettingForm(forms.Form):
    """What is set, and why."""

    taken: Any = None

    def __init__(self, setting: Setting, value: Any, seen: str, data: Any = None, files: Any = None) -> None:
        self.setting = setting
        super().__init__(data, files, initial={**setting.kind.initial(value), SEEN: seen})
        self.fields.update(setting.kind.fields(self._rows(value)))
        self.fields[NOTE] = forms.CharField(label=_("Reason"), max_length=200, required=False)
        self.fields[SEEN] = forms.CharField(widget=forms.HiddenInput, required=False)
        if setting.hint and len(setting.kind.fields(())) == 1:
            field = next(iter(self.fields.values()))
            field.help_text = field.help_text or str(setting.hint)
            field.label = str(setting.title)

    def _rows(self, value: Any) -> Any:
        """Return as many rows as were sent, so that no row of a long table is lost."""
        kind = self.setting.kind
        if not isinstance(kind, TableValue) or not self.is_bound:
            return value
        first = kind.parts[0].name
        sent = [name for name in self.data if name.startswith(f"{first}_")]
        return [{}] * max(len(sent) - SPARE_ROWS, 0)

    def clean(self) -> dict[str, Any]:
        """Take what was typed as the kind wants it."""
        cleaned = super().clean() or {}
        if not self.errors:
            self.taken = self.setting.kind.taken(cleaned)
        return cleaned

    @property
    def table(self) -> tuple[list[ValuePart], list[list[forms.BoundField]]] | None:
        """Return heads and cells of a table, which is drawn as one."""
        kind = self.setting.kind
        if not isinstance(kind, TableValue):
            return None
        names = [name for name in self.fields if name not in (NOTE, SEEN)]
        width = len(kind.parts)
        cells = [self[name] for name in names]
        return list(kind.parts), [cells[at : at + width] for at in range(0, len(cells), width)]
