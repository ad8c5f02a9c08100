"""The outbox: what is to leave the house, written by the act that wants it, and every attempt to send it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tongban.ground.exchange.messages.models import Choice, Contact, Message, Simulated
from tongban.ground.exchange.notes.models import MatterNote

__all__ = ["Attempt", "Choice", "Contact", "MatterNote", "Message", "Outgoing", "Simulated"]


class Outgoing(models.Model):
    """One thing that is to leave the house. Its key stays the same over all attempts, so that a port can tell doubles."""

    class State(models.TextChoices):
        """How far it came."""

        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        DEAD = "dead", _("Could not be sent")
        GIVEN_UP = "given_up", _("Given up")

    kind = models.CharField(_("Kind"), max_length=60)
    key = models.CharField(_("Key"), max_length=120)
    subject = models.CharField(_("Concerns"), max_length=80, blank=True, db_index=True)
    payload = models.JSONField(_("Content"), default=dict)
    state = models.CharField(_("State"), max_length=10, choices=State, default=State.WAITING)
    put_at = models.DateTimeField(_("Put in at"))
    due_at = models.DateTimeField(_("Due at"))
    attempts = models.PositiveSmallIntegerField(_("Attempts"), default=0)
    attempts_before = models.PositiveSmallIntegerField(_("Attempts before it was sent again"), default=0)
    tried_at = models.DateTimeField(_("Last tried at"), null=True, blank=True)
    sent_at = models.DateTimeField(_("Sent at"), null=True, blank=True)

    class Meta:
        verbose_name = _("Outgoing")
        verbose_name_plural = _("Outbox")
        ordering = ["-put_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="outgoing_put_once"),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False) | ~Q(state="sent") & Q(sent_at__isnull=True),
                name="outgoing_sent_has_a_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "due_at"], condition=Q(state="waiting"), name="outgoing_waiting"),
            models.Index(fields=["state", "put_at"], name="outgoing_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

    @property
    def failures(self) -> int:
        """Return how often it has been tried since it was put in, or since somebody let it be sent again."""
        return self.attempts - self.attempts_before

    @property
    def reference(self) -> str:
        """Return how the ledger names it."""
        return f"OUTBOX-{self.pk}"


class Attempt(models.Model):
    """One attempt to send: when, and why it failed; of an error only what is nobody's personal data."""

    class Outcome(models.TextChoices):
        """What came of it."""

        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        NO_ANSWER = "no_answer", _("The other side did not answer")
        REJECTED = "rejected", _("The other side refused it")
        INTERRUPTED = "interrupted", _("The server was stopped while sending")
        NO_SENDER = "no_sender", _("This version of the program does not know this kind")
        FAULT = "fault", _("A fault in the program")

    outgoing = models.ForeignKey(Outgoing, models.CASCADE, related_name="tries")
    number = models.PositiveSmallIntegerField(_("Attempt"))
    at = models.DateTimeField(_("At"))
    outcome = models.CharField(_("Outcome"), max_length=12, choices=Outcome, default=Outcome.SENDING)
    detail = models.CharField(_("Detail"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("Attempt")
        verbose_name_plural = _("Attempts")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["outgoing", "number"], name="attempt_numbered_once")]

    def __str__(self) -> str:
        return f"{self.outgoing_id} · {self.number}"
