"""Values that were computed and are kept: what a figure was, how it was defined, from which state of the facts."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class KeptValue(models.Model):
    """A computed value; a later one stands beside it, nothing is replaced."""

    code = models.CharField(_("Metric"), max_length=60)
    first = models.DateField(_("First day"))
    last = models.DateField(_("Last day"))
    numerator = models.DecimalField(_("Numerator"), max_digits=24, decimal_places=6, null=True)
    denominator = models.DecimalField(_("Denominator"), max_digits=24, decimal_places=6, null=True)
    value = models.DecimalField(_("Value"), max_digits=24, decimal_places=6, null=True)
    rows = models.PositiveBigIntegerField(_("Rows counted"))
    engine = models.CharField(_("Engine"), max_length=12)
    definition = models.CharField(_("Digest of the definition"), max_length=64)
    manifest = models.CharField(_("Digest of the snapshot"), max_length=64, blank=True)
    computed_at = models.DateTimeField(_("Computed at"))

    may_change = ()

    class Meta:
        verbose_name = _("Value of a metric")
        verbose_name_plural = _("Values of metrics")
        ordering = ["code", "first", "computed_at"]
        indexes = [models.Index(fields=["code", "first", "last", "-computed_at"], name="value_latest")]

    def __str__(self) -> str:
        return f"{self.code} {self.first}..{self.last} = {self.value}"
