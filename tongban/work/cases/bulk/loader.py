"""Courses made into rows and entries, and copied into their tables slice by slice, each slice whole."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from tongban.ground.clock.calendar import Calendar
from tongban.ground.ledger import Refused
from tongban.ground.ledger.bulk import BulkEntry, EntryTemplate, Payload, chain_lines, copy_entries
from tongban.ground.ledger.bulk_copy import copy_rows, reserve_keys
from tongban.ground.ledger.grants import permissions_of
from tongban.offer.catalogue.models import LicenceType
from tongban.offer.licences.actions import LicenceLoader
from tongban.offer.licences.numbers import licences_of
from tongban.work.cases.bulk.course import PAPERS, CaseState, Course, CourseMove, day_of
from tongban.work.cases.bulk.guides import DueDays
from tongban.work.cases.bulk.moves import ACTS, EFFECTS, may_act, no_effect
from tongban.work.cases.bulk.papers import paper_row
from tongban.work.cases.bulk.rows import TABLES, rows_of
from tongban.work.cases.models import Paper
from tongban.work.cases.numbers import CASES, papers_of
from tongban.work.cases.rules.limits import valid_until
from tongban.work.cases.states import CHART

KEYED = ("cases_case", "cases_pause", "cases_remedy")


@dataclass(frozen=True)
class ReservedNumbers:
    """Where a load begins in each series: keys of tables, numbers of cases and papers of the year."""

    year: int
    keys: dict[str, int]
    cases: int
    papers: dict[str, int]
    licences: dict[str, int]

    def as_payload(self) -> dict[str, Any]:
        """Return them as the ledger keeps them."""
        return asdict(self)


@transaction.atomic
def reserve_numbers(
    year: int, cases: int, papers: dict[str, int], licences: dict[str, int], *, reason: str, at: datetime
) -> ReservedNumbers:
    """Set aside so many keys and numbers; whoever works meanwhile gets later ones."""
    said: dict[str, Any] = {"reason": reason, "at": at}
    return ReservedNumbers(
        year=year,
        keys={table: reserve_keys(table, cases) for table in KEYED},
        cases=CASES.reserve(year, cases, **said),
        papers={kind: papers_of(kind).reserve(year, count, **said) for kind, count in papers.items()},
        licences={code: licences_of(code).reserve(year, count, **said) for code, count in licences.items()},
    )


class CaseLoader:
    """Collects courses as lines of their tables; ``load`` writes them within the caller's transaction."""

    def __init__(self, numbers: ReservedNumbers, calendar: Calendar) -> None:
        self.numbers, self.days = numbers, DueDays(calendar)
        self.lines: dict[str, list[str]] = {table: [] for table in TABLES}
        self.entries: list[str] = []
        self.licences = LicenceLoader()
        self._templates: dict[tuple[str, str], tuple[EntryTemplate, str]] = {}
        self._walked: set[tuple[Any, ...]] = set()

    def add(self, course: Course) -> CaseState:
        """Lead a case along its course; refused where the chart, a limit or a right stands against it."""
        self._check_way(course)
        case = CaseState(
            course,
            CASES.write(self.numbers.year, self.numbers.cases + course.number),
            self.numbers.keys["cases_case"] + course.index,
            mode=course.guide.mode,
        )
        for made in course.moves:
            self._make(case, made)
        self.entries += chain_lines(case.reference, case.acts)
        for table, row in rows_of(case, self.numbers.keys):
            self.lines[table].append(row)
        return case

    def load(self) -> int:
        """Write what was collected and return how many entries that were."""
        count = len(self.entries)
        for table, columns in TABLES.items():
            copy_rows(table, columns, self.lines[table])
            self.lines[table].clear()
        self.licences.load()
        copy_entries(self.entries)
        self.entries.clear()
        return count

    def _check_way(self, course: Course) -> None:
        """Check the way once for all courses that go it, and that no move comes before the one before it."""
        way = tuple((made.move, made.by.roles, made.by.key is None) for made in course.moves)
        if way not in self._walked:
            moves = [each for each in way if each[0] not in ACTS]
            CHART.walk(
                (name, None if is_system else permissions_of(set(roles))) for name, roles, is_system in moves
            )
            if not all(may_act(made) for made in course.moves if made.move in ACTS):
                raise PermissionDenied
            self._walked.add(way)
        last = course.moves[0].at
        for made in course.moves:
            if made.at < last:
                raise Refused(f"{course.number}: {made.move} comes before the move before it")
            last = made.at

    def _make(self, case: CaseState, made: CourseMove) -> None:
        deed, after = self._template(made.move, case.reached)
        numbered = made
        kind = PAPERS.get(made.move)
        paper = _paper_number(kind, self.numbers, case.course) if kind else ""
        if paper:
            numbered = made._replace(facts={**made.facts, "document": paper})
        said = EFFECTS.get(made.move, no_effect)(case, numbered, self.days)
        kind_of_licence = case.course.guide.version.licence_type
        if made.move == "issue" and kind_of_licence is not None:
            self._issue(case, kind_of_licence, made)
        case.acts.append(BulkEntry(deed, made.by, made.at, made.note, said))
        case.reached = after
        if kind:
            line, digest = paper_row(case, kind, made, paper, self.days)
            self.lines["cases_paper"].append(line)
            said = Payload({"kind": str(kind), "number": paper, "digest": digest})
            case.acts.append(BulkEntry(PAPER_ENTRY, made.by, made.at, "", said))

    def _template(self, name: str, before: str) -> tuple[EntryTemplate, str]:
        key = (name, before)
        if key not in self._templates:
            if name in ACTS:
                told = ("to_collect", "signed") if name == "track" else ("", "")
                self._templates[key] = EntryTemplate("act", name, ACTS[name][0], *told), before
            else:
                move = CHART.moves[name]
                self._templates[key] = (
                    EntryTemplate("move", name, move.basis, before, str(move.to)),
                    str(move.to),
                )
        return self._templates[key]

    def _issue(self, case: CaseState, kind: LicenceType, made: CourseMove) -> None:
        guide, course = case.course.guide, case.course
        code = kind.code
        case.licence = self.licences.issue(
            kind,
            course.applicant.key,
            number=licences_of(code).write(self.numbers.year, self.numbers.licences[code] + course.licence),
            case_reference=case.reference,
            content=guide.form,
            valid_from=(on := day_of(made.at)),
            valid_until=valid_until(on, guide.version.validity_months),
            by=made.by,
            at=made.at,
            check_code=f"{course.codes}L",
            is_example=course.is_example,
        )


PAPER_ENTRY = EntryTemplate("act", "paper", "licensing-law:32")


def _paper_number(kind: Paper.Kind, numbers: ReservedNumbers, course: Course) -> str:
    return papers_of(kind).write(numbers.year, numbers.papers[kind] + course.papers[kind])
