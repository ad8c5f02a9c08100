"""What officers keep on their own desks."""

from django.db.models import QuerySet

from tongban.ground.people.models import User
from tongban.work.cases.models import SavedView


def views_of(user: User) -> QuerySet[SavedView]:
    """Return the views that this person has kept."""
    return SavedView.objects.filter(owner=user)


def views_on(user: User, page: str) -> list[SavedView]:
    """Return the views of a list that this person has kept."""
    return list(views_of(user).filter(page=page))
