"""A paper as it is issued: its row, and what the entry of its writing keeps."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tongban.ground.clock.moments import day_of
from tongban.ground.law import cite
from tongban.ground.ledger import EntryData
from tongban.ground.ledger.chain import canonical, sm3
from tongban.work.cases.models import Case, Paper
from tongban.work.cases.papers import application_of
from tongban.work.cases.papers.contents import content_of

IN_WRITING = cite("licensing-law:32")


def new_paper(
    case: Case,
    kind: Paper.Kind,
    *,
    number: str,
    code: str,
    by: Any,
    at: datetime,
    facts: Mapping[str, Any],
) -> tuple[Paper, EntryData]:
    """Return a paper of a case, not kept yet, and what is recorded of it; the PDF is made of the content when asked for."""
    on = day_of(at)
    content = content_of(kind, case, number=number, code=code, on=on, facts=facts)
    if kind == Paper.Kind.RECEIPT:
        content["application"] = application_of(case, code=code, on=on)
    by_id = None if by is None else by.pk
    paper = Paper(
        case=case, kind=str(kind), number=number, content=content, check_code=code, by_id=by_id, at=at
    )
    said = {"kind": str(kind), "number": number, "digest": paper_digest(paper)}
    return paper, EntryData("paper", IN_WRITING, said)


def paper_digest(paper: Paper) -> str:
    """Return the SM3 digest of what a paper says."""
    return sm3(canonical(paper.content)).hex()
