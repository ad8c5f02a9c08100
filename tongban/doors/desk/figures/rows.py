"""The rows behind a figure as a list of pages, for those who answer for figures, and for everybody where they are open.

A reference is shown to those who may see the matter; to others a row has a mark of its own that leads nowhere. Columns
that are not open are for officers. Who may not read single rows reads ``row_groups``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, overload

from django.db.models import Model
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from tongban.account.insight.engines.protocol import Engine
from tongban.account.insight.values import Value, rows_of
from tongban.doors.desk.figures import words
from tongban.ground.kit.fact_views import Fact, published_facts
from tongban.ground.kit.fact_views import FactColumn as FactColumn
from tongban.ground.kit.tables import Column
from tongban.ground.people.models import User
from tongban.work.cases.queries.visibility import visible_to

MARK = 10
KINDS = {"day": "day", "moment": "instant", "whole": "number", "yuan": "number"}
UNSHOWN = {"area", "is_simulated"}
COUNTED = Column[dict[str, Any]](
    "is_counted", gettext_lazy("Counted"), value=lambda row: words.word_of("", row["is_counted"])
)


@dataclass
class FigureRows(Sequence[dict[str, Any]]):
    """The rows behind a value, read from its engine page by page."""

    value: Value
    engine: Engine
    reader: User | None

    def __len__(self) -> int:
        """Return how many rows were counted."""
        return self.value.rows

    @overload
    def __getitem__(self, place: int) -> dict[str, Any]: ...

    @overload
    def __getitem__(self, place: slice) -> list[dict[str, Any]]: ...

    def __getitem__(self, place: int | slice) -> dict[str, Any] | list[dict[str, Any]]:
        """Return a page of rows with ``url`` and ``mark`` as far as the reader may see them."""
        if isinstance(place, int):
            return self[place : place + 1][0]
        first, last, _ = place.indices(len(self))
        rows = rows_of(self.value, engine=self.engine, limit=max(0, last - first), offset=first)
        return list(self._seen(rows))

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Read all rows, a few thousand at a time."""
        for first in range(0, len(self), 5000):
            yield from self[first : first + 5000]

    @cached_property
    def fact(self) -> Fact:
        """Return the fact the rows are of."""
        return published_facts()[self.value.metric.fact]

    def columns(self) -> list[Column[dict[str, Any]]]:
        """Return the columns this reader may see."""
        shown = [column for column in self.fact.columns if column.name not in UNSHOWN]
        if not _is_officer(self.reader):
            shown = [column for column in shown if column.is_open]
        first = Column[dict[str, Any]](
            "reference",
            words.title_of(shown[0]),
            value=lambda row: row["mark"],
            link=lambda row: row["url"],
        )
        counted = [COUNTED] if self.value.metric.measure == "share" else []
        return [first, *counted, *map(_column, shown[1:])]

    def _seen(self, rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        known = self._visible({row["reference"] for row in rows})
        for row in rows:
            reference = row["reference"]
            is_seen = reference in known or not self._is_of_case
            url = reverse("cases:case", args=[reference]) if reference in known else ""
            yield {**row, "mark": reference if is_seen else mark_of(reference), "url": url}

    @property
    def _is_of_case(self) -> bool:
        return is_of_cases(self.fact.name)

    def _visible(self, references: set[str]) -> set[str]:
        if self.reader is None or not self._is_of_case:
            return set()
        cases = visible_to(self.reader).filter(reference__in=references)
        return set(cases.order_by().values_list("reference", flat=True))


def is_of_cases(fact: str) -> bool:
    """Return whether the rows of a fact carry the references of cases."""
    return "item" in published_facts()[fact].kinds or fact.startswith("licence")


def _is_officer(reader: User | None) -> bool:
    return reader is not None and any(map(reader.may, ("insight.read", "cases.read", "cases.read_all")))


def mark_of(reference: str) -> str:
    """Return a mark that tells rows apart and says nothing of the matter."""
    return salted_hmac("tongban.figures.rows", reference, algorithm="sha256").hexdigest()[:MARK]


def _column(shown: FactColumn) -> Column[dict[str, Any]]:
    name, is_told = shown.name, shown.name in words.TOLD or shown.kind == "yes"
    kind: Any = "text" if is_told else KINDS.get(shown.kind, "text")
    places = 2 if shown.kind == "yuan" else 0
    return Column(
        name,
        words.title_of(shown),
        kind=kind,
        places=places,
        value=lambda row: words.word_of(name, row[name]),
    )


def reader_of(request: Any) -> User | None:
    """Return the member of staff or applicant who reads, or nothing for a stranger."""
    user: Model = request.user
    return user if isinstance(user, User) and user.is_authenticated else None
