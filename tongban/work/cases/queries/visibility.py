"""Who sees which cases."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from tongban.ground.matters.numbers import by_number, reference_of
from tongban.ground.people.models import User
from tongban.ground.people.places import tree_around
from tongban.ground.people.queries import applicants_of, mandates_held
from tongban.work.cases.models import Case, Status
from tongban.work.cases.numbers import CASES

PRIVATE = (Status.DRAFT, Status.DISCARDED)
"""What an applicant has not filed is nobody else's."""


def visible_to(user: User, day: date | None = None) -> QuerySet[Case]:
    """Return the cases this person may see: applicants their own and mandated, staff their division's, some all."""
    cases = Case.objects.select_related("version__item", "division", "applicant", "agent")
    if not user.is_authenticated:
        return cases.none()
    if user.may("cases.read_all") or user.may("cases.supervise"):
        return cases.exclude(status__in=PRIVATE)
    if user.may("cases.read"):
        return cases.exclude(status__in=PRIVATE).filter(of_division(tree_around(user)))
    if user.may("cases.apply"):
        return cases.filter(_applied_for(user, day or localdate()))
    return cases.none()


def _applied_for(user: User, day: date) -> Q:
    """Return the condition that somebody may act in a case: for its applicant, and under a mandate for its item."""
    found = Q(applicant__in=applicants_of(user, day))
    for mandate in mandates_held(user, day).exclude(items=[]):
        found |= Q(applicant=mandate.principal_id, version__item__code__in=mandate.items)
    return found


def of_division(divisions: frozenset[int]) -> Q:
    """Return the condition that divisions handle a case, or have a step in it."""
    return Q(divisions__overlap=sorted(divisions))


def case_of(user: User, reference: str, day: date | None = None) -> Case | None:
    """Return a case by its number, if this person may see it."""
    return by_number(visible_to(user, day), reference_of(CASES.name, reference))
