"""The supervisor's board: what waits where. Each figure is a condition; its number and its rows come of the same one.

The wall screen and the bulletin show the same figures of everything (`counts_of_all`), by the same conditions.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import DurationField, ExpressionWrapper, F, Q, QuerySet
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext_lazy as _

from tongban.ground.matters.worklists import calendar_for
from tongban.ground.people.models import User
from tongban.work.hotline.models import OPEN, Channel, Order, PhoneCall, Seat, SeatState, Status
from tongban.work.hotline.queries.calls import (
    calls_visible_to,
    has_call,
    seats_visible_to,
    waited,
    waits_for_answer,
)
from tongban.work.hotline.queries.visibility import visible_to

S = Status
THREEFOLD = 3
"""An order at three times its limit is no delay any more but a failure; the board tells the two apart."""
AT_WORK = (S.DISPATCHED, S.RETURNED, S.IN_HAND)
Condition = Callable[[datetime], Q]


VISIBLE: dict[type[Any], Callable[[User], QuerySet[Any]]] = {
    Order: visible_to,
    PhoneCall: calls_visible_to,
    Seat: seats_visible_to,
}


@dataclass(frozen=True, slots=True)
class BoardFigure:
    """A figure of the board: how many rows a condition holds for, and whether any of them is bad news."""

    code: str
    title: Any
    condition: Condition
    is_alarm: bool = False
    order: str = "registered_at"
    of: type[Any] = Order

    def rows(self, user: User, at: datetime) -> QuerySet[Any]:
        """Return the very rows that are counted, as far as this person may see them."""
        return VISIBLE[self.of](user).filter(self.condition(at)).order_by(self.order, "pk")

    def rows_of_all(self, at: datetime) -> QuerySet[Any]:
        """Return the rows of the whole city, to be counted and never shown."""
        found: QuerySet[Any] = self.of._default_manager.filter(self.condition(at))
        return found


@dataclass(frozen=True, slots=True)
class BoardSection:
    """Figures under one heading."""

    title: Any
    figures: tuple[BoardFigure, ...]


def _is(*statuses: str) -> Condition:
    return lambda at: Q(status__in=statuses)


def _late(at: datetime) -> Q:
    """Past the last day."""
    return Q(status__in=AT_WORK, due_on__lt=localdate(at))


def _thrice_late(at: datetime) -> Q:
    """Past three times the limit: by as many working days again, twice, as the order has."""
    day = localdate(at)
    late = Order.objects.filter(_late(at)).annotate(whole=F("days") + F("more_days"))
    wholes = sorted(late.values_list("whole", flat=True).order_by().distinct())
    oldest = late.order_by("due_on").values_list("due_on", flat=True).first()
    if oldest is None:
        return Q(pk__in=[])
    days = calendar_for((date(day.year - 2, 1, 1), oldest), day)
    found = Q(pk__in=[])
    for whole in wholes:
        latest = days.before(day, (THREEFOLD - 1) * whole) if whole else day
        found |= Q(days=whole - F("more_days"), due_on__lt=latest)
    return _late(at) & found


def _undispatched(times: int) -> Condition:
    """Wait to be dispatched for so many times as long as the centre has."""
    allowed = ExpressionWrapper(F("dispatch_due_at") - F("registered_at"), DurationField())
    return lambda at: Q(status=S.REGISTERED, registered_at__lt=at - times * allowed)


def _unsigned(at: datetime) -> Q:
    return Q(status=S.DISPATCHED, sign_due_at__lt=at)


def _to_look_at(at: datetime) -> Q:
    open_one = Q(suspensions__until=None, suspensions__review_on__lt=localdate(at))
    return Q(status=S.SUSPENDED) & open_one


def _came(at: datetime) -> Q:
    return Q(registered_at__gte=_midnight(at))


def _closed(at: datetime) -> Q:
    return Q(closed_at__gte=_midnight(at))


def _called(at: datetime) -> Q:
    return Q(asked_at__gte=_midnight(at))


def _midnight(at: datetime) -> datetime:
    return localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)


def _call(code: str, title: Any, condition: Condition, *, is_alarm: bool = False) -> BoardFigure:
    return BoardFigure(code, title, condition, is_alarm, "asked_at", PhoneCall)


def _seat(code: str, title: Any, condition: Condition) -> BoardFigure:
    return BoardFigure(code, title, condition, order="since", of=Seat)


# fmt: off
SECTIONS = (
    BoardSection(_("Telephone"), (
        _call("waiting", _("Callers waiting now"), lambda at: waits_for_answer(), is_alarm=True),
        _call("called", _("Asked for a human today"), _called),
        _call("answered", _("Of these answered"), lambda at: _called(at) & Q(answered_at__isnull=False)),
        _call("given-up", _("Of these given up while waiting"),
              lambda at: _called(at) & Q(answered_at=None, ended_at__isnull=False), is_alarm=True),
    )),
    BoardSection(_("Agents at their seats"), (
        _seat("free", _("Agents free"), lambda at: ~Q(has_call()) & Q(state=SeatState.READY)),
        _seat("busy", _("Agents with a call"), lambda at: Q(has_call())),
        _seat("on-pause", _("Agents on a pause"), lambda at: ~Q(has_call()) & Q(state=SeatState.PAUSED)),
    )),
    BoardSection(_("In and out today"), (
        BoardFigure("came", _("Taken in today"), _came, order="-registered_at"),
        BoardFigure("came-by-phone", _("Of these by telephone"), lambda at: _came(at) & Q(channel=Channel.PHONE),
                    order="-registered_at"),
        BoardFigure("closed", _("Orders closed today"), _closed, order="-closed_at"),
        BoardFigure("urgent", _("Urgent and open"), lambda at: Q(urgency="urgent", status__in=OPEN), is_alarm=True),
    )),
    BoardSection(_("Waiting at the centre"), (
        BoardFigure("to-dispatch", S.REGISTERED.label, _is(S.REGISTERED)),
        BoardFigure("to-decide", _("Returns to be decided"), _is(S.RETURNED), is_alarm=True),
        BoardFigure("to-review", S.REPLIED.label, _is(S.REPLIED)),
        BoardFigure("to-call-back", S.REVIEWED.label, _is(S.REVIEWED)),
        BoardFigure("to-confirm", S.HANDED_OVER.label, _is(S.HANDED_OVER)),
    )),
    BoardSection(_("With the units"), (
        BoardFigure("to-sign", S.DISPATCHED.label, _is(S.DISPATCHED)),
        BoardFigure("in-hand", S.IN_HAND.label, _is(S.IN_HAND), order="due_on"),
        BoardFigure("suspended", S.SUSPENDED.label, _is(S.SUSPENDED)),
        BoardFigure("open", _("Open in all"), _is(*OPEN)),
    )),
    BoardSection(_("Late"), (
        BoardFigure("late", _("Past the last day"), _late, is_alarm=True, order="due_on"),
        BoardFigure("late-3", _("Past three times the limit"), _thrice_late, is_alarm=True, order="due_on"),
        BoardFigure("undispatched", _("Not dispatched in time"), _undispatched(1), is_alarm=True),
        BoardFigure("undispatched-3", _("Not dispatched in three times the time"), _undispatched(THREEFOLD), is_alarm=True),
        BoardFigure("unsigned", _("Not signed for in time"), _unsigned, is_alarm=True, order="sign_due_at"),
        BoardFigure("review-passed", _("Suspended beyond the day of review"), _to_look_at, is_alarm=True),
    )),
)
# fmt: on
FIGURES = {figure.code: figure for section in SECTIONS for figure in section.figures}
LATE = ("late", "late-3", "undispatched", "undispatched-3", "unsigned")
"""What the bulletin tells of lateness, as of the moment at which it is composed."""
AT_THIS_MOMENT = ("waiting", "free", "busy", "on-pause")
"""What the wall screen tells of the telephone; a moment later it is no longer so."""


@dataclass(frozen=True, slots=True)
class FigureCount:
    """A figure with its number, and for whom waits the longest, how long."""

    figure: BoardFigure
    count: int
    longest: timedelta | None = None

    @property
    def is_alarm(self) -> bool:
        """Return whether the number is bad news."""
        return self.figure.is_alarm and self.count > 0


def counted_board(user: User, at: datetime) -> Iterator[tuple[Any, list[FigureCount]]]:
    """Yield each section with the numbers of what this person may see."""
    for section in SECTIONS:
        yield section.title, [_counted(each, each.rows(user, at), at) for each in section.figures]


def counts_of_all(codes: Iterable[str], at: datetime) -> list[FigureCount]:
    """Return the numbers of the whole city, for the wall screen and the bulletin."""
    return [_counted(FIGURES[code], FIGURES[code].rows_of_all(at), at) for code in codes]


def _counted(figure: BoardFigure, rows: QuerySet[Any], at: datetime) -> FigureCount:
    first = rows.order_by("asked_at").first() if figure.code == "waiting" else None
    return FigureCount(figure, rows.count(), waited(first, at) if first else None)
