"""What one may ask about commitments: what is to be checked, what to revoke."""

from django.db.models import F, QuerySet

from tongban.ground.ledger.memo import RowMemo
from tongban.ground.people.models import User
from tongban.work.cases.models import Case, LaterCheck
from tongban.work.cases.queries.visibility import visible_to

CHECKS: RowMemo[LaterCheck | None] = RowMemo("cases.later_checks")
OPEN = ("", LaterCheck.Outcome.TO_CORRECT)


def check_of(case: Case) -> LaterCheck | None:
    """Return the later check of a case, asked once for each page."""
    found = LaterCheck.objects.filter(case=case).select_related("checked_by", "record")
    return CHECKS.get(case, lambda: found.first() if case.committed_at else None)


def checks_visible_to(user: User) -> QuerySet[LaterCheck]:
    """Return the later checks of the cases this person may see, what is still to be done first."""
    found = LaterCheck.objects.filter(case__in=visible_to(user).values("pk"))
    found = found.select_related("case__version__item", "case__applicant", "case__division", "checked_by")
    return found.order_by(F("checked_on").asc(nulls_first=True), "due_on", "pk")
