"""What one may ask about enquiries."""

from django.db.models import QuerySet
from tongban.work.enquiries.models import Enquiry, Status

from tongban.ground.people.models import User


def visible_to(user: User) -> QuerySet[Enquiry]:
    """Return the enquiries this person may see: all at the window, the own division's for who answers."""
    enquiries = Enquiry.objects.select_related("applicant", "division")
    if user.may("enquiries.take"):
        return enquiries
    if user.may("enquiries.answer") and user.department_id:
        return enquiries.filter(division=user.department_id)
    return enquiries.none()


def count_open(user: User) -> int:
    """Return how many enquiries wait for an answer, of those this person may see."""
    return visible_to(user).filter(status=Status.OPEN).count()
