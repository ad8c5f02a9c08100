"""The numbers of a load: set aside once in each series, so that whoever works meanwhile gets later ones."""

from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings
from django.db import transaction

from tongban.work.cases.actions.numbering import (
    CHECK_CODE_LENGTH,
    PAPER_CODE_LENGTH,
    WORDS,
    next_number,
)
from tongban.work.cases.bulk.course import Course
from tongban.work.cases.models import Paper


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
        return f"CASE-{self.year}-{self.cases + course.number:06d}", course.codes[:CHECK_CODE_LENGTH]

    def paper(self, course: Course, kind: Paper.Kind) -> tuple[str, str]:
        """Return the number and the check code of a paper."""
        number = self.papers[kind] + course.papers[kind]
        code = f"{course.codes[:PAPER_CODE_LENGTH]}{kind[:2].upper()}"
        return f"{settings.PAPER_PREFIX}{WORDS[kind]}〔{self.year}〕{number}号", code

    def licence(self, course: Course, code: str) -> tuple[str, str]:
        """Return the number and the check code of a licence."""
        return f"{code}{self.year}{self.licences[code] + course.licence:06d}", f"{course.codes}L"


@transaction.atomic
def reserve_numbers(
    year: int, cases: int, papers: dict[str, int], licences: dict[str, int]
) -> ReservedNumbers:
    """Set so many numbers aside."""
    return ReservedNumbers(
        year=year,
        cases=next_number("case", year, count=cases),
        papers={kind: next_number(f"paper_{kind}", year, count=count) for kind, count in papers.items()},
        licences={
            code: next_number(f"licence_{code.lower()}", year, count=count)
            for code, count in licences.items()
        },
    )
