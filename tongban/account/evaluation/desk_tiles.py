"""The tile of performance years on the first page: those that this person can pass on."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tongban.account.evaluation.queries.waiting import years_waiting_for
from tongban.ground.kit.tiles import Tile
from tongban.ground.people.models import User

READING = ("account.read", "account.read_all", "account.review")


def tiles_of(user: User, day: date) -> Iterator[Tile]:
    """Return how many years wait for this person."""
    if any(map(user.may, READING)):
        count = len(years_waiting_for(user))
        yield Tile(_("Performance years"), count, reverse("evaluation:years"), _("years you can pass on"))
