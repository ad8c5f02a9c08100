"""What one may ask about event logs."""

from dataclasses import dataclass

from django.db.models import Count, Min, QuerySet

from tongban.ground.people.models import User
from tongban.work.logs.models import Event, Log, Trace

VARIANTS_SHOWN = 10


@dataclass(frozen=True, slots=True)
class TraceVariant:
    """One order of activities, and how many cases took it."""

    code: str
    activities: list[str]
    count: int
    share: float


def visible_to(user: User) -> QuerySet[Log]:
    """Return the logs this person may see: all with the right to read them; removed ones as a record."""
    logs = Log.objects.select_related("by", "file")
    return logs if user.is_authenticated and user.may("logs.read") else logs.none()


def traces_of(log: Log) -> QuerySet[Trace]:
    """Return the historical cases of a log."""
    return Trace.objects.filter(log=log)


def events_of(trace: Trace) -> QuerySet[Event]:
    """Return the events of a historical case in order."""
    return Event.objects.filter(trace=trace).order_by("position")


def variants_of(log: Log) -> list[TraceVariant]:
    """Return the orders of activities that most cases took."""
    rows = traces_of(log).order_by().values("variant").annotate(count=Count("pk"), example=Min("pk"))
    top = list(rows.order_by("-count", "example")[:VARIANTS_SHOWN])
    said: dict[int, list[str]] = {row["example"]: [] for row in top}
    events = Event.objects.filter(trace__in=said).order_by("trace", "position")
    for trace, activity in events.values_list("trace_id", "activity"):
        said[trace].append(activity)
    whole = log.traces_count or 1
    return [
        TraceVariant(row["variant"], said[row["example"]], row["count"], row["count"] / whole) for row in top
    ]


def latest_upload_of(user: User) -> Log | None:
    """Return the upload of this person that still waits for its columns."""
    waiting = visible_to(user).filter(by=user, imported_at__isnull=True, removed_at__isnull=True)
    return waiting.order_by("-at").first()
