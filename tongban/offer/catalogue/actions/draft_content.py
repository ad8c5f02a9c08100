"""Filling a draft from plain content: a copy of a former version, an import, an example; all or nothing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongban.ground.kit.models import StoredFile
from tongban.ground.matters import conditions
from tongban.ground.matters.condition_words import fault_in_words
from tongban.ground.people.models import Department, User
from tongban.offer.catalogue.actions.drafts import lock_draft, record_change
from tongban.offer.catalogue.models import Item, ItemVersion, LicenceType
from tongban.offer.catalogue.queries.content import KNOWN_BY, PARTS, VERSION_FIELDS

Content = Mapping[str, Any]
TARGETS: dict[str, type[Any]] = {
    "licence_type": LicenceType,
    "division": Department,
    "template": StoredFile,
    "sample": StoredFile,
}


@dataclass(frozen=True)
class Flaw:
    """What cannot be taken over: the part ("" for the version itself), its row from 0, the field, and why."""

    part: str
    index: int
    field: str
    text: str


class Flawed(Exception):
    """The content cannot be taken over; nothing was written."""

    def __init__(self, flaws: Sequence[Flaw]) -> None:
        super().__init__("; ".join(f"{flaw.part}[{flaw.index}].{flaw.field}: {flaw.text}" for flaw in flaws))
        self.flaws = list(flaws)


class Lookups:
    """What content may point to, by code or digest; asked from the database once for however many versions."""

    def __init__(self, divisions: Iterable[Department] | None = None) -> None:
        """Take any department as a division, or these only, by code or by name."""
        self._found: dict[str, dict[str, Any]] = {}
        if divisions is not None:
            named = {key: row for row in divisions for key in (row.name, row.code)}
            self._found[Department._meta.label] = named

    def find(self, name: str, key: str) -> Any:
        """Return the row that a code names, or None."""
        model, known_by = TARGETS[name], KNOWN_BY[name]
        label = f"{model._meta.label}"
        if label not in self._found:
            self._found[label] = {getattr(row, known_by): row for row in model._default_manager.all()}
        return self._found[label].get(key)


@transaction.atomic
def fill(
    version: ItemVersion, content: Content, *, by: User, at: datetime, known: Lookups | None = None
) -> ItemVersion:
    """Put content in place of all that a draft says; raise `Flawed` with every flaw, and then nothing changed."""
    version = lock_draft(version, by)
    flaws = write_content(version, content, known or Lookups())
    if flaws:
        raise Flawed(flaws)
    counts = {part: len(content.get(part, [])) for part in PARTS}
    record_change(version, "fill", by, at, **counts)
    return version


def flaws_of(content: Content, known: Lookups) -> list[Flaw]:
    """Return what is wrong with content whose item is not there yet."""
    version = ItemVersion(item=Item(), number=1)
    flaws = [*_take(version, "", 0, content, VERSION_FIELDS, known)]
    rows = {part: [*_rows(version, part, content, known, flaws)] for part in PARTS}
    return [*flaws, *_faults(version, rows)]


def write_content(
    version: ItemVersion, content: Content, known: Lookups, *, is_copy: bool = False
) -> list[Flaw]:
    """Write content into a draft unless it has flaws; a copy of what was published is taken as it was."""
    flaws = [*_take(version, "", 0, content, VERSION_FIELDS, known)]
    rows = {part: [*_rows(version, part, content, known, flaws)] for part in PARTS}
    if not is_copy:
        flaws += [*_faults(version, rows)]
    if flaws:
        return flaws
    version.save()
    for part, (model, _names) in PARTS.items():
        model._default_manager.filter(version=version).delete()
        model._default_manager.bulk_create(rows[part])
    return []


def _rows(
    version: ItemVersion, part: str, content: Content, known: Lookups, flaws: list[Flaw]
) -> Iterator[Any]:
    model, names = PARTS[part]
    for index, said in enumerate(content.get(part, [])):
        row = model(version=version)
        numbered = {"position": index + 1, **said} if "position" in names else said
        flaws.extend(_take(row, part, index, numbered, names, known))
        yield row


def _take(
    row: Any, part: str, index: int, said: Content, names: Sequence[str], known: Lookups
) -> Iterator[Flaw]:
    for name in names:
        if name not in said:
            continue
        value = said[name]
        if name in KNOWN_BY:
            target = known.find(name, value) if value else None
            if value and target is None:
                yield Flaw(part, index, name, _("There is no “%(code)s”.") % {"code": value})
            value = target
        elif name == "fee_yuan":
            value = _amount(value)
            if value is None:
                yield Flaw(part, index, name, _("“%(text)s” is not an amount.") % {"text": said[name]})
                value = Decimal(0)
        setattr(row, name, value)


def _amount(value: Any) -> Decimal | None:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def _faults(version: ItemVersion, rows: Mapping[str, list[Any]]) -> Iterator[Flaw]:
    yield from _wrong(version, "", 0, exclude={"item", "status"})
    for part, found in rows.items():
        for index, row in enumerate(found):
            yield from _wrong(row, part, index, exclude={"version"})
        yield from _twice(part, found)
    questions = [row.as_asked for row in rows["situations"]]
    for part in ("materials", "steps"):
        for index, row in enumerate(rows[part]):
            try:
                conditions.check(row.condition, questions)
            except conditions.BadCondition as error:
                yield Flaw(part, index, "condition", fault_in_words(error))


def _wrong(row: Any, part: str, index: int, exclude: set[str]) -> Iterator[Flaw]:
    pointing = exclude | (set(KNOWN_BY) & {field.name for field in row._meta.fields})
    try:
        row.clean_fields(exclude=pointing)
        row.clean()
    except ValidationError as error:
        for name, texts in error.message_dict.items():
            yield from (Flaw(part, index, name, text) for text in texts)


def _twice(part: str, rows: Sequence[Any]) -> Iterator[Flaw]:
    field = "code" if part == "situations" else "name"
    seen: set[str] = set()
    for index, row in enumerate(rows):
        name = getattr(row, field)
        if name in seen:
            yield Flaw(part, index, field, _("“%(name)s” stands here twice.") % {"name": name})
        seen.add(name)
