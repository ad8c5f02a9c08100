"""Locking a case, and checking that whoever acts may do so."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger import Refused, lock_matter
from tongban.ground.people.models import Applicant, User
from tongban.ground.people.places import line_of
from tongban.ground.people.queries import applicant_behind, applicants_of
from tongban.offer.catalogue.queries.guide_cache import guide_of
from tongban.work.cases.models import Case, CaseElsewhere


def lock_case(case: Case) -> Case:
    """Return the case as it is now, locked with its chain until the end of the transaction.

    Who applies and what the item's version says is taken from the case at hand and from memory.
    """
    now = lock_matter(Case, case.pk)
    now.version = guide_of(now.version_id)
    for name in ("division", "applicant", "agent"):
        known = case._state.fields_cache.get(name)
        if known is not None and known.pk == getattr(now, f"{name}_id"):
            setattr(now, name, known)
    return now


def facts_of(case: Case, *names: str) -> dict[str, object]:
    """Return facts that were set on a case, to be saved with the entry of the act."""
    return {name: getattr(case, name) for name in names}


def lock_for_applicant(case: Case, by: User, at: datetime) -> Case:
    """Return the case locked, for the applicant or an agent whose mandate holds that day."""
    require_acting_for(case.applicant_id, by, at, guide_of(case.version_id).item.code)
    return lock_case(case)


def lock_for_division(case: Case, by: User) -> Case:
    """Return the case locked, for staff of the division that handles it."""
    require_division(case.division_id, by)
    return lock_case(case)


def lock_for_intake(case: Case, by: User) -> Case:
    """Return the case locked, for staff of the division that handles it or of the office that took it in elsewhere."""
    require_intake(case, by)
    return lock_case(case)


def require_intake(case: Case, by: User) -> None:
    """Refuse staff of whom neither the division handles the case nor the office took it in for another."""
    if case.division_id == by.department_id or case.division_id in (line := line_of(by.department_id)):
        return
    taken_in_at = CaseElsewhere.objects.filter(case=case.pk).values_list("office", flat=True)
    if not line.intersection(taken_in_at):
        raise PermissionDenied


def require_acting_for(applicant_id: int, by: User, at: datetime, item: str) -> None:
    """Refuse whoever is neither the applicant nor an agent of theirs in matters of that item."""
    if not applicants_of(by, localdate(at), item).filter(pk=applicant_id).exists():
        raise PermissionDenied


def require_division(division_id: int, by: User) -> None:
    """Refuse staff of another division; one line of the house counts as one, upwards and downwards."""
    if division_id != by.department_id and division_id not in line_of(by.department_id):
        raise PermissionDenied


def require_clock_not_behind(case: Case, at: datetime) -> None:
    """Refuse to act on a day before the last act on the case: the server's clock has gone backwards."""
    marks = (case.filed_at, case.returned_at, case.completed_at, case.accepted_at)
    last = max((mark for mark in marks if mark), default=None)
    if last is not None and localdate(at) < localdate(last):
        said = {"now": localdate(at), "last": localdate(last)}
        raise Refused(
            _(
                "The clock of this server says %(now)s, but the case was acted on at %(last)s. Nothing was changed; "
                "please have the clock set right."
            )
            % said
        )


def require_permission(by: User, *permissions: str) -> None:
    """Refuse whoever holds none of these permissions."""
    if not any(by.may(permission) for permission in permissions):
        raise PermissionDenied


def is_applicant(by: User) -> bool:
    """Return whether somebody acts as an applicant or an agent, not for the office."""
    return bool(by.may("cases.apply"))


def agent_of(applicant: Applicant, by: User) -> Applicant | None:
    """Return who acts for the applicant when they do not act themselves."""
    acting = applicant_behind(by)
    return acting if acting is not None and acting.pk != applicant.pk else None
