"""The numbers that people cite: of matters, papers and licences, counted in each series and year without a gap.

A number is taken by the act that uses it, in its transaction. The row of the series stays locked until the commit: an
act that is taken back gives its number back, and no number is given twice. What is set aside for a bulk load is said
in the ledger. A room says in its ``numbers.py`` where its numbers stand (``NUMBERED``).
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from django.conf import settings
from django.db import connection
from django.db.models import Model, QuerySet

from tongban.ground.law import cite
from tongban.ground.ledger import record
from tongban.ground.ledger.prepared_statements import run_prepared
from tongban.ground.office.registry import known_settings
from tongban.ground.office.values import value_of
from tongban.ground.people.models import User

Row = TypeVar("Row", bound=Model)
REFERENCE = "{name}-{year}-{place:06d}"
"""How a matter is cited: CASE-2026-000017."""
DOCUMENT = "{name}〔{year}〕{place}号"
"""How a paper of the bureau is cited: 苏行审准〔2026〕17号."""
WITH_AREA, DIGITS = "{area}{year}{place:06d}", "{year}{place:06d}"
"""How people read the number of a matter where the office writes digits: 3205002026000017, 2026000017."""
LICENCE = "{name}{year}{place:06d}"
"""How a licence is cited: JY2026000017."""
SHOWN = {"letters": REFERENCE, "area": WITH_AREA, "year": DIGITS}
"""The ways among which an office chooses; whatever it chose before, a number that was told is found by it."""
PARTS = re.compile(r"(?P<name>[A-Z]+)-(?P<year>\d{4})-(?P<place>\d{6,})")
TYPED = re.compile(r"(?P<area>\d{6})?(?P<year>(?:19|20|21)\d\d)(?P<place>\d{6})")
SUBJECT = "NUMBERS"
BASIS = cite("gbt-22239")
TAKE = """
INSERT INTO matters_numberseries (name, form, year, last) VALUES (%s, %s, %s, %s)
ON CONFLICT (name, year) DO UPDATE SET last = matters_numberseries.last + excluded.last RETURNING last
"""


@dataclass(frozen=True, slots=True)
class Numbers:
    """A series of numbers, named by the words with which they begin, so that two series never give the same."""

    name: str
    form: str = REFERENCE

    def write(self, year: int, place: int) -> str:
        """Return the number at a place of a year: CASE-2026-000017."""
        return self.form.format(name=self.name, year=year, place=place)

    def head(self, year: int) -> str:
        """Return how the numbers of a year begin: CASE-2026-."""
        return self.form.partition("{place")[0].format(name=self.name, year=year)

    def next(self, on: date | int) -> str:
        """Take the next number of a year, or of the year of a day."""
        year = on if isinstance(on, int) else on.year
        return self.write(year, self._take(year, 1))

    def take_many(self, year: int, count: int) -> list[str]:
        """Take so many numbers of a year at once, for rows that this transaction writes."""
        last = self._take(year, count)
        return [self.write(year, place) for place in range(last - count + 1, last + 1)]

    def reserve(self, year: int, count: int, *, reason: str, at: datetime, by: User | None = None) -> int:
        """Set so many numbers aside for a bulk load and say so in the ledger; return the place of the first."""
        first = self._take(year, count) - count + 1
        if count:
            said = {"first": first, "count": count}
            record(self.subject(year), "reserve", by=by, at=at, basis=BASIS, note=reason, payload=said)
        return first

    def subject(self, year: int) -> str:
        """Return how the ledger names the series in a year."""
        return f"{SUBJECT}-{self.name}-{year}"

    def _take(self, year: int, count: int) -> int:
        """Take so many numbers; return the last."""
        if not connection.in_atomic_block:
            raise RuntimeError(f"{self.name}: a number is taken in the transaction of the act that uses it.")
        ((last,),) = run_prepared(TAKE, [self.name, self.form, year, count])
        return int(last)


def way_of(name: str) -> str:
    """Return the code of the setting that says how the numbers of a series are read."""
    return f"numbers.{name}"


def shown_number(reference: str) -> str:
    """Return the number of a matter as the office writes it on papers and pages; the ledger keeps the reference."""
    parts = PARTS.fullmatch(reference)
    if parts is None or way_of(parts["name"]) not in known_settings():
        return reference
    form = SHOWN[value_of(way_of(parts["name"]))]
    said = {"name": parts["name"], "year": int(parts["year"]), "place": int(parts["place"])}
    return form.format(area=settings.AREA, **said)


def reference_of(name: str, typed: str) -> str:
    """Return the reference behind what somebody typed of a number of a series, in whatever way it was written."""
    text = typed.strip().upper()
    parts = TYPED.fullmatch(text)
    if parts is None or parts["area"] not in (None, settings.AREA):
        return text
    return REFERENCE.format(name=name, year=int(parts["year"]), place=int(parts["place"]))


def by_number(rows: "QuerySet[Row]", typed: str) -> "Row | None":
    """Return the one of these matters whose number somebody typed; what is no text of a number is asked of no database."""
    number = typed.strip()
    return rows.filter(reference=number).first() if number and number.isprintable() else None


@dataclass(frozen=True, slots=True)
class Numbered:
    """Where numbers stand: the column of a model ("cases.Case", "reference"), and how they are written."""

    model: str
    column: str = "reference"
    form: str = REFERENCE
