"""What the papers of a helper say: the authorisation, the slip of a hand-over."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from tongban.ground.matters.letter import letter, print_letter, written_day
from tongban.ground.matters.papers import write_paper
from tongban.ground.people.models import User
from tongban.work.assistance.models import Assistance, AssistancePaper, Authorisation, HandOver
from tongban.work.assistance.numbers import PAPERS
from tongban.work.assistance.states import HELPING

Content = Callable[[AssistancePaper], dict[str, Any]]
K = AssistancePaper.Kind


def write_authorisation(given: Authorisation, *, by: User, at: datetime) -> AssistancePaper:
    """Write the paper of an authorisation."""
    words = [
        f"兹授权{given.helper}为{given.assistance.title}提供帮办代办服务，授权范围：{given.scope}。",
        f"授权期限自{written_day(given.since)}起至{written_day(given.until)}止。委托人可随时撤销授权；"
        "帮办人员变更的，由本中心书面告知委托人。帮办代办服务不收取任何费用。",
        f"委托人签署：{given.signed_by}（{_signed(given)}，{written_day(given.signed_at)}）。",
    ]
    return _write(given.assistance, K.AUTHORISATION, "帮办代办授权书", words, None, by, at)


def write_hand_over(done: HandOver, *, by: User, at: datetime) -> AssistancePaper:
    """Write the slip of a hand-over: from whom to whom, what is open, both having confirmed it."""
    matter = done.assistance
    open_tasks = matter.tasks.filter(closed_at=None)
    rows = [[each.title, each.case.reference if each.case else "", f"{each.due_on}"] for each in open_tasks]
    words = [
        f"{matter.title}的帮办代办工作由{done.giver}移交{done.taker}。移交说明：{done.note}",
        f"移交人于{written_day(done.offered_at)}提出移交，接收人于{written_day(at)}确认接收。",
    ]
    table = {"heads": ["未完成任务", "办件", "期限"], "rows": rows} if rows else None
    return _write(matter, K.HAND_OVER, "帮办代办移交单", words, table, by, at)


def pdf(paper: AssistancePaper) -> bytes:
    """Return a paper as PDF/A; the same content gives the same file."""
    return print_letter(paper.content, paper.at)


def _signed(given: Authorisation) -> str:
    return "现场书面签署" if given.way == Authorisation.Way.PAPER else "门户在线签署"


def _write(
    matter: Assistance,
    kind: AssistancePaper.Kind,
    title: str,
    words: list[str],
    table: dict[str, Any] | None,
    by: User,
    at: datetime,
) -> AssistancePaper:
    def content(paper: AssistancePaper) -> dict[str, Any]:
        return letter(
            title=title,
            number=paper.number,
            to=matter.applicant.name,
            paragraphs=words,
            table=table,
            on=localdate(paper.at),
            code=paper.check_code,
            is_example=matter.is_example,
        )

    paper = AssistancePaper(assistance=matter, kind=kind, by=by, at=at)
    return write_paper(paper, PAPERS, content, basis=HELPING)
