"""Who may move a year on: the bureau's own people, and for the endorsement the head above who submitted it."""

from tongban.account.evaluation.models import Evaluation
from tongban.account.evaluation.queries.account import visible_to
from tongban.account.evaluation.states import CHART
from tongban.ground.ledger import Move
from tongban.ground.ledger.models import Entry
from tongban.ground.people.models import User
from tongban.ground.people.places import departments_above

BY_THE_HEAD = ("endorse", "division_return")


def moves_open_to(evaluation: Evaluation, user: User) -> list[Move]:
    """Return the moves of the chart that this person may make now with this very year."""
    moves = CHART.open_to(evaluation, user)
    if any(move.name in BY_THE_HEAD for move in moves) and not is_head_over(evaluation, user):
        return [move for move in moves if move.name not in BY_THE_HEAD]
    return moves


def may_transition(evaluation: Evaluation, move: str, user: User) -> bool:
    """Return whether a year is this person's to move; what their role permits is asked of the chart."""
    if move in BY_THE_HEAD and not is_head_over(evaluation, user):
        return False
    return visible_to(user).filter(pk=evaluation.pk).exists()


def is_head_over(evaluation: Evaluation, user: User) -> bool:
    """Return whether somebody's department is that of the clerk who submitted the draft, or one above it."""
    submitted = Entry.objects.filter(subject=evaluation.reference, kind=Entry.Kind.MOVE, move="submit")
    latest = submitted.select_related("by").order_by("-number").first()
    sent_from = latest.by.department_id if latest and latest.by else None
    return user.department_id in departments_above(sent_from or evaluation.department_id)
