"""A visit: one ticket from taking the number to leaving, and the errands somebody came for."""

from django.db import models
from django.db.models import PROTECT, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.ground.people.models import Applicant, Department
from tongban.offer.catalogue.models import Item
from tongban.work.hall.models.appointments import Appointment
from tongban.work.hall.models.places import Place, ServiceGroup
from tongban.work.hall.models.windows import USER, Window


class TicketStatus(models.TextChoices):
    """Where a ticket stands."""

    WAITING = "waiting", pgettext_lazy("ticket", "Waiting")
    CALLED = "called", pgettext_lazy("ticket", "Called")
    SERVING = "serving", pgettext_lazy("ticket", "Being served")
    ON_HOLD = "on_hold", pgettext_lazy("ticket", "On hold")
    MISSED = "missed", pgettext_lazy("ticket", "Skipped")
    TRANSFERRED = "transferred", pgettext_lazy("ticket", "Transferred")
    FINISHED = "finished", pgettext_lazy("ticket", "Finished")
    LEFT = "left", pgettext_lazy("ticket", "Left")


IN_LINE = (TicketStatus.WAITING, TicketStatus.TRANSFERRED)
"""Statuses from which a window calls the next person."""
AT_A_WINDOW = (TicketStatus.CALLED, TicketStatus.SERVING)
"""Statuses of which a window has one at a time."""
OVER = (TicketStatus.FINISHED, TicketStatus.LEFT)
MAY_LEAVE = (*IN_LINE, TicketStatus.MISSED)
"""Statuses at which somebody gives their own number back."""


class Source(models.TextChoices):
    """How a ticket was taken."""

    KIOSK = "kiosk", _("Ticket machine")
    STAFF = "staff", _("By staff")
    PORTAL = "portal", _("On the phone")
    APPOINTMENT = "appointment", _("Appointment")


class Priority(models.TextChoices):
    """Why somebody is called earlier."""

    NONE = "", _("No priority")
    ELDERLY = "elderly", _("Elderly")
    DISABLED = "disabled", _("Disabled person")
    OTHER = "other", pgettext_lazy("priority", "Other good reason")


class Ticket(models.Model):
    """One visit under one number of the day; transferred, it keeps its number and its place in time."""

    reference = models.CharField(_("Number"), max_length=20, unique=True)
    slip = models.CharField(_("Number of the series"), max_length=40, unique=True)
    number = models.CharField(_("Number on the slip"), max_length=8)
    place = models.ForeignKey(Place, PROTECT, related_name="+", verbose_name=_("Place of service"))
    day = models.DateField(_("Day"))
    group = models.ForeignKey(ServiceGroup, PROTECT, related_name="+", verbose_name=_("Group of items"))
    status = models.CharField(_("Status"), max_length=12, choices=TicketStatus, blank=True)
    source = models.CharField(_("How it was taken"), max_length=12, choices=Source)
    priority = models.CharField(_("Priority"), max_length=8, choices=Priority, blank=True)
    applicant = models.ForeignKey(
        Applicant, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Applicant")
    )
    appointment = models.OneToOneField(
        Appointment, PROTECT, null=True, blank=True, related_name="ticket", verbose_name=_("Appointment")
    )
    code = models.CharField(_("Code"), max_length=32, unique=True)
    taken_at = models.DateTimeField(_("Taken at"))
    turn_at = models.DateTimeField(_("In line as of"))
    waits_since = models.DateTimeField(_("Waits since"))
    calls = models.PositiveSmallIntegerField(_("Calls"), default=0)
    called_at = models.DateTimeField(_("Called at"), null=True, blank=True)
    first_called_at = models.DateTimeField(_("First called at"), null=True, blank=True)
    served_at = models.DateTimeField(_("Served at"), null=True, blank=True)
    over_at = models.DateTimeField(_("Over at"), null=True, blank=True)
    window = models.ForeignKey(
        Window, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Service window")
    )
    officer = models.ForeignKey(
        USER, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Served by")
    )
    back_office = models.ForeignKey(
        Department, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Back office")
    )
    is_example = models.BooleanField(_("Invented for the demo"), default=False)

    class Meta:
        verbose_name = pgettext_lazy("hall", "Ticket")
        verbose_name_plural = pgettext_lazy("hall", "Tickets")
        ordering = ["turn_at", "pk"]
        indexes = [models.Index(fields=["place", "day", "status", "turn_at"], name="ticket_in_line")]
        constraints = [
            models.UniqueConstraint(
                fields=["window"],
                condition=Q(status__in=["called", "serving"]),
                name="one_person_at_a_window",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["called", "serving", "on_hold"])
                | Q(window__isnull=False, called_at__isnull=False),
                name="ticket_called_has_its_window",
            ),
            models.CheckConstraint(
                condition=~Q(status="finished") | Q(served_at__isnull=False, over_at__isnull=False),
                name="ticket_finished_was_served",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Errand(models.Model):
    """One thing somebody came for, with what was missing when the ticket was taken."""

    ticket = models.ForeignKey(
        Ticket, PROTECT, related_name="errands", verbose_name=pgettext_lazy("hall", "Ticket")
    )
    item = models.ForeignKey(Item, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Item"))
    case_reference = models.CharField(_("Case"), max_length=20, blank=True)
    missing = models.JSONField(_("What was missing"), default=list, blank=True)
    is_done = models.BooleanField(_("Done"), null=True, blank=True)

    class Meta:
        verbose_name = _("Errand")
        verbose_name_plural = _("Errands")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.case_reference or str(self.item or "")
