"""What a window does with the person before it: call, call again, skip, serve, hold, transfer, finish."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger import Refused, lock_matter
from tongban.ground.matters.effects import Effect, make_move
from tongban.ground.people.models import Department, User
from tongban.work.hall import effects
from tongban.work.hall.actions.announce import announce
from tongban.work.hall.models import Errand, ServiceGroup, Ticket, TicketStatus, Window, WindowStatus
from tongban.work.hall.queries.line import line_of, person_at
from tongban.work.hall.queries.places import settings_on
from tongban.work.hall.states import TICKET_CHART
from tongban.work.ratings.actions import invite


@transaction.atomic
def call_next(window: Window, *, by: User, at: datetime) -> Ticket:
    """Call whose turn it is; of two windows at once each calls another person."""
    window = _free_window(window, by)
    waiting = line_of(window, localdate(at)).select_for_update(skip_locked=True, of=("self",))
    key = waiting.values_list("pk", flat=True).first()
    if key is None:
        raise Refused(_("Nobody is waiting for this window."))
    return _call(lock_matter(Ticket, key), window, by=by, at=at)


@transaction.atomic
def call(ticket: Ticket, window: Window, *, by: User, at: datetime) -> Ticket:
    """Call a certain person out of turn; the ledger says who did."""
    window = _free_window(window, by)
    ticket = lock_matter(Ticket, ticket.pk)
    if ticket.place_id != window.place_id or ticket.back_office_id is not None:
        raise Refused(_("This number does not wait here."))
    return _call(ticket, window, by=by, at=at)


@transaction.atomic
def recall(ticket: Ticket, *, by: User, at: datetime) -> Ticket:
    """Call again, as often as the office has set; after that the number is skipped."""
    ticket = _own(ticket, by)
    TICKET_CHART.need("recall", ticket, by=by)
    most = settings_on(ticket.place, ticket.day).most_calls
    if ticket.calls >= most:
        raise Refused(
            _("Called %(count)d times already: skip the number; its holder may come back.") % {"count": most}
        )
    return _made("recall", ticket, effects.recall(ticket, at=at), by=by, at=at)


@transaction.atomic
def skip(ticket: Ticket, *, by: User, at: datetime) -> Ticket:
    """Skip who was called as often as set and did not come."""
    ticket = _own(ticket, by)
    TICKET_CHART.need("skip", ticket, by=by)
    most = settings_on(ticket.place, ticket.day).most_calls
    if ticket.calls < most:
        raise Refused(_("Call %(count)d times before you skip.") % {"count": most})
    return _made("skip", ticket, effects.skip(at=at), by=by, at=at)


@transaction.atomic
def serve(ticket: Ticket, *, by: User, at: datetime) -> Ticket:
    """Begin to serve who has come."""
    ticket = _own(ticket, by)
    return _made("serve", ticket, effects.serve(ticket, by=by, at=at), by=by, at=at)


@transaction.atomic
def hold(ticket: Ticket, *, by: User, at: datetime) -> Ticket:
    """Let somebody wait at the side, to copy or to fill in something; the window is free meanwhile."""
    return _make("hold", _own(ticket, by), by=by, at=at, facts={})


@transaction.atomic
def resume(ticket: Ticket, *, by: User, at: datetime) -> Ticket:
    """Go on with who was on hold."""
    ticket = _own(ticket, by)
    if ticket.window and person_at(ticket.window):
        raise Refused(_("Somebody is at the window: finish, hold or transfer first."))
    return _make("resume", ticket, by=by, at=at, facts={})


@transaction.atomic
def transfer(
    ticket: Ticket,
    *,
    by: User,
    at: datetime,
    group: ServiceGroup | None = None,
    window: Window | None = None,
    back_office: Department | None = None,
    note: str = "",
) -> Ticket:
    """Send somebody to another line, another window or the back office; number and place in time stay."""
    ticket = _own(ticket, by)
    if sum(to is not None for to in (group, window, back_office)) != 1:
        raise Refused(_("Say where to: another line, another window or the back office."))
    if (group or window or ticket).place_id != ticket.place_id:
        raise Refused(_("A number counts at its own place only."))
    facts = {
        "group": group or ticket.group,
        "window": window,
        "back_office": back_office,
        "waits_since": at,
        "calls": 0,
    }
    said = {"to": str(group or window or back_office)}
    return _make("transfer", ticket, by=by, at=at, note=note, payload=said, facts=facts)


@transaction.atomic
def finish(ticket: Ticket, *, by: User, at: datetime, undone: Collection[int] = ()) -> Ticket:
    """Finish a visit: what was done, what was not; its holder may rate it."""
    ticket = _own(ticket, by)
    TICKET_CHART.need("finish", ticket, by=by)
    errands = list(Errand.objects.select_related("item__division").filter(ticket=ticket))
    left = [each for each in errands if each.pk in undone]
    ticket = _made("finish", ticket, effects.finish(errands, left, at=at), by=by, at=at)
    item = next((each.item for each in errands if each.item), None)
    invite(
        ticket.reference,
        item_name=item.name if item else ticket.group.name,
        division=item.division if item else ticket.place.unit,
        officer=by,
        applicant=ticket.applicant,
        at=at,
    )
    return ticket


@transaction.atomic
def release(ticket: Ticket, *, by: User, at: datetime) -> Ticket:
    """Put somebody back into the line at their old place, so that another window may call them."""
    facts = {"window": None, "waits_since": at, "calls": 0}
    return _make("release", _own(ticket, by), by=by, at=at, facts=facts)


def _call(ticket: Ticket, window: Window, *, by: User, at: datetime) -> Ticket:
    return _made("call", ticket, effects.call(ticket, window, by=by, at=at), by=by, at=at)


def _free_window(window: Window, by: User) -> Window:
    """Lock the officer's own window, which is open and has nobody before it."""
    window = lock_matter(Window, window.pk)
    if window.officer_id != by.pk:
        raise PermissionDenied
    if window.status != WindowStatus.OPEN:
        raise Refused(_("The window is not open."))
    if person_at(window):
        raise Refused(_("Somebody is at the window: finish, hold or transfer first."))
    return window


def _own(ticket: Ticket, by: User) -> Ticket:
    """Lock a ticket that stands at the officer's own window; a supervisor may step in."""
    ticket = lock_matter(Ticket, ticket.pk)
    is_anywhere = ticket.status in (TicketStatus.CALLED, TicketStatus.SERVING, TicketStatus.ON_HOLD)
    is_own = ticket.window is not None and ticket.window.officer_id == by.pk
    if is_anywhere and not is_own and not by.may("hall.supervise"):
        raise PermissionDenied
    return ticket


def _make(
    move: str,
    ticket: Ticket,
    *,
    by: User,
    at: datetime,
    facts: dict[str, Any],
    note: str = "",
    payload: Mapping[str, object] | None = None,
) -> Ticket:
    TICKET_CHART.make(move, ticket, by=by, at=at, note=note, payload=payload, facts=facts)
    announce(ticket.place)
    return ticket


def _made(move: str, ticket: Ticket, effect: Effect, *, by: User, at: datetime) -> Ticket:
    make_move(TICKET_CHART, move, ticket, effect, by=by, at=at)
    announce(ticket.place)
    return ticket
