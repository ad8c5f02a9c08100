"""Writing papers: every act that the law wants on paper leaves one, numbered, with its content as issued."""

from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from tongban.ground.law import cite
from tongban.ground.ledger import record
from tongban.ground.ledger.chain import canonical, sm3
from tongban.ground.matters.codes import check_code
from tongban.ground.matters.typesetting import require_printable
from tongban.ground.people.models import User
from tongban.work.cases.models import Case, Paper
from tongban.work.cases.numbers import papers
from tongban.work.cases.papers import application_of
from tongban.work.cases.papers.contents import content_of

IN_WRITING = cite("licensing-law:32")
PAPER_CODE_LENGTH = 16


def write_paper(
    case: Case,
    kind: Paper.Kind,
    *,
    by: User | None,
    at: datetime,
    number: str = "",
    facts: dict[str, Any] | None = None,
) -> Paper:
    """Write a paper of a case and enter its number and digest; the PDF is made of the content when asked for."""
    on, code = localdate(at), check_code(PAPER_CODE_LENGTH)
    number = number or papers(kind).next(on)
    content = content_of(kind, case, number=number, code=code, on=on, facts=facts or {})
    if kind == Paper.Kind.RECEIPT:
        content["application"] = application_of(case, code=code, on=on)
    if by is not None:  # what the law itself brings about waits for no font
        require_printable(content)
    paper = Paper.objects.create(
        case=case, kind=kind, number=number, content=content, check_code=code, by=by, at=at
    )
    said = {"kind": str(kind), "number": number, "digest": paper_digest(paper)}
    record(case, "paper", by=by, at=at, basis=IN_WRITING, payload=said)
    return paper


def paper_digest(paper: Paper) -> str:
    """Return the SM3 digest of what a paper says."""
    return sm3(canonical(paper.content)).hex()
