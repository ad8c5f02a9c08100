"""The tiles of policies on the first page."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.tiles import Tile
from tongban.ground.people.models import User
from tongban.offer.policies import queries


def tiles_of(user: User, day: date) -> Iterator[Tile]:
    """Return how many published policies have ended or are due for review."""
    if user.may("policies.edit") or user.may("policies.publish"):
        count = queries.due_on(day).count()
        yield Tile(
            _("Policies for enterprises"),
            count,
            f"{reverse('policies:policies')}?state=due",
            _("ended or due for review"),
            count > 0,
        )
