"""An order: what somebody asked of the city, who has it, and three facts: closed, solved, satisfied."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.ground.people.models import Department
from tongban.work.hotline.models.classes import Area, DemandClass, Kind
from tongban.work.hotline.models.lines import Line

PROTECT = models.PROTECT
USER = settings.AUTH_USER_MODEL


class Status(models.TextChoices):
    """Where an order stands."""

    REGISTERED = "registered", _("To be dispatched")
    DISPATCHED = "dispatched", _("To be signed for")
    RETURNED = "returned", _("Return asked for")
    IN_HAND = "in_hand", _("In hand")
    SUSPENDED = "suspended", pgettext_lazy("order", "Suspended")
    REPLIED = "replied", _("To be reviewed")
    REVIEWED = "reviewed", _("To be called back")
    HANDED_OVER = "handed_over", _("Handed over, receipt awaited")
    MERGED = "merged", pgettext_lazy("order", "Merged")
    CLOSED = "closed", _("Order closed")


AT_THE_UNIT = (Status.DISPATCHED, Status.IN_HAND, Status.SUSPENDED)
AT_THE_CENTRE = (Status.REGISTERED, Status.RETURNED, Status.REPLIED, Status.REVIEWED)
OPEN = (*AT_THE_CENTRE, *AT_THE_UNIT)


class Channel(models.TextChoices):
    """How it came."""

    PHONE = "phone", _("Telephone")
    WEB = "web", _("Web")
    API = "api", _("Other system")
    PROGRAMME = "programme", _("Live programme")
    VISIT = "visit", _("Visit")
    MAIL = "mail", _("Letter")


class Urgency(models.TextChoices):
    """How soon it must be passed on."""

    NORMAL = "normal", _("Normal")
    URGENT = "urgent", _("Urgent")


class Solved(models.TextChoices):
    """Whether what was asked for is settled; only a call back knows."""

    UNKNOWN = "unknown", _("Not known")
    YES = "yes", pgettext_lazy("solved", "Solved")
    NO = "no", _("Not solved")


def _person(label: Any) -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(USER, PROTECT, null=True, blank=True, related_name="+", verbose_name=label)


def _unit(label: Any) -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(Department, PROTECT, null=True, blank=True, related_name="+", verbose_name=label)


class Order(models.Model):
    """What somebody asked of the city. What a confidential one says is not here: see SealedDemand."""

    reference = models.CharField(_("Number"), max_length=20, unique=True)
    line = models.ForeignKey(Line, PROTECT, related_name="+", verbose_name=_("Hotline line"))
    channel = models.CharField(_("Channel"), max_length=10, choices=Channel)
    kind = models.CharField(_("Kind"), max_length=10, choices=Kind)
    urgency = models.CharField(_("Urgency"), max_length=8, choices=Urgency, default=Urgency.NORMAL)
    is_confidential = models.BooleanField(_("Confidential"), default=False)
    demand_class = models.ForeignKey(
        DemandClass, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Class")
    )
    area = models.ForeignKey(Area, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Area"))
    place = models.CharField(_("Place"), max_length=200, blank=True)
    longitude = models.DecimalField(_("Longitude"), max_digits=9, decimal_places=6, null=True, blank=True)
    latitude = models.DecimalField(_("Latitude"), max_digits=8, decimal_places=6, null=True, blank=True)
    text = models.TextField(_("What is asked"), blank=True)
    caller_name = models.CharField(_("Caller"), max_length=60, blank=True)
    phone = models.CharField(_("Telephone"), max_length=24, blank=True)
    wants_contact = models.BooleanField(_("Wants to be contacted"), default=True)
    reported_unit = _unit(_("Unit reported"))
    is_example = models.BooleanField(_("Invented for the demo"), default=False)
    follow_digest = models.CharField(_("Digest of the code to follow it"), max_length=64, blank=True)

    status = models.CharField(_("Status"), max_length=12, choices=Status, blank=True)
    lead_unit = _unit(_("Lead unit"))
    holder = _unit(_("Held by"))
    taken_by = _person(_("Taken in by"))
    handlers = ArrayField(
        models.BigIntegerField(), default=list, blank=True, verbose_name=_("Who handled it")
    )
    merged_into = models.ForeignKey("self", PROTECT, null=True, blank=True, related_name="merged")

    registered_at = models.DateTimeField(_("Registered at"))
    dispatch_due_at = models.DateTimeField(_("To be dispatched by"))
    dispatched_at = models.DateTimeField(_("First dispatched at"), null=True, blank=True)
    assigned_at = models.DateTimeField(_("With this unit since"), null=True, blank=True)
    sign_due_at = models.DateTimeField(_("To be signed for by"), null=True, blank=True)
    signed_at = models.DateTimeField(_("Signed for at"), null=True, blank=True)
    is_decided = models.BooleanField(_("Competence decided"), default=False)
    counted_from = models.DateField(_("Limit counted from"), null=True, blank=True)
    days = models.PositiveSmallIntegerField(_("Working days"), default=0)
    more_days = models.PositiveSmallIntegerField(_("Extended by"), default=0)
    due_on = models.DateField(_("Last day"), null=True, blank=True)
    rounds = models.PositiveSmallIntegerField(_("Times handled"), default=0)

    attempts = models.PositiveSmallIntegerField(_("Attempts to call back"), default=0)
    attempted_at = models.DateTimeField(_("Last attempt at"), null=True, blank=True)
    closed_at = models.DateTimeField(_("Closed at"), null=True, blank=True)
    solved = models.CharField(_("Solved"), max_length=8, choices=Solved, default=Solved.UNKNOWN)
    satisfaction = models.PositiveSmallIntegerField(_("Satisfaction"), null=True, blank=True)
    heard_in = models.ForeignKey(
        "hotline.CallBack", PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Evidence")
    )
    is_excluded = models.BooleanField(_("Excluded from figures"), default=False)

    class Meta:
        verbose_name = pgettext_lazy("hotline", "Order")
        verbose_name_plural = _("Orders")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["status", "due_on"], name="order_by_status"),
            models.Index(fields=["holder", "status", "due_on"], name="order_by_holder"),
            models.Index(fields=["lead_unit", "status", "due_on"], name="order_by_lead_unit"),
            models.Index(fields=["line", "status"], name="order_by_line"),
            models.Index(fields=["phone", "-registered_at"], condition=~Q(phone=""), name="order_by_phone"),
            models.Index(fields=["demand_class", "area", "registered_at"], name="order_by_class"),
            models.Index(fields=["registered_at"], name="order_by_day"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_confidential=False)
                | Q(
                    kind="report", text="", caller_name="", phone="", place="",
                    demand_class__isnull=True, area__isnull=True, reported_unit__isnull=True,
                    longitude__isnull=True, latitude__isnull=True,
                ),
                name="order_confidential_says_nothing",
            ),
            models.CheckConstraint(
                condition=Q(is_confidential=True) | ~Q(text=""), name="order_says_what_is_asked"
            ),
            models.CheckConstraint(
                condition=Q(longitude__isnull=True, latitude__isnull=True)
                | Q(longitude__range=(-180, 180), latitude__range=(-90, 90)),
                name="order_place_is_on_earth",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["dispatched", "returned", "in_hand", "suspended", "replied", "reviewed"])
                | Q(lead_unit__isnull=False, dispatched_at__isnull=False, assigned_at__isnull=False),
                name="order_dispatched_has_a_unit",
            ),
            models.CheckConstraint(
                condition=Q(status="closed", closed_at__isnull=False)
                | ~Q(status="closed") & Q(closed_at__isnull=True),
                name="order_closed_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(status="merged") | Q(merged_into__isnull=False), name="order_merged_says_where"
            ),
            models.CheckConstraint(
                condition=Q(solved="unknown", satisfaction__isnull=True) | Q(heard_in__isnull=False),
                name="order_solved_or_satisfied_by_evidence",
            ),
            models.CheckConstraint(
                condition=Q(satisfaction__isnull=True) | Q(satisfaction__range=(1, 5)),
                name="order_satisfaction_has_five_levels",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.reference

    @property
    def is_reachable(self) -> bool:
        """Return whether the caller left a number and wants to be called; a confidential one is not called."""
        return self.wants_contact and bool(self.phone) and not self.is_confidential
