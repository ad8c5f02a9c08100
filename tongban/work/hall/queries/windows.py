"""Which window an officer sits at."""

from tongban.ground.people.models import User
from tongban.work.hall.models import Window


def window_of(user: User) -> Window | None:
    """Return the window at which an officer is now."""
    return Window.objects.select_related("place").filter(officer=user).first()
