"""Writing papers: every act that the law wants on paper leaves one, numbered, with its content as issued."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from tongban.ground.ledger import record_all
from tongban.ground.matters.effects import PaperToWrite
from tongban.ground.matters.typesetting import require_printable
from tongban.ground.people.models import User
from tongban.work.cases.actions.numbering import PAPER_CODE_LENGTH, check_code, paper_number
from tongban.work.cases.effects.papers import new_paper
from tongban.work.cases.models import Case, Paper


def write_papers(case: Case, papers: Iterable[PaperToWrite], *, by: User | None, at: datetime) -> None:
    """Write the papers that an act leaves."""
    for kind, facts, number in papers:
        write_paper(case, Paper.Kind(kind), by=by, at=at, number=number, facts=facts)


def write_paper(
    case: Case,
    kind: Paper.Kind,
    *,
    by: User | None,
    at: datetime,
    number: str = "",
    facts: Mapping[str, Any] | None = None,
) -> Paper:
    """Write a paper of a case and enter its number and digest; the PDF is made of the content when asked for."""
    code = check_code(PAPER_CODE_LENGTH)
    number = number or paper_number(kind, localdate(at))
    paper, said = new_paper(case, kind, number=number, code=code, by=by, at=at, facts=facts or {})
    if by is not None:  # what the law itself brings about waits for no font
        require_printable(paper.content)
    paper.save()
    record_all(case, [said], by=by, at=at)
    return paper
