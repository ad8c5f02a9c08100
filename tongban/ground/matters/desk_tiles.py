"""The tile of duties on the first page."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.tiles import Tile
from tongban.ground.matters import queries
from tongban.ground.people.models import User


def tiles_of(user: User, day: date) -> Iterator[Tile]:
    """Return how many duties are in trouble; nothing while all is well."""
    if user.may("duties.manage") and (failed := len(queries.in_trouble())):
        name, note = _("What happens by itself"), _("failed or stopped")
        yield Tile(name, failed, reverse("duties:list"), note, is_alarm=True)
