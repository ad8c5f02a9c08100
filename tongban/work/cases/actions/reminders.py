"""Reminders: what falls due soon or is late is told once, to those who can still do something about it."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils.timezone import localdate

from tongban.ground.exchange.messages.models import Message
from tongban.ground.exchange.messages.notify import notification_of, notify
from tongban.ground.kit.calendars import calendar
from tongban.ground.law import term
from tongban.ground.office.values import value_of
from tongban.ground.people.models import User
from tongban.work.cases.models import Case, Status
from tongban.work.cases.notices import NOTICES
from tongban.work.cases.queries.limits import complete_by
from tongban.work.cases.readers import with_names
from tongban.work.cases.readers.audiences import applicant, checkers, division, supervisors

Whom = Callable[[Case], Iterable[User]]
MONTH = timedelta(days=31)


def tell_nearly_late(at: datetime) -> int:
    """Tell the division of each case whose promised day is near."""
    day = localdate(at)
    soon = calendar().provisional(day.year, day.year + 1).after(day, value_of("limits.nearly_late_days"))
    cases = Case.objects.filter(status=Status.ACCEPTED, due_on__range=(day, soon))
    return _tell("case_nearly_late", cases, lambda case: case.due_on, division, at)


def tell_late(at: datetime) -> int:
    """Tell the division and the supervisors of each case that went past its promised day just now."""
    day = localdate(at)
    since = calendar().provisional(day.year - 1, day.year).before(day, value_of("limits.late_told_days"))
    cases = Case.objects.filter(status=Status.ACCEPTED, due_on__gte=since, due_on__lt=day)
    return _tell(
        "case_late", cases, lambda case: case.due_on, lambda case: [*division(case), *supervisors(case)], at
    )


def tell_to_complete(at: datetime) -> int:
    """Remind each applicant whose last day to complete an application is near."""
    day = localdate(at)
    soon = calendar().provisional(day.year, day.year + 1).after(day, value_of("limits.nearly_late_days"))
    returned = Case.objects.filter(status=Status.INCOMPLETE, returned_at__gt=at - 3 * MONTH)
    near = [case.pk for case in returned if _is_between(day, complete_by(case), soon)]
    return _tell("complete_soon", Case.objects.filter(pk__in=near), complete_by, applicant, at)


def tell_of_drafts(at: datetime) -> int:
    """Tell each applicant whose draft is about to be cleared."""
    cleared = at - timedelta(days=int(term("draft_kept_days", on=localdate(at))))
    near = cleared + timedelta(days=value_of("limits.draft_told_days"))
    drafts = Case.objects.filter(status=Status.DRAFT, saved_at__range=(cleared, near))
    return _tell("draft_expires", drafts, lambda case: localdate(case.saved_at), applicant, at)


def tell_to_check(at: datetime) -> int:
    """Remind who checks each commitment whose day is near."""
    day = localdate(at)
    soon = calendar().provisional(day.year, day.year + 1).after(day, value_of("limits.nearly_late_days"))
    cases = Case.objects.filter(later_check__outcome="", later_check__due_on__range=(day, soon))
    return _tell("commitment_due", cases, lambda case: case.later_check.due_on, checkers, at)


def _tell(
    text: str, cases: QuerySet[Case], due: Callable[[Case], date | None], whom: Whom, at: datetime
) -> int:
    """Tell of each case once for each day it falls due on; return how many messages there are."""
    found = {f"{text}:{case.reference}:{due(case)}": case for case in with_names(cases)}
    told = set(Message.objects.filter(key__in=found).values_list("key", flat=True))
    return sum(
        len(notify(whom(case), notification_of(NOTICES, case, text, key=key, at=at)))
        for key, case in found.items()
        if key not in told
    )


def _is_between(first: date, day: date | None, last: date) -> bool:
    return day is not None and first <= day <= last
