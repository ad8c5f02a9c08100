"""The tiles of bundles on the first page: versions to check, and to publish."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.tiles import Tile
from tongban.ground.people.models import User
from tongban.offer.bundles.models import Status
from tongban.offer.bundles.queries.versions import visible_to

WAITING = (
    ("bundles.check", Status.DRAFT, _("Bundles to check")),
    ("bundles.publish", Status.CHECKED, _("Bundles to publish")),
)


def tiles_of(user: User, day: date) -> Iterator[Tile]:
    """Return how many versions wait for this person."""
    for permission, status, name in WAITING:
        if user.may(permission):
            count = visible_to(user).filter(status=status).order_by().count()
            yield Tile(name, count, f"{reverse('bundles:bundles')}?status={status}", _("one thing, once"))
