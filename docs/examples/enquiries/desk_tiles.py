"""The tile of enquiries on the first page."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from tongban.work.enquiries import queries

from tongban.ground.kit.tiles import Tile
from tongban.ground.people.models import User


def tiles_of(user: User, day: date) -> Iterator[Tile]:
    """Return how many enquiries wait for an answer."""
    if user.may("enquiries.answer"):
        count = queries.count_open(user)
        yield Tile(_("Enquiries"), count, reverse("enquiries:list"), _("to be answered in writing"))
