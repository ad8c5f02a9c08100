"""How long an answer may take, by the kind of what could not be done, and what an end has to say."""

from datetime import date

from tongban.ground.clock.calendar import Calendar
from tongban.ground.clock.deadline import Deadline
from tongban.ground.clock.due_dates import last_day
from tongban.ground.law import basis, term

TERMS = {
    "not_accepted": "obstacle_not_accepted",
    "several_visits": "obstacle_several_visits",
    "conduct": "obstacle_conduct",
    "elsewhere": "obstacle_elsewhere",
    "help": "obstacle_help",
}
JOINT = "obstacle_joint"
OF_THE_ITEM = ("material", "rule", "form")
"""What stands in the way and can be changed in the catalogue."""


@basis("state-council-2022-5", "local-practice")
def days_for(kind: str, *, is_joint: bool, on: date) -> int:
    """Return the working days to answer: those of the kind, or those of several bodies together if they are more."""
    own = int(term(TERMS[kind], on=on))
    return max(own, int(term(JOINT, on=on))) if is_joint else own


def answer_due(kind: str, *, is_joint: bool, taken_on: date, calendar: Calendar) -> date:
    """Return the last day to answer, counted from the day it was taken down."""
    return last_day(Deadline(taken_on, days_for(kind, is_joint=is_joint, on=taken_on)), calendar)


def lacks_of_an_end(outcome: str, barrier: str, barrier_name: str, legal_basis: str) -> str:
    """Return what an end does not say yet: "barrier", "name", "basis" or nothing."""
    if not barrier:
        return "barrier"
    if outcome == "explained" and not legal_basis.strip():
        return "basis"
    if outcome == "rule" and barrier in OF_THE_ITEM and not barrier_name.strip():
        return "name"
    return ""
