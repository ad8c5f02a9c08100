"""What the window asks about who stands before it."""

from datetime import date

from django.db.models import QuerySet

from tongban.ground.people import identity
from tongban.ground.people.models import Applicant, Mandate, User


def applicants(user: User) -> QuerySet[Applicant]:
    """Return the applicants this person may serve at the window."""
    found = Applicant.objects.all()
    return found if user.may("people.applicants") else found.none()


def who_has(number_type: str, number: str) -> Applicant | None:
    """Return who is registered under a number."""
    return Applicant.objects.filter(number_type=number_type, number=identity.tidy(number)).first()


def mandates_of(applicant: Applicant, day: date) -> list[Mandate]:
    """Return under which mandates others act for an applicant on a day."""
    given = Mandate.objects.filter(principal=applicant).select_related("agent")
    return [mandate for mandate in given if mandate.holds_on(day)]
