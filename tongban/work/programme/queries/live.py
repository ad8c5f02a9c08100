"""What everybody sees of a programme while it goes on: the state that is streamed, and one's own question."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.timezone import now

from tongban.ground.kit.figures import instant
from tongban.work.programme.models import Programme, ProgrammeStatus, Question, QuestionStatus
from tongban.work.programme.queries import counts
from tongban.work.programme.queries.programmes import run_down

TOPIC = "programmes"
"""The name of this room's topics on the live server."""


def followed(reference: str, code: str) -> Question | None:
    """Return a question to whoever has its number and its code."""
    found = Question.objects.filter(reference=reference.strip().upper()).exclude(follow_code="")
    question = found.select_related("programme", "unit").first()
    return question if question and question.follow_code == code.strip().upper() else None


def live_state(reference: str, *, at: datetime | None = None) -> Mapping[str, Any]:
    """Return what changes on the page of an announced programme, by kind: the programme, counts, each question."""
    programme = Programme.objects.get(reference=reference)
    questions = list(run_down(programme))
    likes = counts.likes_of(programme)
    shown = {question.pk: likes.get(question.pk, 0) for question in questions}
    viewers = counts.viewers_of(programme, at=at or now()) if programme.status == ProgrammeStatus.LIVE else 0
    on_air = next((each.reference for each in questions if each.status == QuestionStatus.ON_AIR), "")
    return {
        "programme": {"status": programme.status, "on_air": on_air},
        "counts": {"viewers": viewers, "likes": sum(likes.values()), "of": shown},
        **{f"question:{each.reference}": _as_shown(each, place) for place, each in enumerate(questions)},
    }


def _as_shown(question: Question, place: int) -> dict[str, Any]:
    """Return a question as everybody may read it: without who asks."""
    return {
        "id": question.pk,
        "reference": question.reference,
        "place": place,
        "status": question.status,
        "text": question.text,
        "answered_by": question.answered_by,
        "spoken": question.spoken_answer,
        "answer": question.published_answer,
        "published_at": instant(question.published_at) if question.published_at else "",
        "is_solved": question.is_solved,
        "look_back": question.look_back,
    }
