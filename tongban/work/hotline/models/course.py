"""What happens on the way of an order: who held it, returns and decisions, replies, extension, suspensions, appeals."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.ground.clock.deadline import DeadlinePause
from tongban.ground.matters.limits import CHARS_OF_A_REASON, StoredExtension
from tongban.ground.people.models import Department
from tongban.work.hotline.models.dispatch_rows import DispatchRow
from tongban.work.hotline.models.orders import Order

PROTECT = models.PROTECT


def person_field(label: Any, **more: Any) -> "models.ForeignKey[Any, Any]":
    """Return a column for who did something."""
    return models.ForeignKey(settings.AUTH_USER_MODEL, PROTECT, related_name="+", verbose_name=label, **more)


def unit_field(label: Any, **more: Any) -> "models.ForeignKey[Any, Any]":
    """Return a column for a unit."""
    return models.ForeignKey(Department, PROTECT, related_name="+", verbose_name=label, **more)


class Holding(models.Model):
    """From when a unit or the centre held an order; it ends where the next begins, or when the order is closed.

    Rows are only added. As no end is kept, the times held leave no gap, never overlap and add up to the order's age.
    """

    order = models.ForeignKey(Order, PROTECT, related_name="holdings")
    unit = unit_field(_("Unit"))
    since = models.DateTimeField(_("From"))

    class Meta:
        verbose_name = _("Holding")
        verbose_name_plural = _("Holdings")
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["order", "since", "unit"], name="holding_begins_once"),
        ]

    def __str__(self) -> str:
        return f"{self.order} · {self.unit_id}"


class Return(models.Model):
    """A unit says that it is not competent, within the hours after the dispatch, and why."""

    order = models.ForeignKey(Order, PROTECT, related_name="returns")
    unit = unit_field(_("Returned by"))
    reason = models.CharField(_("Why"), max_length=CHARS_OF_A_REASON)
    proposed_unit = unit_field(_("Who is thought competent"), null=True, blank=True)
    by = person_field(_("By"))
    at = models.DateTimeField(_("At"))

    class Meta:
        verbose_name = _("Return")
        verbose_name_plural = _("Returns")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.order} · {self.at:%Y-%m-%d}"


class CompetenceDecision(models.Model):
    """The centre decides who is competent; the order is not returned any more, and a row of the catalogue is proposed."""

    returned = models.OneToOneField(Return, PROTECT, related_name="decision")
    order = models.ForeignKey(Order, PROTECT, related_name="decisions")
    unit = unit_field(_("Competent"))
    reason = models.CharField(_("Why"), max_length=CHARS_OF_A_REASON)
    row = models.ForeignKey(DispatchRow, PROTECT, null=True, blank=True, related_name="support")
    by = person_field(_("By"))
    at = models.DateTimeField(_("At"))

    class Meta:
        verbose_name = _("Decision on competence")
        verbose_name_plural = _("Decisions on competence")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.order} → {self.unit_id}"


class Reply(models.Model):
    """What a unit, or the agent at once, answered; and how the caller was told."""

    class Contact(models.TextChoices):
        """How the caller was told."""

        PHONE = "phone", _("By telephone")
        VISIT = "visit", _("In person")
        SMS = "sms", _("By SMS")
        LETTER = "letter", _("By letter")
        NONE = "none", _("Not told")

    order = models.ForeignKey(Order, PROTECT, related_name="replies")
    unit = unit_field(_("Unit"))
    round = models.PositiveSmallIntegerField(pgettext_lazy("round", "Time"), default=1)
    text = models.TextField(_("Reply"))
    contact = models.CharField(_("Caller told"), max_length=8, choices=Contact)
    contacted_at = models.DateTimeField(_("Caller told at"), null=True, blank=True)
    due_on = models.DateField(_("Last day"), null=True, blank=True)
    is_direct = models.BooleanField(_("Answered at once"), default=False)
    by = person_field(_("By"))
    at = models.DateTimeField(_("At"))

    class Meta:
        verbose_name = _("Reply")
        verbose_name_plural = _("Replies")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(contact="none", contacted_at__isnull=True)
                | ~Q(contact="none") & Q(contacted_at__isnull=False),
                name="reply_says_when_the_caller_was_told",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order} · {self.at:%Y-%m-%d}"


class OrderExtension(StoredExtension):
    """More days for an order, once, by the unit's head; the caller is told."""

    order = models.OneToOneField(Order, PROTECT, related_name="extension")

    class Meta(StoredExtension.Meta):
        verbose_name = _("Extension of an order")
        verbose_name_plural = _("Extensions of orders")

    def __str__(self) -> str:
        return f"{self.order} +{self.days}"


class ExtensionRequest(models.Model):
    """An officer of the unit asks its head for more days, once; the head grants or refuses."""

    order = models.OneToOneField(Order, PROTECT, related_name="extension_request")
    days = models.PositiveSmallIntegerField(_("Working days"))
    reason = models.CharField(_("Why"), max_length=CHARS_OF_A_REASON)
    by = person_field(_("By"))
    at = models.DateTimeField(_("At"))
    is_granted = models.BooleanField(_("Granted"), null=True, blank=True)
    ruling = models.CharField(_("Why refused"), max_length=CHARS_OF_A_REASON, blank=True)
    decided_by = person_field(_("Decided by"), null=True, blank=True)
    decided_at = models.DateTimeField(_("Decided at"), null=True, blank=True)

    class Meta:
        verbose_name = _("Request for more days")
        verbose_name_plural = _("Requests for more days")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_granted__isnull=True, decided_by__isnull=True, decided_at__isnull=True)
                | Q(is_granted__isnull=False, decided_by__isnull=False, decided_at__isnull=False),
                name="extension_request_decided_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order} +{self.days}"


class Suspension(models.Model):
    """A time in which an order cannot be solved: why, and the day on which that is looked at again."""

    class Cause(models.TextChoices):
        """What is waited for."""

        WEATHER = "weather", _("Weather or season")
        COURT = "court", _("A court or an arbitration")
        PROJECT = "project", _("A long project")
        RULES = "rules", _("A rule or plan to come")
        OTHER = "other", _("Something else")

    order = models.ForeignKey(Order, PROTECT, related_name="suspensions")
    cause = models.CharField(_("Waits for"), max_length=10, choices=Cause)
    reason = models.CharField(_("Why, measures, and until when"), max_length=CHARS_OF_A_REASON)
    review_on = models.DateField(_("Looked at again on"))
    since = models.DateField(_("From"))
    until = models.DateField(_("Until"), null=True, blank=True)
    result = models.CharField(_("Result"), max_length=CHARS_OF_A_REASON, blank=True)
    by = person_field(_("By"))
    reminded_on = models.DateField(_("Review told on"), null=True, blank=True)

    class Meta:
        verbose_name = _("Suspension")
        verbose_name_plural = _("Suspensions")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(review_on__gt=F("since")), name="suspension_is_looked_at_again"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="suspension_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["order"], condition=Q(until__isnull=True), name="suspension_open_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order} · {self.since}"

    def as_counted(self, until: Any = None) -> DeadlinePause:
        """Return the suspension as the clock takes it."""
        return DeadlinePause(self.since, self.until or until, "suspension", str(self.cause))


class Appeal(models.Model):
    """A unit thinks that a bad result is not to be counted; somebody who had no part in it rules."""

    order = models.ForeignKey(Order, PROTECT, related_name="appeals")
    reason = models.CharField(_("Why it is not to be counted"), max_length=CHARS_OF_A_REASON)
    by = person_field(_("By"))
    at = models.DateTimeField(_("At"))
    is_granted = models.BooleanField(_("Excluded from figures"), null=True, blank=True)
    ruling = models.CharField(_("Ruling"), max_length=CHARS_OF_A_REASON, blank=True)
    ruled_by = person_field(_("Ruled by"), null=True, blank=True)
    ruled_at = models.DateTimeField(_("Ruled at"), null=True, blank=True)

    class Meta:
        verbose_name = _("Appeal of a unit")
        verbose_name_plural = _("Appeals of units")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_granted__isnull=True, ruled_by__isnull=True, ruled_at__isnull=True)
                | Q(is_granted__isnull=False, ruled_by__isnull=False, ruled_at__isnull=False),
                name="appeal_ruled_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["order"], condition=Q(is_granted__isnull=True), name="appeal_open_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order} · {self.at:%Y-%m-%d}"
