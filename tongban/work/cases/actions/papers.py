"""Writing papers: every act that the law wants on paper leaves one, numbered, with its content as issued."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from tongban.ground.matters import papers
from tongban.ground.matters.effects import PaperToWrite
from tongban.ground.people.models import User
from tongban.work.cases.effects.papers import IN_WRITING, content_with
from tongban.work.cases.models import Case, Paper
from tongban.work.cases.numbers import papers_of


def write_papers(case: Case, left: Iterable[PaperToWrite], *, by: User | None, at: datetime) -> None:
    """Write the papers that an act leaves."""
    for kind, facts, number in left:
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
    paper = Paper(case=case, kind=kind, number=number, by=by, at=at)
    return papers.write_paper(paper, papers_of(kind), content_with(facts or {}), basis=IN_WRITING)
