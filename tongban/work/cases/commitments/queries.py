"""What one may ask about commitments: whose word does not count, what is to be checked, what to revoke."""

from datetime import date

from django.db.models import F, Q, QuerySet

from tongban.ground.kit.memo import RowMemo
from tongban.ground.people.models import Applicant, User
from tongban.work.cases.models import Case, CreditMark, LaterCheck
from tongban.work.cases.queries.visibility import visible_to

CHECKS: RowMemo[LaterCheck | None] = RowMemo("cases.later_checks")
OPEN = ("", LaterCheck.Outcome.TO_CORRECT)


def credit_mark_of(applicant: Applicant, day: date) -> CreditMark | None:
    """Return what keeps an applicant from a decision on a commitment that day: what lasts longest."""
    marks = CreditMark.objects.filter(applicant=applicant, since__lte=day, until__gte=day)
    counting = marks.filter(Q(repaired_on__isnull=True) | Q(repaired_on__gt=day))
    return counting.order_by("-until").first()


def check_of(case: Case) -> LaterCheck | None:
    """Return the later check of a case, asked once for each page."""
    found = LaterCheck.objects.filter(case=case).select_related("checked_by", "record")
    return CHECKS.get(case, lambda: found.first() if case.committed_at else None)


def checks_visible_to(user: User) -> QuerySet[LaterCheck]:
    """Return the later checks of the cases this person may see, what is still to be done first."""
    found = LaterCheck.objects.filter(case__in=visible_to(user).values("pk"))
    found = found.select_related("case__version__item", "case__applicant", "case__division", "checked_by")
    return found.order_by(F("checked_on").asc(nulls_first=True), "due_on", "pk")


def credit_marks() -> QuerySet[CreditMark]:
    """Return the register of broken commitments and bad credit; its pages say who may read it."""
    return CreditMark.objects.select_related("applicant", "by")
