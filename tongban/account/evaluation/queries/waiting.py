"""Which performance years wait for somebody."""

from collections.abc import Sequence

from tongban.account.evaluation.models import Evaluation, Status
from tongban.account.evaluation.queries.account import visible_to
from tongban.account.evaluation.queries.authority import RECALLS, moves_open_to
from tongban.ground.ledger import Move
from tongban.ground.people.models import User

AT_REST = (Status.PUBLISHED, Status.CLOSED)
"""A published year may be opened again, but waits for nobody."""


def years_waiting_for(user: User) -> list[tuple[Evaluation, Sequence[Move]]]:
    """Return the years that this person can pass on, each with the moves open to them."""
    years = visible_to(user).exclude(status__in=AT_REST)
    found = [(year, moves_open_to(year, user)) for year in years]
    onward = [(year, [move for move in moves if move.name not in RECALLS]) for year, moves in found]
    return [(year, moves) for year, moves in onward if moves]
