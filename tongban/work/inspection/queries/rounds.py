"""Rounds of evaluation: which value holds, what is still missing or differs, and the lists of rectification."""

from collections import defaultdict
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from django.db.models import QuerySet

from tongban.ground.people.models import User
from tongban.ground.people.places import tree_around
from tongban.work.inspection.models import (
    EvaluatedUnit,
    EvaluationRound,
    Rectification,
    StandardIndicator,
    ValueEntry,
    ValueRuling,
)
from tongban.work.inspection.queries.figures import figure_of
from tongban.work.inspection.queries.standards import READING, last_level

Source = StandardIndicator.Source
Pair = tuple[Decimal | None, Decimal | None]


class ValueState(StrEnum):
    """How a value stands."""

    SYSTEM = "system"
    MISSING = "missing"
    ONCE = "once"
    AGREED = "agreed"
    DIFFERS = "differs"
    RULED = "ruled"


class MeasuredValue(NamedTuple):
    """An indicator of a unit with its value as it stands, who entered it, and whether it may be scored."""

    indicator: StandardIndicator
    state: ValueState
    number: Decimal | None
    of: Decimal | None
    entries: tuple[ValueEntry, ...] = ()
    ruling: ValueRuling | None = None

    @property
    def is_settled(self) -> bool:
        """Return whether the value holds."""
        return self.state in (ValueState.SYSTEM, ValueState.AGREED, ValueState.RULED)


def rounds_visible_to(user: User) -> QuerySet[EvaluationRound]:
    """Return the rounds: whoever evaluates, decides or supervises sees them."""
    rows = EvaluationRound.objects.select_related("standard")
    return rows if any(map(user.may, READING)) else rows.none()


def rectifications_visible_to(user: User) -> QuerySet[Rectification]:
    """Return the rectifications: evaluators see all, a unit its own."""
    rows = Rectification.objects.select_related("evaluated__unit", "evaluated__round", "indicator")
    if any(map(user.may, READING)):
        return rows
    if user.may("hotline.approve") or user.may("hotline.work"):
        return rows.filter(evaluated__unit__in=tree_around(user))
    return rows.none()


def measured(evaluated: EvaluatedUnit) -> list[MeasuredValue]:
    """Return every indicator of the last level with its value for a unit."""
    found = evaluated.round
    entries: defaultdict[int, list[ValueEntry]] = defaultdict(list)
    for entry in ValueEntry.objects.filter(evaluated=evaluated).select_related("by", "file"):
        entries[entry.indicator_id].append(entry)
    rulings = {
        row.indicator_id: row for row in ValueRuling.objects.filter(evaluated=evaluated).select_related("by")
    }
    return [
        _of_system(row, evaluated.unit_id, found)
        if row.source == Source.SYSTEM
        else _entered(row, entries[row.pk], rulings.get(row.pk))
        for row in last_level(found.standard)
    ]


def _of_system(row: StandardIndicator, unit: int, found: EvaluationRound) -> MeasuredValue:
    counted = figure_of(row.figure, unit, found.since, found.until)
    return MeasuredValue(row, ValueState.SYSTEM, Decimal(counted.number), Decimal(counted.of))


def _entered(row: StandardIndicator, entries: list[ValueEntry], ruling: ValueRuling | None) -> MeasuredValue:
    kept = tuple(entries)
    if ruling is not None:
        return MeasuredValue(row, ValueState.RULED, ruling.number, ruling.of, kept, ruling)
    if not kept:
        return MeasuredValue(row, ValueState.MISSING, None, None)
    if len(kept) == 1:
        return MeasuredValue(row, ValueState.ONCE, None, None, kept)
    first, second = kept[0], kept[1]
    if (first.number, first.of) != (second.number, second.of):
        return MeasuredValue(row, ValueState.DIFFERS, None, None, kept)
    return MeasuredValue(row, ValueState.AGREED, first.number, first.of, kept)


def unsettled(found: EvaluationRound) -> list[tuple[EvaluatedUnit, MeasuredValue]]:
    """Return the values of a round that are missing, entered once, or differ."""
    units = found.units.select_related("unit", "round__standard")
    return [(unit, value) for unit in units for value in measured(unit) if not value.is_settled]
