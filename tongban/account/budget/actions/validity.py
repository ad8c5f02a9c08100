"""Which account of a bureau and year counts: the one published last, and only that."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from tongban.account.budget.models import Budget, Validity
from tongban.ground.law import cite
from tongban.ground.ledger import Refused, record
from tongban.ground.people.models import User

PUBLISHING = cite("budget-law:14")


@transaction.atomic
def make_valid(budget: Budget, *, by: User, at: datetime, supersedes: bool = False) -> None:
    """Let a published budget count in every figure of its bureau and year.

    Another budget that counted until now is superseded, but only when that was confirmed (``supersedes``).
    """
    # All budgets of the bureau and year are locked, so that two publications wait for one another.
    beside = Budget.objects.select_for_update().filter(department=budget.department_id, year=budget.year)
    budgets = {each.pk: each for each in beside.order_by("pk")}
    for other in budgets.values():
        if other.pk != budget.pk and other.validity == Validity.VALID:
            _supersede(other, budget, by, at, is_confirmed=supersedes)
    budget.validity, budget.valid_since = Validity.VALID, at
    budget.save(update_fields=["validity", "valid_since"])
    budget.lines.update(published_yuan=F("initial_yuan"))
    _note(budget, "make_valid", by, at, {"valid_since": at.isoformat()})


def _supersede(budget: Budget, newer: Budget, by: User, at: datetime, *, is_confirmed: bool) -> None:
    if not is_confirmed:
        raise Refused(
            _(
                "“%(budget)s” is the valid account of this department and year. "
                "Confirm that it is superseded: figures then count “%(newer)s” alone."
            )
            % {"budget": budget, "newer": newer}
        )
    budget.validity = Validity.SUPERSEDED
    budget.save(update_fields=["validity"])
    _note(budget, "supersede", by, at, {"superseded_by": newer.reference})


def _note(budget: Budget, move: str, by: User, at: datetime, payload: dict[str, str]) -> None:
    record(budget.reference, move, by=by, at=at, basis=PUBLISHING, payload=payload)
