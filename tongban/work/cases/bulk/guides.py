"""What every course of one item has in common: answers, form, materials and steps, checked once against the guide."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from tongban.ground.clock.calendar import Calendar
from tongban.ground.clock.deadline import DeadlineExtension, DeadlinePause
from tongban.ground.ledger import Refused
from tongban.ground.ledger.bulk import Payload
from tongban.ground.ledger.bulk_copy import escape
from tongban.ground.ledger.chain import canonical
from tongban.offer.catalogue.models import ItemVersion, Material, Mode, Step
from tongban.offer.catalogue.queries.guide import checklist, open_questions, steps_for
from tongban.work.cases.models import Case, CaseMaterial
from tongban.work.cases.queries.limits import promised_length, statutory_length
from tongban.work.cases.rules.completeness import Need, form_faults, lacks
from tongban.work.cases.rules.limits import decision_limits, due_of, issue_due, notice_due, step_due

ZONE = ZoneInfo(settings.TIME_ZONE)
Dues = tuple[date | None, date | None, bool]
STATES = {
    Material.Exemption.DATA: CaseMaterial.State.ASKED,
    Material.Exemption.ASSISTANCE: CaseMaterial.State.ASKED,
    Material.Exemption.PROMISE: CaseMaterial.State.PROMISED,
}


@dataclass(frozen=True)
class CourseGuide:
    """An item under one set of answers: what each course of it holds."""

    version: ItemVersion
    answers: Mapping[str, Any]
    form: Mapping[str, Any]
    materials: tuple[tuple[Material, str], ...]
    steps: tuple[Step, ...]
    days: Calendar

    @cached_property
    def answers_field(self) -> str:
        """Return the answers as a field of a line."""
        return escape(canonical(self.answers).decode())

    @cached_property
    def form_field(self) -> str:
        """Return the form as a field of a line."""
        return escape(canonical(self.form).decode())

    @cached_property
    def taken_in(self) -> Payload:
        """Return what the entry of the filing keeps."""
        return Payload({"item": self.version.reference})

    @cached_property
    def divisions(self) -> str:
        """Return the divisions that take part, as a field of a line."""
        own = self.version.item.division_id
        found = sorted({own, *(self.division_of(step) for step in self.steps)})
        return f"{{{','.join(map(str, found))}}}"

    @cached_property
    def own_division(self) -> str:
        """Return the division that handles the item, as a field of a line."""
        return f"{{{self.version.item.division_id}}}"

    @cached_property
    def mode(self) -> str:
        """Return how a case is decided that nobody signed a commitment for."""
        return Mode.AT_ONCE if self.version.mode == Mode.AT_ONCE else Mode.ORDINARY

    def division_of(self, step: Step) -> int:
        """Return the division that does a step."""
        return step.division_id or self.version.item.division_id

    def dues(
        self,
        accepted_at: datetime,
        mode: str,
        pauses: tuple[DeadlinePause, ...] = (),
        more: DeadlineExtension | None = None,
    ) -> Dues:
        """Return the promised and the statutory day from the moment of acceptance, and whether they are provisional."""
        plain = (
            not pauses
            and more is None
            and "hours" not in (self.version.promised_unit, self.version.statutory_unit)
        )
        starts = accepted_at.astimezone(ZONE)
        key = (mode, starts.date())
        if plain and key in self._dues:
            return self._dues[key]
        limits = decision_limits(
            starts,
            promised=promised_length(Case(version=self.version, mode=mode)),
            statutory=statutory_length(self.version),
            pauses=pauses,
            extension=more,
        )
        promised, statutory = due_of(limits.promised, self.days), due_of(limits.statutory, self.days)
        found = (promised.on, statutory.on, bool(promised.assumed_years or statutory.assumed_years))
        if plain:
            self._dues[key] = found
        return found

    @cached_property
    def _dues(self) -> dict[tuple[str, date], Dues]:
        return {}


class DueDays:
    """The days that follow from a day, each counted once."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self._known: dict[tuple[str, date, int], date | None] = {}

    def notice(self, filed_on: date) -> date | None:
        """Return the last day to answer a filing."""
        return self._found("notice", filed_on, 0, lambda: notice_due(filed_on, self.calendar))

    def issue(self, decided_on: date) -> date | None:
        """Return the last day to hand over a result."""
        return self._found("issue", decided_on, 0, lambda: issue_due(decided_on, self.calendar))

    def step(self, opened_on: date, days: int, pauses: tuple[DeadlinePause, ...] = ()) -> date | None:
        """Return the last day of a step."""
        if pauses:
            return step_due(opened_on, days, self.calendar, pauses)
        return self._found("step", opened_on, days, lambda: step_due(opened_on, days, self.calendar))

    def _found(self, kind: str, day: date, days: int, count: Any) -> date | None:
        key = (kind, day, days)
        if key not in self._known:
            self._known[key] = count()
        return self._known[key]


def course_guide(
    version: ItemVersion, *, answers: Mapping[str, Any], form: Mapping[str, Any], days: Calendar
) -> CourseGuide:
    """Return what courses of an item hold under these answers; refused where such an application is not complete."""
    materials = tuple(
        (row.material, _state(row.material, row.needed)) for row in checklist(version, answers, {})
    )
    needs = [Need(each.pk, state != "not_needed", each.necessity, state) for each, state in materials]
    lacking = [
        *form_faults(version.form_schema, form),
        *lacks(needs, tolerates=False),
        *open_questions(version, answers),
    ]
    if lacking:
        raise Refused(f"{version.item.name}: {lacking}")
    return CourseGuide(version, answers, form, materials, tuple(steps_for(version, answers)), days)


def _state(material: Material, needed: bool | None) -> str:
    if needed is False:
        return CaseMaterial.State.NOT_NEEDED
    return STATES.get(Material.Exemption(material.exemption), CaseMaterial.State.SHOWN)
