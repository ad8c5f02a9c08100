"""Courses made into rows and entries, and poured into their tables slice by slice, each slice whole."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction

from tongban.ground.clock.calendar import Calendar
from tongban.ground.ledger import Refused
from tongban.ground.ledger.bulk import Act, Deed, Said, chain_lines, pour_entries
from tongban.ground.ledger.copying import pour, reserve_keys
from tongban.ground.people.roles import permissions_of
from tongban.offer.catalogue.models import LicenceType
from tongban.offer.licences.actions import TakenOver
from tongban.work.cases.actions.numbering import WORDS, next_number
from tongban.work.cases.actions.taking_over.course import PAPERS, Course, Made, Standing, day_of
from tongban.work.cases.actions.taking_over.guides import Days
from tongban.work.cases.actions.taking_over.moves import ACTS, MAKES, may_act, only
from tongban.work.cases.actions.taking_over.rows import TABLES, rows_of
from tongban.work.cases.actions.taking_over.written import written
from tongban.work.cases.models import Paper
from tongban.work.cases.rules.limits import valid_until
from tongban.work.cases.states import CHART

KEYED = ("cases_case", "cases_pause", "cases_remedy")


@dataclass(frozen=True)
class Numbers:
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
def reserve(year: int, cases: int, papers: dict[str, int], licences: dict[str, int]) -> Numbers:
    """Set aside so many keys and numbers; whoever works meanwhile gets later ones."""
    return Numbers(
        year=year,
        keys={table: reserve_keys(table, cases) for table in KEYED},
        cases=next_number("case", year, count=cases),
        papers={kind: next_number(f"paper_{kind}", year, count=count) for kind, count in papers.items()},
        licences={
            code: next_number(f"licence_{code.lower()}", year, count=count)
            for code, count in licences.items()
        },
    )


class TakingOver:
    """Collects courses as lines of their tables; ``pour`` writes them within the caller's transaction."""

    def __init__(self, numbers: Numbers, calendar: Calendar) -> None:
        self.numbers, self.days = numbers, Days(calendar)
        self.lines: dict[str, list[str]] = {table: [] for table in TABLES}
        self.entries: list[str] = []
        self.licences = TakenOver()
        self._deeds: dict[tuple[str, str], tuple[Deed, str]] = {}
        self._walked: set[tuple[Any, ...]] = set()

    def add(self, course: Course) -> Standing:
        """Lead a case along its course; refused where the chart, a limit or a right stands against it."""
        self._need_a_way(course)
        case = Standing(
            course,
            f"CASE-{self.numbers.year}-{self.numbers.cases + course.number:06d}",
            self.numbers.keys["cases_case"] + course.index,
            mode=course.guide.mode,
        )
        for made in course.made:
            self._make(case, made)
        self.entries += chain_lines(case.reference, case.acts)
        for table, row in rows_of(case, self.numbers.keys):
            self.lines[table].append(row)
        return case

    def pour(self) -> int:
        """Write what was collected and return how many entries that were."""
        count = len(self.entries)
        for table, columns in TABLES.items():
            pour(table, columns, self.lines[table])
            self.lines[table].clear()
        self.licences.pour()
        pour_entries(self.entries)
        self.entries.clear()
        return count

    def _need_a_way(self, course: Course) -> None:
        """Check the way once for all courses that go it, and that no move comes before the one before it."""
        way = tuple((made.move, made.by.roles, made.by.key is None) for made in course.made)
        if way not in self._walked:
            moves = [each for each in way if each[0] not in ACTS]
            CHART.walk(
                (name, None if is_system else permissions_of(set(roles))) for name, roles, is_system in moves
            )
            if not all(may_act(made) for made in course.made if made.move in ACTS):
                raise PermissionDenied
            self._walked.add(way)
        last = course.made[0].at
        for made in course.made:
            if made.at < last:
                raise Refused(f"{course.number}: {made.move} comes before the move before it")
            last = made.at

    def _make(self, case: Standing, made: Made) -> None:
        deed, after = self._deed(made.move, case.reached)
        numbered = made
        kind = PAPERS.get(made.move)
        paper = _paper_number(kind, self.numbers, case.course) if kind else ""
        if paper:
            numbered = made._replace(facts={**made.facts, "document": paper})
        said = MAKES.get(made.move, only)(case, numbered, self.days)
        kind_of_licence = case.course.guide.version.licence_type
        if made.move == "issue" and kind_of_licence is not None:
            self._issue(case, kind_of_licence, made)
        case.acts.append(Act(deed, made.by, made.at, made.note, said))
        case.reached = after
        if kind:
            line, digest = written(case, kind, made, paper, self.days)
            self.lines["cases_paper"].append(line)
            said = Said({"kind": str(kind), "number": paper, "digest": digest})
            case.acts.append(Act(WRITES, made.by, made.at, "", said))

    def _deed(self, name: str, before: str) -> tuple[Deed, str]:
        key = (name, before)
        if key not in self._deeds:
            if name in ACTS:
                told = ("to_collect", "signed") if name == "track" else ("", "")
                self._deeds[key] = Deed("act", name, ACTS[name][0], *told), before
            else:
                move = CHART.moves[name]
                self._deeds[key] = Deed("move", name, move.basis, before, str(move.to)), str(move.to)
        return self._deeds[key]

    def _issue(self, case: Standing, kind: LicenceType, made: Made) -> None:
        guide, course = case.course.guide, case.course
        code = kind.code
        case.licence = self.licences.issue(
            kind,
            course.applicant.key,
            number=f"{code}{self.numbers.year}{self.numbers.licences[code] + course.licence:06d}",
            case_reference=case.reference,
            content=guide.form,
            valid_from=(on := day_of(made.at)),
            valid_until=valid_until(on, guide.version.validity_months),
            by=made.by,
            at=made.at,
            check_code=f"{course.codes}L",
            is_example=course.is_example,
        )


WRITES = Deed("act", "paper", "licensing-law:32")


def _paper_number(kind: Paper.Kind, numbers: Numbers, course: Course) -> str:
    number = numbers.papers[kind] + course.papers[kind]
    return f"{settings.PAPER_PREFIX}{WORDS[kind]}〔{numbers.year}〕{number}号"


def pour_slices(taking: TakingOver, courses: Iterable[Course], *, each: int = 2000) -> int:
    """Take over courses, so many at a time in memory; return how many entries were written."""
    count = 0
    for number, course in enumerate(courses, start=1):
        taking.add(course)
        if number % each == 0:
            count += taking.pour()
    return count + taking.pour()
