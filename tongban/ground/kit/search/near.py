"""Rows that sound like what was typed, or differ from it by a character or two."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext as _

from tongban.ground.kit.search import words
from tongban.ground.kit.search.rows import SearchRow, having

SOUNDS, NEAR, WHOLE = 0.6, 0.5, 1.5
SHORTEST_SPELT = 5
"""So many letters may have a slip in them."""
SAID = """CASE WHEN strpos({column}, %s) > 0 THEN {length} ELSE 0 END"""
COLUMNS = {
    "": """("{table}"."name" || chr(10) || "{table}"."words")""",
    words.SOUND: """replace("{table}"."sounds", ' ', '')""",
}
"""Where a part is looked for, by the mark of its pieces."""
Part = tuple[str, str]
"""The mark of its pieces, and a stretch of what was typed."""


def most_in_common(rows: QuerySet[Any], typed: Sequence[str]) -> QuerySet[Any]:
    """Return the rows that may be alike, those with the longest stretches in common with what was typed first."""
    parts = list(dict.fromkeys(part for text in typed for part in _parts(text)))
    if not parts:
        return rows.none()
    alike = having(rows, (words.marked(mark, text) for mark, text in parts))
    table = rows.model._meta.db_table
    common = " + ".join(
        SAID.format(column=COLUMNS[mark].format(table=table), length=len(text)) for mark, text in parts
    )
    in_common = RawSQL(common, [text for _mark, text in parts])  # noqa: S611 - what was typed is bound
    return alike.defer("pieces").order_by(in_common.desc(), "pk")


def sounding_at(row: SearchRow, typed: str, asked: Sequence[str]) -> tuple[float, str]:
    """Return how well a row fits by its sound or but for a slip: the whole first, else the terms by their share; and why."""
    worth, why = _alike(row, typed)
    if worth:
        return worth * WHOLE, why
    found = [(len(term), *_alike(row, term)) for term in asked]
    total = sum(map(len, asked)) or 1
    whys = dict.fromkeys(why for _length, worth, why in found if worth)
    return sum(worth * length for length, worth, _why in found) / total, "；".join(whys)


def _parts(typed: str) -> Iterator[Part]:
    """Yield the whole sound of a text, and the parts of which a near one has at least one."""
    letters = words.sound_of(typed)
    if len(typed) > 1 and words.is_han(typed):
        yield words.SOUND, letters
    yield from (("", part) for part in words.parts_of(typed))
    if len(letters) >= SHORTEST_SPELT:
        yield from ((words.SOUND, part) for part in words.parts_of(letters))


def _alike(row: SearchRow, typed: str) -> tuple[float, str]:
    """Return how a row is like what was typed: by its sound, or but for a character or two."""
    if len(typed) < 2:
        return 0, ""
    letters = words.sound_of(typed)
    sounds = row.sounds.split("\n")
    if words.is_han(typed) and words.is_spelt(letters, sounds):
        return SOUNDS, _("sounds like “%(typed)s”") % {"typed": typed}
    spelt = [text.split("|")[0].replace(" ", "") for text in sounds]
    is_close = any(words.is_near(typed, text) for text in (row.name, *row.words.split("\n")))
    if is_close or (len(letters) >= SHORTEST_SPELT and any(words.is_near(letters, text) for text in spelt)):
        return NEAR, _("close to what was typed: “%(typed)s”") % {"typed": typed}
    return 0, ""
