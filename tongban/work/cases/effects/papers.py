"""What a paper of a case says as it is issued."""

from collections.abc import Callable, Mapping
from typing import Any

from tongban.ground.clock.moments import day_of
from tongban.ground.law import cite
from tongban.work.cases.models import Paper
from tongban.work.cases.papers import application_of
from tongban.work.cases.papers.contents import content_of

IN_WRITING = cite("licensing-law:32")


def content_with(facts: Mapping[str, Any]) -> Callable[[Paper], dict[str, Any]]:
    """Return how a numbered paper is put into words, from its case and what its act tells beside it."""

    def content(paper: Paper) -> dict[str, Any]:
        kind, code, on = Paper.Kind(paper.kind), paper.check_code, day_of(paper.at)
        said = content_of(kind, paper.case, number=paper.number, code=code, on=on, facts=facts)
        if kind == Paper.Kind.RECEIPT:
            said["application"] = application_of(paper.case, code=code, on=on)
        return said

    return content
