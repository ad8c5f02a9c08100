"""The telephone: the call of an agent, what waits, who is free, and what is known of a caller."""

from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from tongban.ground.people.models import User
from tongban.ground.people.places import tree_around
from tongban.work.hotline.models import IntakeDraft, PhoneCall, Seat, SeatState
from tongban.work.hotline.queries.visibility import CENTRE, lines_of


def calls_visible_to(user: User) -> QuerySet[PhoneCall]:
    """Return the calls this person may see: those of the lines of their centre."""
    if not any(map(user.may, CENTRE)):
        return PhoneCall.objects.none()
    return PhoneCall.objects.filter(line__in=lines_of(user)).select_related("line", "agent", "order")


def call_of(agent: User) -> PhoneCall | None:
    """Return the call that an agent has: it rings, is under way, or the work after it is not finished."""
    mine = PhoneCall.objects.filter(agent=agent, finished_at=None).select_related("line", "order")
    return mine.filter(Q(ended_at=None) | Q(answered_at__isnull=False)).first()


def waiting() -> QuerySet[PhoneCall]:
    """Return the calls that wait for a human, the longest wait first."""
    return PhoneCall.objects.filter(ended_at=None, agent=None).order_by("asked_at", "pk")


def waits_for_answer() -> Q:
    """Return which calls nobody has answered yet: they wait in the queue, or ring at a seat."""
    return Q(ended_at=None, answered_at=None)


def waiting_for(agent: User) -> QuerySet[PhoneCall]:
    """Return the calls that wait on the lines of an agent's centre."""
    return waiting().filter(line__in=lines_of(agent))


def seat_of(agent: User, at: datetime) -> Seat:
    """Return an agent's seat; away before they first sat down."""
    return Seat.objects.filter(agent=agent).first() or Seat(agent=agent, state=SeatState.AWAY, since=at)


def seats_visible_to(user: User) -> QuerySet[Seat]:
    """Return the seats of the agents who work for this person's centre."""
    return Seat.objects.filter(agent__department__in=tree_around(user)).select_related("agent")


def has_call() -> Exists:
    """Return which seats have a call: it rings, is under way, or the work after it is not finished."""
    return Exists(busy_agents().filter(agent=OuterRef("agent")))


def busy_agents() -> QuerySet[PhoneCall]:
    """Return the calls that keep agents busy."""
    return PhoneCall.objects.filter(agent__isnull=False, finished_at=None).exclude(
        ended_at__isnull=False, answered_at=None
    )


def calls_of_day(user: User, day: date) -> QuerySet[PhoneCall]:
    """Return the calls of a day that an agent took."""
    return calls_visible_to(user).filter(agent=user, answered_at__date=day)


def draft_of(agent: User, call: PhoneCall | None) -> IntakeDraft | None:
    """Return what an agent has typed so far for a call, or beside any call."""
    drafts = IntakeDraft.objects.filter(agent=agent)
    return drafts.filter(call=call).first() if call else drafts.filter(call=None).first()


def rung_too_long(before: datetime) -> QuerySet[PhoneCall]:
    """Return the calls that have rung at a seat since before a moment."""
    return PhoneCall.objects.filter(agent__isnull=False, answered_at=None, ended_at=None, rung_at__lt=before)


def waited(call: PhoneCall, at: datetime) -> timedelta:
    """Return how long a caller waited for a human."""
    return (call.answered_at or call.ended_at or at) - call.asked_at
