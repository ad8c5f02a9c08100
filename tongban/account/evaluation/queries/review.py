"""What is open before a year may move on: moves, open errors, comments, deadlines."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.functional import Promise

from tongban.account.budget.models import Budget
from tongban.account.budget.queries import valid_beside
from tongban.account.evaluation.models import Comment, Evaluation
from tongban.account.evaluation.queries.account import visible_to
from tongban.account.evaluation.queries.authority import RECALLS, moves_open_to
from tongban.account.evaluation.queries.history import RETURNS
from tongban.account.evaluation.states import CHART
from tongban.ground.ledger import Move
from tongban.ground.ledger.grants import grants
from tongban.ground.people.models import User
from tongban.ground.people.roles import ROLES

NEEDS_NO_ERROR = {"check", "sign", "file"}
WARNED = {"submit", "endorse"}
"""What may be passed on with errors, by somebody who knows of them: the check will refuse them."""


@dataclass(frozen=True, slots=True)
class OpenMove:
    """A move this person may make now, and what the page must say beside its button."""

    move: Move
    needs_reason: bool
    needs_no_error: bool
    days_late: int = 0
    supersedes: Budget | None = None

    @property
    def takes_back(self) -> bool:
        """Return whether it undoes the own move that nobody has opened yet."""
        return self.move.name in RECALLS

    @property
    def asks_about_errors(self) -> bool:
        """Return whether it may be made with errors, knowingly."""
        return self.move.name in WARNED

    @property
    def tone(self) -> str:
        """Return how the button looks: sending back is marked, taking back stands aside."""
        if self.takes_back:
            return "outline-secondary"
        return "outline-danger" if self.needs_reason else "primary"


def open_moves(evaluation: Evaluation, user: User, on: date) -> list[OpenMove]:
    """Return the moves of the chart that are open to a person, those forward first."""
    moves = [
        OpenMove(
            move,
            needs_reason=move.name in RETURNS,
            needs_no_error=move.name in NEEDS_NO_ERROR,
            days_late=days_late(evaluation, on) if move.name == "publish" else 0,
            supersedes=valid_beside(evaluation.budget) if move.name == "publish" else None,
        )
        for move in moves_open_to(evaluation, user)
    ]
    return sorted(moves, key=lambda each: (each.takes_back, each.needs_reason))


def waits_for(evaluation: Evaluation) -> list[tuple[str, list[str | Promise]]]:
    """Return who may act now: each move that the chart knows from here, with the roles that may make it."""
    onward = [move for move in CHART.moves.values() if move.name not in RECALLS]
    moves = [move for move in onward if evaluation.status in move.from_]
    return [(str(move), roles) for move in moves if (roles := roles_with(move.permission))]


def roles_with(permission: str) -> list[str | Promise]:
    """Return the titles of the roles that hold a permission."""
    return [role.title for role in ROLES.values() if permission in grants()[role.code]]


def days_late(evaluation: Evaluation, on: date) -> int:
    """Return by how many days a publication on a day misses the last day set by law; 0 in time."""
    if evaluation.publish_by is None:
        return 0
    return max(0, (on - evaluation.publish_by).days)


def comments_of(evaluation: Evaluation) -> QuerySet[Comment]:
    """Return the comments on a year with their writers, the oldest first."""
    return evaluation.comments.select_related("by", "answered_by").order_by("at", "pk")


def comments_to_answer(user: User) -> QuerySet[Comment]:
    """Return the comments on a person's years that nobody has answered."""
    if not user.may("evaluation.edit"):
        return Comment.objects.none()
    open_ones = Comment.objects.filter(answer="", evaluation__in=visible_to(user))
    return open_ones.select_related("by", "evaluation__department").order_by("at")
