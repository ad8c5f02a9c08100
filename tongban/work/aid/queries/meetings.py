"""Research meetings: who sees which, and what they may take up."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from tongban.ground.people.models import User
from tongban.ground.people.places import tree_around
from tongban.work.aid.models import EnterpriseDemand, Meeting, MeetingItem
from tongban.work.aid.queries.demands import visible_to
from tongban.work.hotline.models import Status


def meetings_visible_to(user: User) -> QuerySet[Meeting]:
    """Return the meetings this person may see: those of their centre."""
    found = Meeting.objects.filter(centre__in=tree_around(user))
    return found if user.may("aid.read") else found.none()


def with_counts(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Add how many demands a meeting has on its table, and how many units it assigned."""
    given = Count("items", filter=Q(items__unit__isnull=False))
    return meetings.annotate(demands=Count("items"), assigned=given).order_by("-held_at", "-pk")


def may_be_taken_up(user: User) -> QuerySet[EnterpriseDemand]:
    """Return the demands that wait and are on the table of no called meeting."""
    called = Exists(MeetingItem.objects.filter(demand=OuterRef("pk"), meeting__status="called"))
    return visible_to(user).filter(~called, order__status=Status.REGISTERED).order_by("pk")


def items_of(meeting: Meeting) -> QuerySet[MeetingItem]:
    """Return what a meeting has on its table."""
    return meeting.items.select_related("unit", "demand__order__demand_class", "demand__order__line")
