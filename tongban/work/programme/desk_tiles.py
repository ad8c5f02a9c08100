"""The tile of programmes on the first page."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.tiles import Tile
from tongban.ground.people.models import User
from tongban.work.programme.models import ProgrammeStatus, QuestionStatus
from tongban.work.programme.queries import programmes as queries

WAITING = (
    ("programme.lead", ProgrammeStatus.PLANNED, _("to be announced")),
    ("programme.host", ProgrammeStatus.OPEN, _("to go on air")),
    ("programme.edit", ProgrammeStatus.ENDED, _("answers to be closed")),
)


def tiles_of(user: User, day: date) -> Iterator[Tile]:
    """Return which programmes and questions wait for this person."""
    address = reverse("programme:list")
    for permission, status, note in WAITING:
        if user.may(permission):
            count = queries.visible_to(user).filter(status=status).count()
            yield Tile(_("Live programmes"), count, address, note)
    if user.may("programme.edit"):
        count = queries.questions_visible_to(user).filter(status=QuestionStatus.RECEIVED).count()
        yield Tile(_("Questions to programmes"), count, address, _("to be looked at"), count > 0)
