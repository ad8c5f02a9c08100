"""What waits for an administrator: accounts to look at, and what the office has not set yet."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.tiles import Tile
from tongban.ground.office.registry import EDIT
from tongban.ground.office.values import values
from tongban.ground.people.models import User
from tongban.ground.people.queries import accounts_to_check, visible_to

EXPECTED = ("bureau.name", "bureau.logo", "papers.prefix", "papers.seal")
"""What every office sets before its first paper."""


def tiles_of(user: User, day: date) -> Iterator[Tile]:
    """Return how many accounts to look at, and how many settings to make."""
    if user.may("people.manage"):
        count = accounts_to_check(visible_to(user), day).count()
        url = f"{reverse('staff:list')}?state=to_check"
        yield Tile(_("Accounts to check"), count, url, _("without a role, or unused for 90 days"), count > 0)
    if user.may(EDIT):
        lacking = sum(not values().get(code) for code in EXPECTED)
        note = _("name, logo, beginning of numbers or seal") if lacking else _("in order")
        yield Tile(_("Settings to make"), lacking, reverse("settings:home"), note, lacking > 0)
