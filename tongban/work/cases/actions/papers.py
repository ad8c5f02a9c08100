"""Writing papers: every act that the law wants on paper leaves one, numbered, with its content as issued."""

from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from tongban.ground.law import cite
from tongban.ground.matters import papers
from tongban.ground.people.models import User
from tongban.work.cases.models import Case, Paper
from tongban.work.cases.numbers import papers_of
from tongban.work.cases.papers import application_of
from tongban.work.cases.papers.contents import content_of

IN_WRITING = cite("licensing-law:32")


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

    def content(paper: Paper) -> dict[str, Any]:
        code, on = paper.check_code, localdate(at)
        said = content_of(kind, case, number=paper.number, code=code, on=on, facts=facts or {})
        receipt = (
            {"application": application_of(case, code=code, on=on)} if kind == Paper.Kind.RECEIPT else {}
        )
        return said | receipt

    paper = Paper(case=case, kind=kind, number=number, by=by, at=at)
    return papers.write_paper(paper, papers_of(kind), content, basis=IN_WRITING)
