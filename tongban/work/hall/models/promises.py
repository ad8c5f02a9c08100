"""What people were told of their wait; what came true stands in the ticket's entries."""

from django.db import models
from django.db.models import PROTECT, F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.work.hall.models.tickets import Ticket


class GivenPromise(models.Model):
    """Between how many minutes somebody was told to wait, and when they were told; never changed."""

    may_change = ()
    ticket = models.ForeignKey(
        Ticket, PROTECT, related_name="promises", verbose_name=pgettext_lazy("hall", "Ticket")
    )
    at = models.DateTimeField(_("Told at"))
    forecast = models.FloatField(_("Minutes by the course of the queue"))
    low = models.PositiveSmallIntegerField(_("At least, minutes"))
    point = models.PositiveSmallIntegerField(_("About, minutes"))
    high = models.PositiveSmallIntegerField(_("At most, minutes"))
    rests_on = models.PositiveIntegerField(_("Earlier promises it rests on"))

    class Meta:
        verbose_name = _("Promise of a wait")
        verbose_name_plural = _("Promises of waits")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["ticket", "at"], name="one_promise_at_a_time"),
            models.CheckConstraint(condition=Q(low__lte=F("high")), name="promise_is_an_interval"),
        ]

    def __str__(self) -> str:
        return f"{self.ticket} {self.low}–{self.high}"
