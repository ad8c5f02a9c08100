"""What is done with the questions put to programmes: one function for each move, locked, with its entry."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.exchange.live_topics import announce_change
from tongban.ground.kit.calendars import calendar
from tongban.ground.ledger import Refused, lock_matter, record
from tongban.ground.people.models import Department, User
from tongban.work.hotline.actions.intake import file
from tongban.work.hotline.effects import Demand
from tongban.work.hotline.models import Channel, Line
from tongban.work.programme import rules
from tongban.work.programme.models import (
    PUBLIC,
    Programme,
    ProgrammeStatus,
    Question,
    QuestionSource,
    QuestionStatus,
)
from tongban.work.programme.numbers import QUESTIONS
from tongban.work.programme.queries.live import TOPIC
from tongban.work.programme.states import HOLDING, QUESTION_CHART

CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 10


@transaction.atomic
def ask(programme: Programme, text: str, *, asked_by: str, phone: str, at: datetime) -> Question:
    """Take a question from the public page; its code lets whoever asked follow it."""
    code = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
    said = {"asked_by": asked_by, "phone": phone, "follow_code": code, "source": QuestionSource.WEB}
    return _take("ask", programme, text, said, by=None, at=at)


@transaction.atomic
def note(
    programme: Programme, text: str, *, source: str, asked_by: str, phone: str, by: User, at: datetime
) -> Question:
    """Note a question that came by telephone or was put on air."""
    return _take(
        "note", programme, text, {"asked_by": asked_by, "phone": phone, "source": source}, by=by, at=at
    )


def _take(
    move: str, programme: Programme, text: str, said: Mapping[str, Any], *, by: User | None, at: datetime
) -> Question:
    open_now = Programme.objects.select_for_update(no_key=True, of=("self",)).get(pk=programme.pk)
    if not open_now.is_open_to_questions:
        raise Refused(_("This programme takes no questions now."))
    question = Question(
        reference=QUESTIONS.next(localdate(at)), programme=open_now, text=text, asked_at=at, **said
    )
    QUESTION_CHART.make(move, question, by=by, at=at, payload={"programme": open_now.reference})
    question.save(force_insert=True)
    return question


@transaction.atomic
def accept(question: Question, *, unit: Department | None, by: User, at: datetime) -> Question:
    """Accept a question: it stands at the end of the run-down, everybody may read it, and its limit is fixed."""
    programme = lock_matter(Programme, question.programme_id)
    question = lock_matter(Question, question.pk)
    day = localdate(programme.planned_start)
    due_on = rules.answer_due_on(localdate(at), day, programme.answer_days, calendar())
    facts = {"unit": unit, "due_on": due_on, "place": _last_place(programme) + 1, "reason": ""}
    return _make("accept", question, programme, by=by, at=at, facts=facts, payload={"due_on": str(due_on)})


@transaction.atomic
def reject(question: Question, *, reason: str, by: User, at: datetime) -> Question:
    """Do not take a question; whoever asked reads why."""
    question = lock_matter(Question, question.pk)
    return _make("reject", question, question.programme, by=by, at=at, note=reason, facts={"reason": reason})


@transaction.atomic
def air(question: Question, *, by: User, at: datetime) -> Question:
    """Put a question on air: one at a time, while the programme is live."""
    programme = lock_matter(Programme, question.programme_id)
    question = lock_matter(Question, question.pk)
    if programme.status != ProgrammeStatus.LIVE:
        raise Refused(_("The programme is not on air."))
    if Question.objects.filter(programme=programme, status=QuestionStatus.ON_AIR).exists():
        raise Refused(_("Another question is on air: note its answer or take it off air first."))
    return _make("air", question, programme, by=by, at=at, facts={"aired_at": at})


@transaction.atomic
def put_back(question: Question, *, by: User, at: datetime) -> Question:
    """Take a question off air unanswered."""
    question = lock_matter(Question, question.pk)
    return _make("put_back", question, question.programme, by=by, at=at, facts={"aired_at": None})


@transaction.atomic
def answer_on_air(question: Question, *, answered_by: str, spoken: str, by: User, at: datetime) -> Question:
    """Note who answered on air, and in short what was said."""
    question = lock_matter(Question, question.pk)
    facts = {"answered_at": at, "answered_by": answered_by, "spoken_answer": spoken}
    return _make("answer", question, question.programme, by=by, at=at, note=spoken, facts=facts)


@transaction.atomic
def publish_answer(question: Question, *, text: str, by: User, at: datetime) -> Question:
    """Publish the answer in writing."""
    question = lock_matter(Question, question.pk)
    facts = {"published_answer": text, "published_at": at}
    return _make("publish", question, question.programme, by=by, at=at, note=text, facts=facts)


@transaction.atomic
def refer(question: Question, *, line: Line, kind: str, phone: str, by: User, at: datetime) -> Question:
    """Make a question an order of the hotline: it keeps its own limit, the order gets that of its line and kind.

    The hotline refuses what is no telephone number; the one given here may be put right.
    """
    question = lock_matter(Question, question.pk)
    if not by.may("programme.edit") or question.status not in PUBLIC:
        raise Refused(_("Only a question that was accepted becomes a hotline order."))
    if question.order_reference:
        raise Refused(_("This question is a hotline order already."))
    demand = Demand(
        line,
        kind,
        question.text,
        channel=Channel.PROGRAMME,
        caller_name=question.asked_by,
        phone=phone,
        wants_contact=bool(phone),
        is_example=question.programme.is_example,
    )
    order = file(demand, at=at).order
    said = {"order": order.reference}
    record(
        question,
        "refer",
        by=by,
        at=at,
        basis=HOLDING,
        payload=said,
        facts={"order_reference": order.reference},
    )
    return question


@transaction.atomic
def look_back(question: Question, *, is_solved: bool, found: str, by: User, at: datetime) -> Question:
    """Look back on a question: whether it is solved, and what was found."""
    question = lock_matter(Question, question.pk)
    facts = {"is_solved": is_solved, "look_back": found, "looked_back_at": at}
    said = {"is_solved": is_solved}
    return _make(
        "look_back", question, question.programme, by=by, at=at, note=found, payload=said, facts=facts
    )


def _make(
    move: str,
    question: Question,
    programme: Programme,
    *,
    by: User,
    at: datetime,
    facts: Mapping[str, object],
    note: str = "",
    payload: Mapping[str, object] | None = None,
) -> Question:
    QUESTION_CHART.make(move, question, by=by, at=at, note=note, payload=payload, facts=facts)
    announce_change(TOPIC, programme.reference)
    return question


def _last_place(programme: Programme) -> int:
    placed = Question.objects.filter(programme=programme, place__isnull=False).order_by("-place")
    return placed.values_list("place", flat=True).first() or 0
