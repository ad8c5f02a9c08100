"""Where a case stands on its way, as the stepper shows it."""

from typing import Literal

from django.utils.translation import pgettext_lazy

from tongban.ground.kit.figures import day
from tongban.ground.kit.steps import StepperStep
from tongban.work.cases.models import Case, Status

S = Status
State = Literal["done", "current", "todo", "stopped"]
STOPPED = (S.NOT_ACCEPTED, S.NOT_NEEDED, S.WITHDRAWN, S.TERMINATED)


def steps_of(case: Case) -> list[StepperStep]:
    """Return the way from the filing to the archive with the days of what is done."""
    reached = _reached(case)
    ways = (
        (pgettext_lazy("stage", "Filing"), case.filed_at),
        (pgettext_lazy("stage", "Acceptance"), case.accepted_on),
        (pgettext_lazy("stage", "Review"), case.decided_on if case.decided_on else None),
        (pgettext_lazy("stage", "Decision"), case.decided_on),
        (pgettext_lazy("stage", "Delivery"), case.delivered_on),
    )
    return [
        StepperStep(title, _state(number, reached, case), day(on) if on and number <= reached else "")
        for number, (title, on) in enumerate(ways)
    ]


def _reached(case: Case) -> int:
    """Return the number of the last step that is done."""
    if case.delivered_on:
        return 4
    if case.decided_on:
        return 3
    if case.accepted_on:
        return 2 if case.is_reviewed else 1
    return 0


def _state(number: int, reached: int, case: Case) -> State:
    if number <= reached:
        return "done"
    if number > reached + 1:
        return "todo"
    return "stopped" if case.status in STOPPED else "current"
