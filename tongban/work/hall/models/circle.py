"""Where residents live, by cells of a grid, and what the office takes for a way of fifteen minutes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ResidentGrid(models.Model):
    """Residents by cell, as an office counted them; never changed, the next one follows it.

    A cell is the longitude and latitude of its centre and how many live there.
    """

    may_change = ()
    since = models.DateField(_("As of"))
    source = models.CharField(_("Source"), max_length=120)
    cells = models.JSONField(_("Cells"))
    is_example = models.BooleanField(_("Invented for the demo"), default=False)

    class Meta:
        verbose_name = _("Grid of residents")
        verbose_name_plural = _("Grids of residents")
        ordering = ["since", "pk"]

    def __str__(self) -> str:
        return f"{self.since} {self.source}"


class ReachSettings(models.Model):
    """How far one comes in time, from a day on; no law says it. Never changed, the next one follows it."""

    may_change = ()
    in_force_on = models.DateField(_("In force from"))
    source = models.CharField(_("Set by"), max_length=120)
    minutes = models.PositiveSmallIntegerField(_("Minutes of the way"))
    metres_per_minute = models.PositiveSmallIntegerField(_("Metres in a minute"))
    detour_percent = models.PositiveSmallIntegerField(_("Length of the way, per cent of the straight line"))

    class Meta:
        verbose_name = _("Settings of the reach")
        verbose_name_plural = _("Settings of the reach")
        ordering = ["in_force_on", "pk"]

    def __str__(self) -> str:
        return f"{self.in_force_on}"
