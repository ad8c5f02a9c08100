"""The tile of programmes on the first page."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.tiles import Tile
from tongban.ground.people.models import User
from tongban.work.programme.queries import programmes as queries


def tiles_of(user: User, day: date) -> Iterator[Tile]:
    """Return how many questions wait to be looked at."""
    if user.may("programme.edit"):
        count = queries.questions_visible_to(user).filter(status="received").count()
        yield Tile(
            _("Questions to programmes"), count, reverse("programme:list"), _("to be looked at"), count > 0
        )
