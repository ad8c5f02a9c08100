"""What differs between two versions, by part, row and field, as an officer reads it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from tongban.offer.catalogue import schemas
from tongban.offer.catalogue.form_words import form_in_words
from tongban.offer.catalogue.models import ItemVersion
from tongban.offer.catalogue.queries.content import PARTS, VERSION_FIELDS, rows_of, values_of

ROW_NAME = {"situations": "code", "materials": "name", "steps": "name"}
NOT_COMPARED = {"position"}


@dataclass(frozen=True)
class Difference:
    """One field that differs; a row that came or went has no field."""

    part: str
    row: str
    field: str
    before: str
    after: str

    @property
    def kind(self) -> str:
        """Return whether it came, went or changed."""
        if self.before and self.after:
            return "changed"
        return "added" if self.after else "removed"


def differences(before: ItemVersion, after: ItemVersion) -> list[Difference]:
    """Return everything that the second version says differently from the first."""
    found = list(_fields("", "", before, after, VERSION_FIELDS))
    for part in PARTS:
        found += _rows(part, before, after)
    return found


def _fields(part: str, row: str, old: Any, new: Any, names: tuple[str, ...]) -> Iterator[Difference]:
    earlier, later = values_of(old, names), values_of(new, names)
    for name in names:
        if name not in NOT_COMPARED and earlier[name] != later[name]:
            title = str(new._meta.get_field(name).verbose_name)
            yield Difference(part, row, title, field_in_words(old, name), field_in_words(new, name))


def field_in_words(row: Any, name: str) -> str:
    """Return a field as text: choices in words, lists as lines."""
    value = getattr(row, name)
    if name == "form_schema":
        return form_in_words(value)
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, list | dict):
        return (
            "\n".join(map(str, value)) if _is_plain(value) else schemas.as_json_text(value) if value else ""
        )
    told = getattr(row, f"get_{name}_display", None)
    return str(told()) if told else "" if value is None else str(value)


def _is_plain(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _rows(part: str, before: ItemVersion, after: ItemVersion) -> Iterator[Difference]:
    names, key = PARTS[part][1], ROW_NAME[part]
    title = str(PARTS[part][0]._meta.verbose_name)
    old = {getattr(row, key): row for row in rows_of(before, part)}
    new = {getattr(row, key): row for row in rows_of(after, part)}
    for name, row in new.items():
        if name in old:
            yield from _fields(title, str(row), old[name], row, names)
        else:
            yield Difference(title, str(row), "", "", _summed(row, names))
    for name, row in old.items():
        if name not in new:
            yield Difference(title, str(row), "", _summed(row, names), "")


def _summed(row: Any, names: tuple[str, ...]) -> str:
    told = [
        (row._meta.get_field(name).verbose_name, field_in_words(row, name))
        for name in names
        if name not in NOT_COMPARED
    ]
    return "\n".join(f"{title}：{text}" for title, text in told if text)
