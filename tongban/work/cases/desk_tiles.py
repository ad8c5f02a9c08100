"""The tiles of cases on the first page: how much waits for each role, each figure leading to its list."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.tiles import Tile
from tongban.ground.people.models import User
from tongban.work.cases.queries import registers
from tongban.work.cases.queries.worklists import LISTS

NOTES: dict[str, tuple[str | Promise, str | Promise]] = {
    "to_accept": (_("To accept"), _("to be answered within five working days")),
    "to_review": (_("To review"), _("steps that wait for your division")),
    "to_decide": (_("To decide"), _("every step has given its opinion")),
    "to_issue": (_("To issue"), _("granted, the result not made yet")),
    "to_deliver": (_("To hand over"), _("results and refusals")),
    "waiting_for_applicant": (_("Waiting for the applicant"), _("to complete, or to follow")),
    "overdue": (_("Overdue"), _("past the promised day")),
    "due_today": (_("Due today"), _("the last day promised")),
}
LOOKED_AT = ("waiting_for_applicant", "overdue", "due_today")
"""What waits in no officer's hands, or in another list already."""


def tiles_of(user: User, day: date) -> Iterator[Tile]:
    """Return the tiles of one person's work with cases."""
    yield from _of_lists(user, day)
    yield from _of_orders(user)


def _of_lists(user: User, day: date) -> Iterator[Tile]:
    if not any(map(user.may, ("cases.read", "cases.read_all", "cases.supervise"))):
        return
    for kind, count in LISTS.counts(user, day).items():
        name, note = NOTES[kind]
        is_alarm = kind == "overdue" and count > 0
        yield Tile(name, count, reverse("cases:work", args=[kind]), note, is_alarm, kind not in LOOKED_AT)


def _of_orders(user: User) -> Iterator[Tile]:
    if any(map(user.may, ("cases.intake", "cases.review", "cases.decide", "cases.supervise"))):
        count = registers.count_unanswered_urgings(user)
        url = f"{reverse('cases:orders')}?state=open"
        yield Tile(_("Orders to hurry"), count, url, _("without a reply"), count > 0)
