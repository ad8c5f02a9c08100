"""What the pages of a case and of a visit link to: what could not be done there, whether it can be now, how to report it."""

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from tongban.ground.matters.links import MatterLink
from tongban.ground.people.models import User
from tongban.work.cases.models import Case
from tongban.work.hall.models import Ticket
from tongban.work.obstacles.models import Obstacle, Source
from tongban.work.obstacles.queries.entries import REFUSALS, visible_to


def links(matter: Any, user: User) -> Iterator[MatterLink]:
    """Yield the entries of a case or a visit, and where more is reported on the spot."""
    if not user.may("obstacles.read"):
        return
    if isinstance(matter, Case):
        yield from _of_case(matter, user)
    elif isinstance(matter, Ticket):
        yield from _of_visit(matter, user)


def _of_case(case: Case, user: User) -> Iterator[MatterLink]:
    entries = list(visible_to(user).filter(case=case))
    yield from _told(entries)
    is_reported = any(each.source == Source.REFUSAL for each in entries)
    if case.status in REFUSALS and user.may("cases.intake") and not is_reported:
        address = f"{reverse('obstacles:report')}?case={case.reference}"
        yield MatterLink(_("Report the refusal"), address, "message-report", "primary")


def _of_visit(ticket: Ticket, user: User) -> Iterator[MatterLink]:
    numbers = [each.case_reference for each in ticket.errands.all() if each.case_reference]
    yield from _told(visible_to(user).filter(Q(ticket=ticket) | Q(case__reference__in=numbers)).distinct())
    if user.may("obstacles.take"):
        asked = {"visit": ticket.reference, "case": next(iter(numbers), "")}
        address = f"{reverse('obstacles:take')}?{urlencode(asked)}"
        yield MatterLink(_("This could not be done"), address, "message-report")


def _told(entries: Iterable[Obstacle]) -> Iterator[MatterLink]:
    """Yield entries with what the last run of changed rules said: whether the same would succeed now."""
    for each in entries:
        run = each.runs.order_by("pk").last()
        said = "" if run is None else _("can be done now") if run.would_succeed else _("still cannot be done")
        title = " · ".join(filter(None, (each.reference, said)))
        yield MatterLink(title, reverse("obstacles:entry", args=[each.reference]), "barrier-block")
