"""The telephone: agents at their seats, calls from asking for a human to the end of the work after them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.work.hotline.models.course import person_field
from tongban.work.hotline.models.lines import Line
from tongban.work.hotline.models.orders import Order

PROTECT = models.PROTECT


class SeatState(models.TextChoices):
    """Whether an agent takes calls."""

    READY = "ready", _("Ready")
    PAUSED = "paused", _("Pause")
    AWAY = "away", _("Signed off")


class Seat(models.Model):
    """An agent at a seat: ready, on a pause with a reason, or away."""

    agent = models.OneToOneField(
        settings.AUTH_USER_MODEL, PROTECT, related_name="+", verbose_name=_("Agent"), primary_key=True
    )
    state = models.CharField(_("State"), max_length=8, choices=SeatState, default=SeatState.AWAY)
    reason = models.CharField(_("Why"), max_length=60, blank=True)
    since = models.DateTimeField(_("From"))

    class Meta:
        verbose_name = _("Seat")
        verbose_name_plural = _("Seats")
        ordering = ["since"]

    def __str__(self) -> str:
        return f"{self.agent} · {self.get_state_display()}"


class SeatChange(models.Model):
    """From when an agent was ready, paused or away; rows are only added."""

    agent = person_field(_("Agent"))
    state = models.CharField(_("State"), max_length=8, choices=SeatState)
    reason = models.CharField(_("Why"), max_length=60, blank=True)
    at = models.DateTimeField(_("At"))

    class Meta:
        verbose_name = _("Change at a seat")
        verbose_name_plural = _("Changes at seats")
        ordering = ["pk"]
        indexes = [models.Index(fields=["agent", "at"], name="seat_change_by_agent")]

    def __str__(self) -> str:
        return f"{self.agent_id} · {self.state}"


class PhoneCall(models.Model):
    """A call of somebody who asked for a human; where it stands follows from its moments."""

    reference = models.CharField(_("Number of the call"), max_length=20, unique=True)
    line = models.ForeignKey(Line, PROTECT, related_name="+", verbose_name=_("Hotline line"))
    exchange_key = models.CharField(_("Key at the exchange"), max_length=60, unique=True)
    phone = models.CharField(_("Telephone"), max_length=24, blank=True)
    invented_words = models.TextField(_("What an invented caller says"), blank=True)
    is_example = models.BooleanField(_("Invented for the demo"), default=False)

    asked_at = models.DateTimeField(_("Asked for a human at"))
    agent = person_field(_("Agent"), null=True, blank=True)
    rung_at = models.DateTimeField(_("Rung at"), null=True, blank=True)
    answered_at = models.DateTimeField(_("Answered at"), null=True, blank=True)
    held_at = models.DateTimeField(_("On hold since"), null=True, blank=True)
    third_party = models.CharField(_("Third in the call"), max_length=24, blank=True)
    ended_at = models.DateTimeField(_("Ended at"), null=True, blank=True)
    finished_at = models.DateTimeField(_("Work after it finished at"), null=True, blank=True)
    recording = models.CharField(_("Recording"), max_length=80, blank=True)
    order = models.ForeignKey(
        Order,
        PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=pgettext_lazy("hotline", "Order"),
    )
    entry = models.CharField(_("Answered from the entry"), max_length=40, blank=True)
    remark = models.CharField(_("Why without an order"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Telephone call")
        verbose_name_plural = _("Telephone calls")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["asked_at"], name="phone_call_by_day"),
            models.Index(
                fields=["line", "asked_at"], condition=Q(ended_at=None, agent=None), name="phone_call_waiting"
            ),
            models.Index(fields=["agent"], condition=Q(finished_at=None), name="phone_call_under_way"),
            models.Index(fields=["phone", "asked_at"], condition=~Q(phone=""), name="phone_call_by_phone"),
            models.Index(fields=["order"], condition=Q(order__isnull=False), name="phone_call_by_order"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True)
                | Q(rung_at__isnull=False, agent__isnull=False, answered_at__gte=F("asked_at")),
                name="phone_call_answered_by_an_agent",
            ),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | Q(ended_at__isnull=False),
                name="phone_call_finished_has_ended",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.reference

    @property
    def stage(self) -> str:
        """Return where the call stands: waiting, ringing, talking, on_hold, after_call, done or abandoned."""
        if self.ended_at is not None:
            if self.answered_at is None:
                return "abandoned"
            return "after_call" if self.finished_at is None else "done"
        if self.answered_at is not None:
            return "on_hold" if self.held_at is not None else "talking"
        return "waiting" if self.agent_id is None else "ringing"


class CallEvent(models.Model):
    """What happened to a call, as the exchange and the desk told it; rows are only added."""

    class Kind(models.TextChoices):
        """What happened."""

        ASKED = "asked", _("Asked for a human")
        RUNG = "rung", _("Rang at an agent")
        MISSED = "missed", _("Was not answered there")
        ANSWERED = "answered", _("Answered")
        HELD = "held", _("Put on hold")
        RESUMED = "resumed", _("Taken back")
        TRANSFERRED = "transferred", _("Transferred")
        THIRD = "third", _("Third party added")
        ENDED = "ended", _("Hung up")
        ABANDONED = "abandoned", _("Caller gave up waiting")
        FINISHED = "finished", _("Work after the call finished")

    call = models.ForeignKey(PhoneCall, PROTECT, related_name="events")
    kind = models.CharField(_("What"), max_length=12, choices=Kind)
    agent = person_field(_("Agent"), null=True, blank=True)
    number = models.CharField(_("Number dialled"), max_length=24, blank=True)
    at = models.DateTimeField(_("At"))

    class Meta:
        verbose_name = _("Event of a call")
        verbose_name_plural = _("Events of calls")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.call_id} · {self.kind}"


class IntakeDraft(models.Model):
    """What an agent has typed so far, for each call, so that a line that drops or a page that is lost loses nothing."""

    agent = person_field(_("Agent"))
    call = models.OneToOneField(PhoneCall, PROTECT, null=True, blank=True, related_name="+")
    typed = models.JSONField(_("Typed"), default=dict)
    saved_at = models.DateTimeField(_("Saved at"))

    class Meta:
        verbose_name = _("Draft of an intake")
        verbose_name_plural = _("Drafts of intakes")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agent"], condition=Q(call__isnull=True), name="intake_draft_once_without_call"
            )
        ]

    def __str__(self) -> str:
        return f"{self.agent_id} · {self.saved_at:%Y-%m-%d %H:%M}"
