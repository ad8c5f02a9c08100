"""How good suggestions of a class were on orders that came later than those learnt from: kept, so that it is seen to drift."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class SuggestionMeasurement(models.Model):
    """One measurement: learnt from older orders, measured on the newest, counted and not yet divided."""

    at = models.DateTimeField(_("Measured at"))
    learnt = models.PositiveIntegerField(_("Orders learnt from"))
    measured = models.PositiveIntegerField(_("Later orders measured"))
    right = models.PositiveIntegerField(_("Right at first"))
    spoken = models.PositiveIntegerField(_("Suggested at all"))
    covered = models.PositiveIntegerField(_("Right one among those suggested"))
    keys = models.PositiveIntegerField(_("Classes suggested in all"))
    confusion = models.JSONField(_("Orders by true and by suggested class"))
    """Rows of [true key, key suggested first, orders]."""
    covered_by_class = models.JSONField(_("Coverage of each class"))
    """Rows of [key, orders with a suggestion, of them the right one was among it]."""

    class Meta:
        verbose_name = _("Measurement of suggestions")
        verbose_name_plural = _("Measurements of suggestions")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(covered__lte=F("spoken"), spoken__lte=F("measured"), right__lte=F("measured")),
                name="suggestion_measurement_parts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"
