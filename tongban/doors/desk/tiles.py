"""The tiles of the first page: how much waits for each role, each figure leading to its list."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tongban.ground.exchange import queries as outbox
from tongban.ground.kit.figures import counted
from tongban.ground.matters import queries as duties
from tongban.ground.matters.worklists import MOST_COUNTED
from tongban.ground.people.models import User
from tongban.work.cases.queries import registers
from tongban.work.cases.queries.worklists import LISTS
from tongban.work.ratings import queries as ratings

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


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure of the first page, and where it leads."""

    name: str | Promise
    count: int | str
    url: str
    note: str | Promise
    is_alarm: bool = False


def tiles_of(user: User, day: date) -> list[Tile]:
    """Return the tiles of one person's work with cases and ratings."""
    return [*_of_cases(user, day), *_of_orders(user), *_of_ratings(user), *_of_upkeep(user)]


def _of_cases(user: User, day: date) -> Iterator[Tile]:
    if not any(map(user.may, ("cases.read", "cases.read_all", "cases.supervise"))):
        return
    for kind, count in LISTS.counts(user, day).items():
        name, note = NOTES[kind]
        is_alarm = kind == "overdue" and count > 0
        shown = counted(count, MOST_COUNTED)
        yield Tile(name, shown, reverse("cases:work", args=[kind]), note, is_alarm)


def _of_orders(user: User) -> Iterator[Tile]:
    if any(map(user.may, ("cases.intake", "cases.review", "cases.decide", "cases.supervise"))):
        count = registers.count_unanswered_urgings(user)
        url = f"{reverse('cases:orders')}?state=open"
        yield Tile(_("Orders to hurry"), count, url, _("without a reply"), count > 0)


def _of_ratings(user: User) -> Iterator[Tile]:
    if user.may("ratings.handle") or user.may("ratings.rule"):
        count = ratings.count_open(user)
        yield Tile(_("Bad ratings"), count, reverse("ratings:works"), _("not closed yet"), count > 0)


def _of_upkeep(user: User) -> Iterator[Tile]:
    """Return what an administrator has to see to; nothing while all is well."""
    if user.may("outbox.manage") and (dead := outbox.dead_letter_count()):
        url = f"{reverse('outbox:list')}?state=dead"
        yield Tile(_("Outbox"), dead, url, _("could not be sent"), is_alarm=True)
    if user.may("duties.manage") and (failed := len(duties.in_trouble())):
        yield Tile(
            _("What happens by itself"), failed, reverse("duties:list"), _("failed or stopped"), is_alarm=True
        )
