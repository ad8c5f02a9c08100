"""The tile of substitutions on the first page: in whose place somebody may act today."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.tiles import Tile
from tongban.ground.people.models import User
from tongban.ground.people.substitutions import stands_in_for, substitutions_on


def tiles_of(user: User, day: date) -> Iterator[Tile]:
    """Return for how many absent colleagues this person acts; nothing for most."""
    if stands_in_for(user) is None and (count := substitutions_on(day).filter(deputy=user.pk).count()):
        yield Tile(_("Absent colleagues"), count, reverse("people:profile"), _("in whose place you act"))
