"""Who may move a year on: the bureau's own people, and for the endorsement the head above who submitted it."""

from django.utils.translation import gettext as _

from tongban.account.evaluation.models import Evaluation
from tongban.account.evaluation.queries.account import visible_to
from tongban.account.evaluation.states import CHART
from tongban.ground.ledger import Move, Refused
from tongban.ground.ledger.models import Entry
from tongban.ground.matters.openings import may_take_back
from tongban.ground.people.models import User
from tongban.ground.people.places import departments_above

BY_THE_HEAD = ("endorse", "division_return")
RECALLS = ("recall_targets", "recall", "recall_endorsed", "recall_checked")
"""By whoever passed it on, until somebody else has opened it."""


def moves_open_to(evaluation: Evaluation, user: User) -> list[Move]:
    """Return the moves of the chart that this person may make now with this very year."""
    moves = CHART.open_to(evaluation, user)
    names = {move.name for move in moves}
    closed: set[str] = set()
    if names & set(BY_THE_HEAD) and not is_head_over(evaluation, user):
        closed |= set(BY_THE_HEAD)
    if names & set(RECALLS) and not may_take_back(evaluation.reference, user):
        closed |= set(RECALLS)
    return [move for move in moves if move.name not in closed]


def waits_with(evaluation: Evaluation, user: User) -> bool:
    """Return whether a year was passed on to somebody with this person's rights: opening it, they take it over."""
    moves = [move for move in CHART.open_to(evaluation, user) if move.name not in RECALLS]
    return bool(moves) and any(evaluation.status in CHART.moves[name].from_ for name in RECALLS)


def may_transition(evaluation: Evaluation, move: str, user: User) -> bool:
    """Return whether a year is this person's to move; what their role permits is asked of the chart."""
    if move in BY_THE_HEAD and not is_head_over(evaluation, user):
        return False
    if move in RECALLS and not may_take_back(evaluation.reference, user):
        raise Refused(_("Somebody has opened it meanwhile: it can only be sent back from there."))
    return visible_to(user).filter(pk=evaluation.pk).exists()


def is_head_over(evaluation: Evaluation, user: User) -> bool:
    """Return whether somebody's department is that of the clerk who submitted the draft, or one above it."""
    submitted = Entry.objects.filter(subject=evaluation.reference, kind=Entry.Kind.MOVE, move="submit")
    latest = submitted.select_related("by").order_by("-number").first()
    sent_from = latest.by.department_id if latest and latest.by else None
    return user.department_id in departments_above(sent_from or evaluation.department_id)
