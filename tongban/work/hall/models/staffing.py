"""What was decided on advice: that a window is to be open, or closed, for some time of a day."""

from django.db import models
from django.db.models import PROTECT, F, Q
from django.utils.translation import gettext_lazy as _

from tongban.work.hall import rules
from tongban.work.hall.models.windows import Window


class WindowPlan(models.Model):
    """A window to be open or closed from one minute of a day to another, and what advice said of it; never changed."""

    may_change = ()
    window = models.ForeignKey(Window, PROTECT, related_name="plans", verbose_name=_("Service window"))
    day = models.DateField(_("Day"))
    begins = models.PositiveSmallIntegerField(_("From (time)"))
    ends = models.PositiveSmallIntegerField(_("To (time)"))
    opens = models.BooleanField(_("Open the window"))
    saves = models.FloatField(_("Person-minutes that it was to save"), null=True, blank=True)
    saves_low = models.FloatField(_("At least, person-minutes"), null=True, blank=True)
    saves_high = models.FloatField(_("At most, person-minutes"), null=True, blank=True)

    class Meta:
        verbose_name = _("Planned time of a window")
        verbose_name_plural = _("Planned times of windows")
        ordering = ["day", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(begins__lt=F("ends"), ends__lte=rules.MIDNIGHT), name="window_plan_has_a_length"
            )
        ]

    def __str__(self) -> str:
        return f"{self.window} {self.day} {self.times}"

    @property
    def times(self) -> str:
        """Return from when to when, as it is read on a clock."""
        return str(rules.Span(self.begins, self.ends))

    @property
    def officer_minutes(self) -> int:
        """Return what it takes of officers; closing gives it back."""
        return (self.ends - self.begins) * (1 if self.opens else -1)
