"""What a bundle means for one applicant: what to submit and why, by when, for how much, and what that saves."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, cast

from tongban.ground.clock.calendar import Calendar
from tongban.ground.clock.deadline import Deadline
from tongban.ground.clock.due_dates import last_day
from tongban.ground.kit.json_schema import properties_of
from tongban.ground.law import basis
from tongban.ground.matters import conditions
from tongban.offer.bundles.models import BundleVersion
from tongban.offer.bundles.queries.merge import Answers, BundlePart, Merged
from tongban.offer.bundles.solver.fees import FeeRule, ItemFee, MergedFee, merged_fee
from tongban.offer.bundles.solver.materials import Certificate, solve
from tongban.offer.bundles.solver.order import (
    ItemLength,
    Stretch,
    critical_path,
    finish_by,
    levels_of,
    likely_days,
)
from tongban.offer.bundles.solver.problem import Problem

WORKING_DAYS = {"working": 1.0, "calendar": 5 / 7, "hours": 1 / 24, "at_once": 0.0}
"""About how many working days a unit is: only to compare lengths, never to count a limit."""


@dataclass(frozen=True, slots=True)
class PlannedMaterial:
    """A material to submit once, and the items that need it under which names."""

    name: str
    needed_for: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class SparedMaterial:
    """What an item asks for and the applicant need not submit: on file, exempt, a result, or submitted already."""

    item: str
    name: str
    way: str
    result_of: str = ""


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """An item in the plan: from when, by when it is promised and by law, whether it decides the last day."""

    part: BundlePart
    level: int
    promised: Stretch
    statutory: Stretch
    is_critical: bool
    waits_for: list[str]
    fee_yuan: Decimal


@dataclass(frozen=True, slots=True)
class Saving:
    """The same things asked for one after the other, item by item, and as a bundle."""

    materials_single: int
    materials: int
    fields_single: int
    fields: int
    days_single: int
    days: int
    fee_single: Decimal
    fee: Decimal


class Plan:
    """A bundle for one applicant, from the day it is begun."""

    def __init__(
        self,
        merged: Merged,
        answers: Answers,
        *,
        begins_on: date,
        calendar: Calendar,
        licence_types: Iterable[int] = (),
        history: Mapping[str, Sequence[int]] | None = None,
    ) -> None:
        self.merged, self.answers, self.calendar, self.begins_on = merged, answers, calendar, begins_on
        self.parts = merged.parts_on(answers)
        self.problem: Problem = merged.problem(answers, licence_types)
        self.certificate: Certificate = solve(self.problem)
        self.history = history or {}

    @cached_property
    def promised(self) -> dict[str, Stretch]:
        """Return from when to when each item is promised."""
        return self._finish("promised")

    @cached_property
    def statutory(self) -> dict[str, Stretch]:
        """Return from when to when each item may take by law."""
        return self._finish("statutory")

    def _finish(self, kind: str) -> dict[str, Stretch]:
        lengths = {part.code: _length(part, kind) for part in self.parts}
        order = self.problem.order
        return finish_by(lengths, order, begins_on=self.begins_on, calendar=self.calendar)

    @cached_property
    @basis("licensing-law:26")
    def promised_on(self) -> date:
        """Return the one promised day: when the last item is done, or what the office sets for the whole if that is less."""
        last = max((each.ends_on for each in self.promised.values()), default=self.begins_on)
        days = self.limit_days
        return min(last, last_day(Deadline(self.begins_on, days), self.calendar)) if days else last

    @cached_property
    def limit_days(self) -> int | None:
        """Return the working days that the office sets for the whole; None where it sets none, or answers are missing."""
        rule = self.merged.version.limit_rule
        days = conditions.amount(rule, self.answers) if rule else None
        return None if days is None else int(days)

    @property
    def statutory_on(self) -> date:
        """Return the last day by law."""
        return max((each.ends_on for each in self.statutory.values()), default=self.begins_on)

    @cached_property
    def likely_on(self) -> date | None:
        """Return by when nine of ten were done, as each item went before; None without history."""
        known = {part.code: self.history.get(part.code, ()) for part in self.parts}
        days = likely_days(known, self.problem.order)
        if days is None:
            return None
        return last_day(Deadline(self.begins_on, days), self.calendar) if days else self.begins_on

    @cached_property
    def items(self) -> list[PlannedItem]:
        """Return the items with their days, first those that wait for none."""
        levels = levels_of([part.code for part in self.parts], self.problem.order)
        path = critical_path(self.promised, self.problem.order)
        found = [self._planned(part, levels[part.code], part.code in path) for part in self.parts]
        return sorted(found, key=lambda each: (each.level, each.part.row.position))

    def _planned(self, part: BundlePart, level: int, is_critical: bool) -> PlannedItem:
        names = {each.code: each.name for each in self.parts}
        waits = dict.fromkeys(names[each.before] for each in self.problem.order if each.after == part.code)
        return PlannedItem(
            part,
            level,
            self.promised[part.code],
            self.statutory[part.code],
            is_critical,
            list(waits),
            self.fee.split[part.code],
        )

    @cached_property
    def fee(self) -> MergedFee:
        """Return the one fee and each item's part of it."""
        fees = [ItemFee(part.code, part.version.fee_yuan, part.row.fee_kind) for part in self.parts]
        return merged_fee(fees, cast(FeeRule, self.merged.version.fee_rule))

    @cached_property
    def materials(self) -> list[PlannedMaterial]:
        """Return what is to be submitted, each with why."""
        names = {part.code: part.name for part in self.parts}
        found = self.certificate.needed_for(self.problem)
        return [
            PlannedMaterial(material, [(names[each.item], each.name) for each in needed])
            for material, needed in found.items()
        ]

    @cached_property
    def spared(self) -> list[SparedMaterial]:
        """Return what an item asks for that need not be submitted, and in which way it is there."""
        names, told = {part.code: part.name for part in self.parts}, []
        for each in self.problem.requirements:
            ways = self.problem.ways(each.item)
            for material in sorted(each.alternatives[self.certificate.met[each.key]] & ways.keys()):
                way = ways[material]
                source = names.get(way, "")
                told.append(SparedMaterial(names[each.item], material, "result" if source else way, source))
        return told

    @cached_property
    def schema(self) -> dict[str, Any]:
        """Return the one form."""
        return self.merged.schema_for(self.parts)

    @cached_property
    def saving(self) -> Saving:
        """Return what the bundle saves against its items one after the other."""
        fees = sum((part.version.fee_yuan for part in self.parts), Decimal(0))
        return Saving(
            materials_single=sum(len(_submitted_singly(self.problem, part.code)) for part in self.parts),
            materials=len(self.certificate.materials),
            fields_single=sum(len(properties_of(part.version.form_schema)) for part in self.parts),
            fields=len(properties_of(self.schema)),
            days_single=round(sum(_working_days(part) for part in self.parts)),
            days=self._days_until(self.promised_on),
            fee_single=fees,
            fee=self.fee.total_yuan,
        )

    def _days_until(self, day: date) -> int:
        years = range(self.begins_on.year, day.year + 1)
        return self.calendar.provisional(*years).working_between(self.begins_on, day)

    def as_json(self) -> dict[str, Any]:
        """Return problem and certificate as plain values, for anybody's checker."""
        return {"problem": self.problem.as_json(), "certificate": asdict(self.certificate)}


def plan_for(version: BundleVersion, answers: Answers, **said: Any) -> Plan:
    """Return what a version means for an applicant who answers so."""
    return Plan(Merged(version), answers, **said)


def _submitted_singly(problem: Problem, item: str) -> tuple[str, ...]:
    """Return what an item would ask for by itself: nothing fed by others, nothing submitted with others."""
    return solve(problem.only([item])).materials


def _length(part: BundlePart, kind: str) -> ItemLength:
    version = part.version
    if kind == "promised" and version.mode == "at_once":
        return ItemLength(0, "at_once")
    return ItemLength(getattr(version, f"{kind}_length"), getattr(version, f"{kind}_unit"))


def _working_days(part: BundlePart) -> float:
    length = _length(part, "promised")
    return length.length * WORKING_DAYS[length.unit]
