"""What one may ask of the outbox."""

from datetime import datetime
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tongban.ground.exchange.actions import MAY_DECIDE
from tongban.ground.exchange.kinds import senders
from tongban.ground.exchange.models import Attempt, Outgoing
from tongban.ground.people.models import User

State, Outcome = Outgoing.State, Attempt.Outcome
FIELDS: dict[str, str | Promise] = {
    "contact": _("Number of the address"),
    "delivery": _("Number of the parcel"),
    "entry": _("Ledger entry"),
    "hash": _("Hash"),
    "message": _("Number of the message"),
    "number": _("Number"),
    "room": _("Part of the program"),
    "to": _("Sent to"),
}
"""What the fields of a content are called; a kind that is new shows its own names."""
TO_DO: dict[str, str | Promise] = {
    Outcome.NO_ANSWER: _(
        "Look whether the service is reachable from this server and whether its address is right. Then send again."
    ),
    Outcome.REJECTED: _(
        "Sending again does not help as long as the reason stands. Mend it with whoever asked for it, or give it up."
    ),
    Outcome.INTERRUPTED: _("Nothing is to be done: it is sent again by itself, and counts once."),
    Outcome.NO_SENDER: _("Update the program on every server, or give it up."),
    Outcome.FAULT: _(
        "Send the time and the number of this row to whoever maintains the program. Then send again."
    ),
}


def visible_to(user: User) -> QuerySet[Outgoing]:
    """Return what this person may see of the outbox: all of it, or nothing."""
    return Outgoing.objects.all() if user.may(MAY_DECIDE) else Outgoing.objects.none()


def with_last_outcome(rows: QuerySet[Outgoing]) -> QuerySet[Any]:
    """Return the rows, each with what came of its last attempt."""
    last = Attempt.objects.filter(outgoing=OuterRef("pk")).order_by("-number").values("outcome")[:1]
    return rows.annotate(last_outcome=Subquery(last))


def last_outcome_of(row: Outgoing) -> str:
    """Return what came of the last attempt in words; nothing before the first."""
    outcome = getattr(row, "last_outcome", None)
    return str(Outcome(outcome).label) if outcome else ""


def counts(user: User) -> dict[str, int]:
    """Return how many rows are in each state."""
    asked = {state: Count("pk", filter=Q(state=state)) for state in State.values}
    return visible_to(user).aggregate(**asked)


def letters(kind: str, subject: str, **content: object) -> QuerySet[Outgoing]:
    """Return what was put in of a kind about a subject, with this content."""
    return Outgoing.objects.filter(kind=kind, subject=subject, payload__contains=content)


def dead_letters(kind: str) -> QuerySet[Any]:
    """Return the dead letters of a kind, each with what came of its last attempt."""
    return with_last_outcome(Outgoing.objects.filter(kind=kind, state=State.DEAD))


def dead_letter_count() -> int:
    """Return how many dead letters wait for somebody to decide."""
    return Outgoing.objects.filter(state=State.DEAD).count()


def waiting_since(moment: datetime) -> int:
    """Return how many rows were put in before a moment and have not been sent yet."""
    return Outgoing.objects.filter(state=State.WAITING, put_at__lt=moment).count()


def label_of(kind: str) -> str:
    """Return a kind in words."""
    sender = senders().get(kind)
    return str(sender.label) if sender else kind


def content_shown(row: Outgoing) -> list[tuple[str, str]]:
    """Return the content of a row with every field hidden that is not marked as nobody's personal data."""
    sender = senders().get(row.kind)
    shown = sender.shown if sender else ()
    said = [(name, str(value) if name in shown else "···") for name, value in sorted(row.payload.items())]
    return [(str(FIELDS.get(name, name)), value) for name, value in said]


def detail_of(each: Attempt) -> str:
    """Return the detail of an attempt; where nobody answered, the outcome says it all."""
    return "" if each.outcome == Outcome.NO_ANSWER and each.detail == TimeoutError.__name__ else each.detail
