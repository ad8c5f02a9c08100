"""The tiles of the catalogue on the first page: versions of items, each where somebody has to move it on."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.tiles import Tile
from tongban.ground.people.models import User
from tongban.offer.catalogue.models import Status
from tongban.offer.catalogue.queries.versions import visible_to

WAITING = (
    ("catalogue.approve", Status.IN_REVIEW, _("Items to review"), _("sent to legal review")),
    ("catalogue.publish", Status.APPROVED, _("Items to publish"), _("approved by the legal officer")),
    ("catalogue.edit", Status.DRAFT, _("Drafts of items"), _("begun, or returned to be mended")),
)


def tiles_of(user: User, day: date) -> Iterator[Tile]:
    """Return how many versions wait for this person."""
    for permission, status, name, note in WAITING:
        if user.may(permission):
            count = visible_to(user).filter(status=status).order_by().count()
            yield Tile(name, count, f"{reverse('catalogue:items')}?status={status}", note)
