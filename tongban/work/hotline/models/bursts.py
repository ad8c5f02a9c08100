"""Alarms on bursts with the statistics behind them, and how many false ones a year the office accepts."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tongban.work.hotline.models.classes import Area, DemandClass
from tongban.work.hotline.models.course import person_field

PROTECT = models.PROTECT


class AlarmBudget(models.Model):
    """How many false alarms a year the office accepts, from a day on; the newest row in force counts."""

    a_year = models.PositiveSmallIntegerField(_("False alarms a year"))
    in_force_on = models.DateField(_("In force from"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, PROTECT, related_name="+", verbose_name=_("Set by"))
    at = models.DateTimeField(_("At"))

    class Meta:
        verbose_name = _("Budget of false alarms")
        verbose_name_plural = _("Budgets of false alarms")
        ordering = ["in_force_on", "pk"]
        constraints = [models.CheckConstraint(condition=Q(a_year__gte=1), name="alarm_budget_allows_one")]

    def __str__(self) -> str:
        return f"{self.a_year} · {self.in_force_on}"


class BurstAlarm(models.Model):
    """More demands of a class in an area on a day than the limit, with what that rests on, and what a person found."""

    class Finding(models.TextChoices):
        """What whoever looked into it found."""

        OPEN = "", _("Not looked at yet")
        BURST = "burst", _("There was a common cause")
        CHANCE = "chance", _("There was none: a false alarm")

    demand_class = models.ForeignKey(DemandClass, PROTECT, related_name="+", verbose_name=_("Class"))
    area = models.ForeignKey(Area, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Area"))
    day = models.DateField(_("Day"))
    seen = models.PositiveIntegerField(_("Demands"))
    expected = models.FloatField(_("Usual"))
    limit = models.PositiveIntegerField(_("Alarm limit"))
    p = models.FloatField(_("Probability of so many or more"))
    level = models.FloatField(_("A day in the whole city"))
    weekday_factor = models.FloatField(_("Factor of the weekday"))
    share = models.FloatField(_("Share of the area"))
    scatter = models.FloatField(_("Scatter beyond chance"))
    budget = models.PositiveSmallIntegerField(_("False alarms a year"))
    found_at = models.DateTimeField(_("Alarm raised at"))
    finding = models.CharField(
        _("Outcome of the check"), max_length=8, choices=Finding, blank=True, default=Finding.OPEN
    )
    note = models.CharField(_("What was done"), max_length=300, blank=True)
    acknowledged_by = person_field(_("Looked at by"), null=True, blank=True)
    acknowledged_at = models.DateTimeField(_("Looked at"), null=True, blank=True)
    is_example = models.BooleanField(_("Invented for the demo"), default=False)

    class Meta:
        verbose_name = _("Alarm on a burst")
        verbose_name_plural = _("Alarms on bursts")
        ordering = ["-day", "-seen"]
        constraints = [
            models.UniqueConstraint(
                fields=["demand_class", "area", "day"], nulls_distinct=False, name="burst_alarm_once"
            ),
            models.CheckConstraint(
                condition=Q(finding="", acknowledged_by__isnull=True, acknowledged_at__isnull=True)
                | ~Q(finding="") & Q(acknowledged_by__isnull=False, acknowledged_at__isnull=False),
                name="burst_alarm_found_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.demand_class} · {self.area or '—'} · {self.day}"

    @property
    def reference(self) -> str:
        """Return how the ledger and messages name it."""
        return f"BURST-{self.pk}"
