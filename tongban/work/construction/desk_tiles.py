"""The tile of joint reviews on the first page: those in which this officer's body has not spoken."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.tiles import Tile
from tongban.ground.people.models import User
from tongban.work.construction.queries.reviews import count_to_speak


def tiles_of(user: User, day: date) -> Iterator[Tile]:
    """Return in how many joint reviews the own body is asked and silent."""
    if user.may("construction.opine"):
        address = reverse("construction:projects")
        yield Tile(_("Joint reviews"), count_to_speak(user), address, _("your body has not spoken"))
