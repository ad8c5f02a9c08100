"""Appointments: how many may come when, and who has booked; the database counts what is taken and refuses one too many."""

from django.conf import settings
from django.db import models
from django.db.models import PROTECT, F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.ground.people.models import Applicant
from tongban.offer.catalogue.models import Item
from tongban.work.hall.models.places import Place, ServiceGroup

USER = settings.AUTH_USER_MODEL


class SlotPlan(models.Model):
    """How many appointments a group takes in how many minutes, from a day on; never changed, the next one follows it."""

    may_change = ()
    group = models.ForeignKey(ServiceGroup, PROTECT, related_name="plans", verbose_name=_("Group of items"))
    since = models.DateField(_("From"))
    minutes = models.PositiveSmallIntegerField(_("Minutes of a slot"))
    capacity = models.PositiveSmallIntegerField(_("Appointments in a slot"))
    kept = models.PositiveSmallIntegerField(_("Of these kept for priority"))

    class Meta:
        verbose_name = _("Plan of appointments")
        verbose_name_plural = _("Plans of appointments")
        ordering = ["since", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(minutes__gte=5), name="slot_takes_time"),
            models.CheckConstraint(
                condition=Q(kept__lte=F("capacity")), name="plan_keeps_no_more_than_it_has"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.since}"


class Slot(models.Model):
    """A time for so many people. `taken` and `ordinary` are counted by a trigger, never by code."""

    group = models.ForeignKey(ServiceGroup, PROTECT, related_name="slots", verbose_name=_("Group of items"))
    begins_at = models.DateTimeField(_("Begins at"))
    ends_at = models.DateTimeField(_("Ends at"))
    capacity = models.PositiveSmallIntegerField(_("Appointments in a slot"))
    kept = models.PositiveSmallIntegerField(_("Of these kept for priority"))
    taken = models.PositiveSmallIntegerField(_("Taken"), default=0)
    ordinary = models.PositiveSmallIntegerField(_("Taken without priority"), default=0)
    is_open = models.BooleanField(_("Open to booking"), default=True)

    class Meta:
        verbose_name = _("Slot")
        verbose_name_plural = _("Slots")
        ordering = ["begins_at"]
        constraints = [
            models.UniqueConstraint(fields=["group", "begins_at"], name="slot_once"),
            models.CheckConstraint(condition=Q(taken__lte=F("capacity")), name="slot_not_overbooked"),
            models.CheckConstraint(
                condition=Q(ordinary__lte=F("capacity") - F("kept")), name="slot_keeps_places_for_priority"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.begins_at:%Y-%m-%d %H:%M}"


class AppointmentStatus(models.TextChoices):
    """Where an appointment stands."""

    LISTED = "listed", _("On the waiting list")
    BOOKED = "booked", _("Booked")
    ARRIVED = "arrived", _("Kept")
    NO_SHOW = "no_show", _("Not kept")
    CANCELLED = "cancelled", pgettext_lazy("appointment", "Cancelled")


HOLDING = (AppointmentStatus.BOOKED, AppointmentStatus.ARRIVED, AppointmentStatus.NO_SHOW)
"""Statuses at which an appointment holds a place in its slot; the trigger counts these."""


class Appointment(models.Model):
    """That somebody comes at a time, for an item or a case; on the waiting list it names the day wanted instead."""

    reference = models.CharField(_("Number"), max_length=20, unique=True)
    status = models.CharField(_("Status"), max_length=10, choices=AppointmentStatus, blank=True)
    place = models.ForeignKey(Place, PROTECT, related_name="+", verbose_name=_("Place of service"))
    group = models.ForeignKey(ServiceGroup, PROTECT, related_name="+", verbose_name=_("Group of items"))
    day = models.DateField(_("Day"))
    slot = models.ForeignKey(
        Slot, PROTECT, null=True, blank=True, related_name="appointments", verbose_name=_("Slot")
    )
    item = models.ForeignKey(Item, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Item"))
    case_reference = models.CharField(_("Case"), max_length=20, blank=True)
    applicant = models.ForeignKey(Applicant, PROTECT, related_name="+", verbose_name=_("Applicant"))
    has_priority = models.BooleanField(_("Elderly or disabled"), default=False)
    code = models.CharField(_("Code"), max_length=32, unique=True)
    booked_at = models.DateTimeField(_("Booked at"))
    reminded_at = models.DateTimeField(_("Reminded at"), null=True, blank=True)
    is_example = models.BooleanField(_("Invented for the demo"), default=False)

    class Meta:
        verbose_name = _("Appointment")
        verbose_name_plural = _("Appointments")
        ordering = ["day", "slot__begins_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=["booked", "arrived", "no_show"]) | Q(slot__isnull=False),
                name="appointment_booked_has_its_slot",
            ),
            models.UniqueConstraint(
                fields=["applicant", "group", "day"],
                condition=Q(status__in=["listed", "booked"]),
                name="one_open_appointment_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.reference
