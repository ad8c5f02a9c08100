"""A programme of a Tuesday morning, and those who make it."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tongban.ground.people.tests import cast
from tongban.work.programme.actions import programmes, questions
from tongban.work.programme.models import Programme, Question

MONDAY = datetime(2026, 11, 23, 2, tzinfo=UTC)
BEGINS = datetime(2026, 11, 24, 1, tzinfo=UTC)
"""Nine o'clock in Suzhou on the 24th of November 2026, a Tuesday."""
PLAN: dict[str, Any] = {
    "topic": "营商环境：政策怎么送到家门口",
    "introduction": "",
    "platform": "示例广播",
    "leaders": "示例市长（市人民政府）",
    "units": [],
    "planned_start": BEGINS,
    "planned_end": BEGINS + timedelta(hours=1),
    "answer_days": 5,
}
TEXT = "老小区什么时候能加装电梯？"


def editor():
    return cast.staff("bian", "programme_editor")


def host():
    return cast.staff("zhu", "programme_host")


def office():
    return cast.staff("mi", "leaders_office")


def announced(editor, office, **changed) -> Programme:
    planned = programmes.plan({**PLAN, **changed}, by=editor, at=MONDAY)
    return programmes.announce(planned, by=office, at=MONDAY)


def accepted(programme, editor, text=TEXT) -> Question:
    asked = questions.ask(programme, text, asked_by="王女士", phone="0512-00000000", at=MONDAY)
    return questions.accept(asked, unit=None, by=editor, at=MONDAY)
