"""What one may ask about ratings."""

from django.db.models import QuerySet

from tongban.ground.people.models import User
from tongban.work.ratings.models import BadRating, Invitation

WORKED_ON = ("open", "contacted", "appealed", "remedied")


def visible_to(user: User) -> QuerySet[BadRating]:
    """Return the bad ratings this person may see: the own division's, all for a supervisor."""
    works = BadRating.objects.select_related("rating__invitation__applicant", "division")
    if user.may("ratings.rule") or user.may("cases.read_all"):
        return works
    if user.may("ratings.handle") and user.department_id:
        return works.filter(division=user.department_id)
    return works.none()


def count_open(user: User) -> int:
    """Return how many bad ratings are not closed yet, of those this person may see."""
    return visible_to(user).filter(status__in=WORKED_ON).count()


def invitation_by_code(code: str) -> Invitation | None:
    """Return the invitation that a link leads to, with its rating if there is one."""
    return (
        Invitation.objects.select_related("division", "rating__work", "rating__follow_up")
        .filter(code=code)
        .first()
    )


def invitation_for(matter: str) -> Invitation | None:
    """Return the invitation to rate a case or visit, if there is one."""
    return (
        Invitation.objects.select_related("rating__work", "rating__follow_up").filter(matter=matter).first()
    )
