"""The tile of knowledge on the first page."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.tiles import Tile
from tongban.ground.people.models import User
from tongban.offer.knowledge.queries.keepers import KEEPERS
from tongban.offer.knowledge.queries.worklists import count_waiting


def tiles_of(user: User, day: date) -> Iterator[Tile]:
    """Return how much of the base of knowledge waits for this person."""
    if any(map(user.may, KEEPERS)):
        count = count_waiting(user)
        yield Tile(
            _("Base of knowledge"), count, reverse("knowledge:versions"), _("waits for you"), count > 0
        )
