"""The tile of the outbox on the first page."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tongban.ground.exchange import queries
from tongban.ground.kit.tiles import Tile
from tongban.ground.people.models import User


def tiles_of(user: User, day: date) -> Iterator[Tile]:
    """Return what could not be sent; nothing while all is well."""
    if user.may("outbox.manage") and (dead := queries.dead_letter_count()):
        url = f"{reverse('outbox:list')}?state=dead"
        yield Tile(_("Outbox"), dead, url, _("could not be sent"), is_alarm=True)
