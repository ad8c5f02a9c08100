"""Opening, pausing and closing a window; who is called when it closes goes back into the line."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger import Refused, lock_matter
from tongban.ground.matters.effects import make_move
from tongban.ground.people.models import User
from tongban.work.hall import effects
from tongban.work.hall.actions.announce import announce
from tongban.work.hall.actions.service import release
from tongban.work.hall.models import TicketStatus, Window, WindowPeriod
from tongban.work.hall.queries.line import held_at, person_at
from tongban.work.hall.states import WINDOW_CHART


@transaction.atomic
def open_window(window: Window, *, by: User, at: datetime) -> Window:
    """Sit down at a window and open it; an officer is at one window at a time."""
    window = lock_matter(Window, window.pk)
    if window.until is not None and window.until < localdate(at):
        raise Refused(_("This window is no longer used."))
    WINDOW_CHART.need("open", window, by=by)
    try:
        with transaction.atomic():
            effect = effects.open_window(window, by=by, at=at)
            make_move(WINDOW_CHART, "open", window, effect, by=by, at=at)
    except IntegrityError as error:
        raise Refused(_("You are at another window: close that one first.")) from error
    announce(window.place)
    return window


@transaction.atomic
def pause(window: Window, *, by: User, at: datetime) -> Window:
    """Pause: nobody is called meanwhile."""
    window = _own(window, by)
    WINDOW_CHART.need("pause", window, by=by)
    if person_at(window):
        raise Refused(_("Somebody is at the window: finish, hold or transfer first."))
    WINDOW_CHART.make("pause", window, by=by, at=at, facts={})
    return _began(window, by, at, is_paused=True)


@transaction.atomic
def resume(window: Window, *, by: User, at: datetime) -> Window:
    """Go on after a pause."""
    window = _own(window, by)
    WINDOW_CHART.make("resume", window, by=by, at=at, facts={})
    return _began(window, by, at, is_paused=False)


@transaction.atomic
def close_window(window: Window, *, by: User, at: datetime) -> Window:
    """Close a window; who was called or is on hold goes back into the line at their old place."""
    window = _own(window, by)
    WINDOW_CHART.need("close", window, by=by)
    there = person_at(window)
    if there is not None and there.status == TicketStatus.SERVING:
        raise Refused(_("Somebody is being served: finish, hold or transfer first."))
    for ticket in [*([there] if there else []), *held_at(window)]:
        release(ticket, by=by, at=at)
    make_move(WINDOW_CHART, "close", window, effects.close_window(_running(window), at=at), by=by, at=at)
    announce(window.place)
    return window


def end_day(*, at: datetime) -> int:
    """Close the windows that somebody left open on a day that is over; return how many."""
    forgotten = WindowPeriod.objects.filter(
        ended_at=None, began_at__lt=localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    )
    return sum(_end_day(period.window_id, at) for period in forgotten)


@transaction.atomic
def _end_day(key: int, at: datetime) -> int:
    window = lock_matter(Window, key)
    if window.officer_id is None:
        return 0
    make_move(WINDOW_CHART, "end_day", window, effects.close_window(_running(window), at=at), by=None, at=at)
    return 1


def _began(window: Window, by: User, at: datetime, *, is_paused: bool) -> Window:
    _end_period(window, at)
    WindowPeriod.objects.create(window=window, officer=by, is_paused=is_paused, began_at=at)
    announce(window.place)
    return window


def _end_period(window: Window, at: datetime) -> None:
    for period in _running(window):
        period.ended_at = at
        period.save(update_fields=["ended_at"])


def _running(window: Window) -> list[WindowPeriod]:
    return list(WindowPeriod.objects.filter(window=window, ended_at=None))


def _own(window: Window, by: User) -> Window:
    window = lock_matter(Window, window.pk)
    if window.officer_id not in (None, by.pk) and not by.may("hall.supervise"):
        raise Refused(_("Somebody else is at this window."))
    return window
