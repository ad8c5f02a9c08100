"""What is worked out and kept, so that pages are quick: dropped, it is worked out anew from entries and registers."""

from django.db import models
from django.db.models import PROTECT, F, Q
from django.utils.translation import gettext_lazy as _

from tongban.offer.catalogue.models import Item
from tongban.work.hall.models.places import Place


class KeptFigures(models.Model):
    """What was counted at a place in a day or month: of all of it, a group, a half-hour, a window."""

    place = models.ForeignKey(Place, PROTECT, related_name="+", verbose_name=_("Place of service"))
    span = models.CharField(_("Day or month"), max_length=10)
    cut = models.CharField(_("Counted by"), max_length=10)
    name = models.CharField(_("Name"), max_length=20, blank=True)
    tickets = models.PositiveIntegerField(_("Numbers taken"))
    served = models.PositiveIntegerField(_("Served"))
    left = models.PositiveIntegerField(_("Left unserved"))
    waiting_seconds = models.PositiveBigIntegerField(_("Seconds of waiting of all who were served"))
    waiting_p90 = models.PositiveIntegerField(_("Seconds that nine of ten waited at most"), null=True)
    service_seconds = models.PositiveBigIntegerField(_("Seconds of service"))
    service_p90 = models.PositiveIntegerField(_("Seconds that nine of ten services took at most"), null=True)
    open_seconds = models.PositiveBigIntegerField(_("Seconds that windows were open"))
    appointments_kept = models.PositiveIntegerField(_("Appointments kept"))
    appointments_missed = models.PositiveIntegerField(_("Appointments missed"))

    class Meta:
        verbose_name = _("Figures of a place")
        verbose_name_plural = _("Figures of places")
        ordering = ["place", "span", "cut", "name"]
        constraints = [
            models.UniqueConstraint(fields=["place", "span", "cut", "name"], name="figures_kept_once")
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.span} {self.cut} {self.name}"


class ReachShare(models.Model):
    """How many residents reach an open place for an item in time, measured on a day, by hour."""

    day = models.DateField(_("Day"))
    item = models.ForeignKey(Item, PROTECT, related_name="+", verbose_name=_("Item"))
    hour = models.PositiveSmallIntegerField(_("Hour of the day"))
    reached = models.PositiveIntegerField(_("Residents within reach"))
    residents = models.PositiveIntegerField(_("Residents"))
    is_example = models.BooleanField(_("Invented for the demo"), default=False)

    class Meta:
        verbose_name = _("Measured reach")
        verbose_name_plural = _("Measured reach")
        ordering = ["day", "item", "hour"]
        constraints = [
            models.UniqueConstraint(fields=["day", "item", "hour"], name="reach_measured_once"),
            models.CheckConstraint(condition=Q(reached__lte=F("residents")), name="reach_is_a_share"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.item} {self.hour}"
