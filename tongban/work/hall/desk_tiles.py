"""The tiles of the hall on the first page: who waits in it now, and whom a window sent to a back office."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.tiles import Tile
from tongban.ground.people.models import User
from tongban.work.hall.models import IN_LINE
from tongban.work.hall.queries.line import open_tickets, sent_to_back_office


def tiles_of(user: User, day: date) -> Iterator[Tile]:
    """Return how many people wait in the hall, and how many for this officer's division."""
    if user.may("hall.supervise"):
        count = open_tickets(day).filter(status__in=IN_LINE, back_office=None).count()
        yield Tile(_("People waiting"), count, reverse("hall:boards"), _("in the halls now"), is_work=False)
    if user.may("hall.assist"):
        count = sent_to_back_office(user, day).count()
        yield Tile(_("Sent to the back office"), count, reverse("hall:back-office"), _("waits for you"))
