"""The numbers of a load: set aside once in each series, so that whoever works meanwhile gets later ones."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from tongban.ground.matters.papers import PAPER_CODE_LENGTH
from tongban.offer.licences.numbers import licences_of
from tongban.work.cases.actions.applications import CHECK_CODE_LENGTH
from tongban.work.cases.bulk.course import Course
from tongban.work.cases.models import Paper
from tongban.work.cases.numbers import CASES, papers_of


@dataclass(frozen=True)
class ReservedNumbers:
    """Where a load begins in each series of a year."""

    year: int
    cases: int
    papers: dict[str, int]
    licences: dict[str, int]

    def as_payload(self) -> dict[str, Any]:
        """Return them as the ledger keeps them."""
        return asdict(self)

    def case(self, course: Course) -> tuple[str, str]:
        """Return the reference and the check code of a case."""
        return CASES.write(self.year, self.cases + course.number), course.codes[:CHECK_CODE_LENGTH]

    def paper(self, course: Course, kind: Paper.Kind) -> tuple[str, str]:
        """Return the number and the check code of a paper."""
        number = papers_of(kind).write(self.year, self.papers[kind] + course.papers[kind])
        return number, f"{course.codes[:PAPER_CODE_LENGTH]}{kind[:2].upper()}"

    def licence(self, course: Course, code: str) -> tuple[str, str]:
        """Return the number and the check code of a licence."""
        number = licences_of(code).write(self.year, self.licences[code] + course.licence)
        return number, f"{course.codes}L"


@transaction.atomic
def reserve_numbers(
    year: int, cases: int, papers: dict[str, int], licences: dict[str, int], *, reason: str, at: datetime
) -> ReservedNumbers:
    """Set so many numbers aside."""
    said: dict[str, Any] = {"reason": reason, "at": at}
    return ReservedNumbers(
        year=year,
        cases=CASES.reserve(year, cases, **said),
        papers={kind: papers_of(kind).reserve(year, count, **said) for kind, count in papers.items()},
        licences={code: licences_of(code).reserve(year, count, **said) for code, count in licences.items()},
    )
