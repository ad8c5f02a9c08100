"""Windows: what each may take, who is at it now, and since when it was open or paused."""

from django.conf import settings
from django.db import models
from django.db.models import PROTECT, F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.work.hall.models.places import Place, ServiceGroup

USER = settings.AUTH_USER_MODEL


class WindowStatus(models.TextChoices):
    """Whether a window is served."""

    CLOSED = "closed", pgettext_lazy("window", "Closed")
    OPEN = "open", pgettext_lazy("window", "Open")
    PAUSED = "paused", pgettext_lazy("window", "Paused")


class Window(models.Model):
    """A window of a place; a comprehensive one takes every group, a special one those named."""

    class Kind(models.TextChoices):
        """What it may take."""

        COMPREHENSIVE = "comprehensive", _("Comprehensive window")
        SPECIAL = "special", _("Special window")

    reference = models.CharField(_("Number"), max_length=32, unique=True)
    place = models.ForeignKey(Place, PROTECT, related_name="windows", verbose_name=_("Place of service"))
    number = models.CharField(_("Service window"), max_length=8)
    kind = models.CharField(_("Kind"), max_length=14, choices=Kind)
    groups = models.ManyToManyField(
        ServiceGroup, related_name="+", blank=True, verbose_name=_("Groups of items")
    )
    status = models.CharField(_("Status"), max_length=8, choices=WindowStatus, blank=True)
    officer = models.ForeignKey(
        USER, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Officer at the window")
    )
    until = models.DateField(_("Until"), null=True, blank=True, help_text=_("The last day, inclusive"))

    class Meta:
        verbose_name = _("Service window")
        verbose_name_plural = _("Windows")
        ordering = ["place", "number"]
        constraints = [
            models.UniqueConstraint(fields=["place", "number"], name="window_once_at_a_place"),
            models.UniqueConstraint(
                fields=["officer"], condition=Q(officer__isnull=False), name="an_officer_at_one_window"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["", "closed"], officer__isnull=True)
                | Q(status__in=["open", "paused"], officer__isnull=False),
                name="window_served_has_its_officer",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class WindowPeriod(models.Model):
    """For how long an officer was at a window, open or paused."""

    window = models.ForeignKey(Window, PROTECT, related_name="periods", verbose_name=_("Service window"))
    officer = models.ForeignKey(USER, PROTECT, related_name="+", verbose_name=_("Officer at the window"))
    is_paused = models.BooleanField(pgettext_lazy("window", "Paused"))
    began_at = models.DateTimeField(_("Began at"))
    ended_at = models.DateTimeField(_("Ended at"), null=True, blank=True)

    class Meta:
        verbose_name = _("Time at a window")
        verbose_name_plural = _("Times at windows")
        ordering = ["began_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["window"], condition=Q(ended_at__isnull=True), name="one_period_runs_at_a_window"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("began_at")),
                name="window_period_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.window} {self.began_at:%Y-%m-%d %H:%M}"
