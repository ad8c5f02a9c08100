"""What administrators are told of the system: dead letters and duties that failed, each once a day while they stand."""

from datetime import datetime

from django.db.models import Count
from django.urls import reverse
from django.utils.timezone import localdate

from tongban.ground.exchange.kinds import senders
from tongban.ground.exchange.messages.notify import notify_administrators
from tongban.ground.exchange.models import Outgoing
from tongban.ground.kit.figures import instant
from tongban.ground.matters.duties import duties
from tongban.ground.matters.models import DutyRun


def notify_of_trouble(*, at: datetime) -> int:
    """Tell of what could not be sent, by kind, and of every duty that failed; return how many messages there are."""
    return notify_of_dead_letters(at) + notify_of_failed_duties(at)


def notify_of_dead_letters(at: datetime) -> int:
    """Tell how many of each kind could not be sent; told by itself once a day, a dead message tells of no other."""
    dead = Outgoing.objects.filter(state=Outgoing.State.DEAD).order_by("kind")
    link = f"{reverse('outbox:list')}?state={Outgoing.State.DEAD}"
    told = 0
    for kind, count in dead.values_list("kind").annotate(count=Count("pk")):
        label = senders()[kind].label if kind in senders() else kind
        key = f"dead:{kind}:{localdate(at)}"
        words = {"label": label, "count": count}
        told += len(notify_administrators("letter_is_dead", words, key=key, at=at, link=link))
    return told


def notify_of_failed_duties(at: datetime) -> int:
    """Tell of each duty whose last run failed, with where it failed and no text of the error."""
    told = 0
    for run in DutyRun.objects.filter(outcome=DutyRun.Outcome.FAILED):
        duty = duties().get(run.name)
        words = {"label": duty.label if duty else run.name, "at": instant(run.begun_at), "reason": run.error}
        key = f"duty:{run.name}:{localdate(at)}"
        told += len(notify_administrators("duty_failed", words, key=key, at=at, link=reverse("duties:list")))
    return told
