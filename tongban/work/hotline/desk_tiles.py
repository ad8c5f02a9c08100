"""The tiles of the hotline on the first page: each list of work with what waits in it."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.tiles import Tile
from tongban.ground.people.models import User
from tongban.work.hotline.queries.bursts import alarms_visible_to
from tongban.work.hotline.queries.worklists import LISTS

MOST = 4


def tiles_of(user: User, day: date) -> Iterator[Tile]:
    """Return what waits in this person's first lists, and what is overdue."""
    yield from _alarms(user)
    shown = [each for each in LISTS.of(user) if each.kind != "to_confirm"]
    counts = LISTS.counts(user, day) if shown else {}
    for each in (*shown[: MOST - 1], *(shown[-1:] if len(shown) >= MOST else ())):
        address = reverse("hotline:list", args=[each.kind])
        is_late = each.kind == "overdue" and counts[each.kind] > 0
        yield Tile(
            each.title,
            counts[each.kind],
            address,
            _("orders of the hotline"),
            is_late,
            each.kind != "overdue",
        )


def _alarms(user: User) -> Iterator[Tile]:
    """Return the alarms on bursts that nobody has looked into; nothing while there are none."""
    if open_alarms := alarms_visible_to(user).filter(finding="").count():
        yield Tile(
            _("Bursts"),
            open_alarms,
            reverse("hotline:bursts"),
            _("nobody has looked into them"),
            is_alarm=True,
        )
