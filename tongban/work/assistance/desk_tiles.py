"""The tile of help on the first page: what waits for this officer."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.tiles import Tile
from tongban.ground.people.models import User
from tongban.work.assistance.queries.worklists import LISTS


def tiles_of(user: User, day: date) -> Iterator[Tile]:
    """Return for how many a helper is to be named, or how many this officer helps."""
    for kind, permission, what in (
        ("to_assign", "assistance.lead", _("a helper is to be named")),
        ("mine", "assistance.help", _("whom you help")),
    ):
        if user.may(permission):
            count = LISTS.counts(user, day)[kind]
            address = reverse("assistance:list", args=[kind])
            yield Tile(_("Help of projects and people"), count, address, what, count > 0)
