"""The tiles of duties, and of colleagues in whose place one acts, on the first page."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.tiles import Tile
from tongban.ground.matters import queries
from tongban.ground.people.models import User
from tongban.ground.people.substitutions import stands_in_for, substitutions_on


def tiles_of(user: User, day: date) -> Iterator[Tile]:
    """Return how many duties are in trouble, and how many colleagues are away; nothing while all is as usual."""
    if stands_in_for(user) is None and (count := substitutions_on(day).filter(deputy=user.pk).count()):
        yield Tile(_("Absent colleagues"), count, reverse("people:profile"), _("in whose place you act"))
    if user.may("duties.manage") and (failed := len(queries.in_trouble())):
        name, note = _("What happens by itself"), _("failed or stopped")
        yield Tile(name, failed, reverse("duties:list"), note, is_alarm=True)
