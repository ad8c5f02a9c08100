"""What the head of every page knows of messages: the bell."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property

from tongban.ground.exchange.messages.queries import unread_count
from tongban.ground.people.models import User


@dataclass(frozen=True)
class Bell:
    """The bell of a reader: where it leads, and how much is unread; asked only by a page that draws it."""

    reader: User

    @property
    def url(self) -> str:
        """Return where the bell leads."""
        return reverse("messages:inbox")

    @property
    def choices_url(self) -> str:
        """Return where the reader chooses what to be told."""
        return reverse("messages:choices")

    @cached_property
    def count(self) -> int:
        """Return how many messages are unread, counted to a hundred."""
        return unread_count(self.reader)


def bell(request: HttpRequest) -> dict[str, Any]:
    """Return the bell for whoever is signed in."""
    user = getattr(request, "user", None)
    return {"bell": Bell(user) if isinstance(user, User) and user.is_authenticated else None}
