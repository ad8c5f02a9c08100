"""What one may ask about hearings: the one under way, who may not preside, the register."""

from datetime import date

from django.db.models import F, QuerySet
from django.utils.timezone import localdate

from tongban.ground.ledger.memo import RowMemo
from tongban.ground.people.models import User
from tongban.work.cases.models import Case, FieldCheck, Hearing, Review
from tongban.work.cases.queries.officers import reviewers_of
from tongban.work.cases.queries.visibility import visible_to

HEARINGS: RowMemo[list[Hearing]] = RowMemo("cases.hearings")
OVER = (Hearing.Stage.RECORDED, Hearing.Stage.WAIVED, Hearing.Stage.LAPSED)


def may_have(case: Case, what: str) -> bool:
    """Return whether a case may have hearings, checks, orders or parcels: a page asked along whether it has."""
    return bool(getattr(case, f"has_{what}", True))


def hearings_of(case: Case) -> list[Hearing]:
    """Return the hearings of a case, the last one first; asked once for each page."""
    return HEARINGS.get(case, lambda: _hearings_of(case))


def _hearings_of(case: Case) -> list[Hearing]:
    is_asked = case.accepted_on is not None and may_have(case, "hearings")
    return list(case.hearings.select_related("presider", "record")) if is_asked else []


def open_hearing(case: Case, day: date | None = None) -> Hearing | None:
    """Return the hearing of a case that is not over yet."""
    last = next(iter(hearings_of(case)), None)
    return None if last is None or last.stage_on(day or localdate()) in OVER else last


def reviewers_of_case(case: Case) -> set[int]:
    """Return who reviewed a case or checked on site: they may not preside over its hearing."""
    spoke = Review.objects.filter(case=case, done_by__isnull=False).values_list("done_by", flat=True)
    checked = FieldCheck.objects.filter(case=case).values_list("officers", flat=True)
    return {*spoke, *checked}


def presiders_of(case: Case) -> list[User]:
    """Return the officers who may preside over a hearing of a case."""
    out = reviewers_of_case(case)
    return [officer for officer in reviewers_of(case.division_id) if officer.pk not in out]


def hearings_visible_to(user: User) -> QuerySet[Hearing]:
    """Return the hearings of the cases this person may see: those without record first, the next one first."""
    found = Hearing.objects.filter(case__in=visible_to(user).values("pk"))
    found = found.select_related("case__version__item", "case__applicant", "presider", "record")
    return found.order_by(
        F("recorded_on").asc(nulls_first=True), F("at").asc(nulls_last=True), "-since", "-pk"
    )
