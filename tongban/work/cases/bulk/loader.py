"""Courses led to their end in memory, and copied slice by slice with everything that they made."""

from collections.abc import Collection, Mapping
from typing import Any

from tongban.ground.clock.calendar import Calendar
from tongban.ground.clock.moments import day_of
from tongban.ground.matters.bulk import BulkLoader, BulkMatter
from tongban.ground.matters.papers import fill_paper
from tongban.ground.matters.rows import copy_of, new_row
from tongban.ground.people.models import Applicant
from tongban.offer.catalogue.models import LicenceType
from tongban.offer.delivery.models import Delivery
from tongban.offer.licences.bulk import issue_in_bulk
from tongban.offer.licences.effects import new_licence
from tongban.offer.licences.models import Licence
from tongban.work.cases.bulk.course import Course, CourseMove
from tongban.work.cases.bulk.effects import ACTS, EFFECTS
from tongban.work.cases.bulk.guides import CourseGuide
from tongban.work.cases.bulk.numbers import ReservedNumbers
from tongban.work.cases.effects.applications import new_case
from tongban.work.cases.effects.papers import IN_WRITING, content_with
from tongban.work.cases.lock_cache import add_at_hand, keep_at_hand
from tongban.work.cases.models import (
    Assessment,
    Case,
    CaseMaterial,
    Extension,
    LaterCheck,
    Paper,
    Pause,
    Remedy,
    Review,
)
from tongban.work.cases.queries.needs import NEEDED
from tongban.work.cases.rules.limits import valid_until
from tongban.work.cases.states import CHART

NOBODY = Applicant()
BESIDE = (CaseMaterial, Review, Pause, Extension, Assessment, Delivery, Remedy, LaterCheck, Paper)
MODELS = (Case, *BESIDE, Licence)
PAPERS = frozenset(
    {
        Paper.Kind.COMPLETION,
        Paper.Kind.NON_ACCEPTANCE,
        Paper.Kind.SPECIAL,
        Paper.Kind.EXTENSION,
        Paper.Kind.REFUSAL,
    }
)
"""The papers that change somebody's rights or limits."""
Drawn = tuple[str, str]
"""A number and a check code."""
DOCUMENTS = {"pause": Paper.Kind.SPECIAL, "extend": Paper.Kind.EXTENSION}
"""The moves that name their paper's number, so that it is drawn before."""


class CaseLoader:
    """Leads courses to their end and hands them to a load."""

    def __init__(
        self,
        loader: BulkLoader,
        numbers: ReservedNumbers,
        calendar: Calendar,
        papers: Collection[str] = PAPERS,
    ) -> None:
        self.loader, self.numbers, self.calendar, self.papers = loader, numbers, calendar, papers
        self._patterns: dict[CourseGuide, Case] = {}

    def add(self, course: Course) -> Case:
        """Lead a case along its course; refused where the chart, a limit or a right stands against it."""
        case = self._new_case(course)
        led = BulkMatter(self.loader, case, CHART, ACTS)
        for material in course.guide.materials:
            row = copy_of(material)
            row.case_id = case.pk
            led.add_row(row)
        add_at_hand(case, led.rows)
        for made in course.moves:
            self._take(led, course, made)
        led.finish()
        return case

    def _new_case(self, course: Course) -> Case:
        """Return the case before its first move: like the others of its guide, but for whose it is and when."""
        if course.guide not in self._patterns:
            self._patterns[course.guide] = self._pattern(course)
        case, at = copy_of(self._patterns[course.guide]), course.moves[0].at
        case.pk, case.applicant = self.loader.next_key(Case), self._applicant(course)
        case.reference, case.check_code = self.numbers.case(course)
        case.begun_at, case.saved_at, case.is_example = at, at, course.is_example
        nothing: dict[str, Any] = {model.__name__: [] for model in BESIDE}
        keep_at_hand(case, {**nothing, "days": self.calendar, NEEDED: course.guide.needed})
        return case

    def _pattern(self, course: Course) -> Case:
        guide, (reference, code) = course.guide, self.numbers.case(course)
        given: dict[str, Any] = {"reference": reference, "check_code": code, "answers": guide.answers}
        case = new_case(guide.version, self._applicant(course), at=course.moves[0].at, **given)
        case.form = guide.form
        return case

    def _applicant(self, course: Course) -> Applicant:
        who, applicant = course.applicant, copy_of(NOBODY)
        applicant.pk, applicant.name, applicant.phone, applicant.address = who
        return applicant

    def _take(self, led: BulkMatter, course: Course, made: CourseMove) -> None:
        case, (move, by, at, facts) = led.matter, made
        drawn: Drawn | None = None
        if move in DOCUMENTS:
            drawn = self.numbers.paper(course, DOCUMENTS[move])
            facts = {**facts, "document": drawn[0]}
        if move == "issue" and course.guide.version.licence_type is not None:
            facts = {**facts, "licence": self._issue(case, course, course.guide.version.licence_type, made)}
        effect = led.take(move, lambda: EFFECTS[move](case, by=by, at=at, **facts), by=by, at=at)
        add_at_hand(case, effect.rows)
        for paper in effect.papers:
            if paper.kind in self.papers:
                kind = Paper.Kind(paper.kind)
                self._write(led, kind, drawn or self.numbers.paper(course, kind), paper.facts, made)

    def _write(
        self,
        led: BulkMatter,
        kind: Paper.Kind,
        drawn: Drawn,
        facts: Mapping[str, Any],
        made: CourseMove,
    ) -> None:
        number, code = drawn
        by_id = None if made.by is None else made.by.pk
        row = new_row(
            Paper, case=led.matter, kind=str(kind), number=number, check_code=code, by_id=by_id, at=made.at
        )
        told = fill_paper(row, content_with(facts), basis=IN_WRITING)
        led.add_row(row)
        led.note(told, by=made.by, at=made.at)

    def _issue(self, case: Case, course: Course, kind: LicenceType, made: CourseMove) -> str:
        number, code = self.numbers.licence(course, kind.code)
        day = day_of(made.at)
        licence = new_licence(
            kind,
            course.applicant.key,
            number=number,
            valid_from=day,
            valid_until=valid_until(day, course.guide.version.validity_months),
            case_reference=case.reference,
            content=course.guide.form,
            check_code=code,
            at=made.at,
            is_example=course.is_example,
        )
        return issue_in_bulk(self.loader, licence, by=made.by, at=made.at)
