"""A note on a matter."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class MatterNote(models.Model):
    """What an officer tells colleagues about a matter; it stays as it was written."""

    may_change: ClassVar[tuple[str, ...]] = ()
    room = models.CharField(_("Room"), max_length=20)
    reference = models.CharField(_("Number"), max_length=120)
    text = models.TextField(_("Note"), max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("By"))
    by_name = models.CharField(_("Name at the time"), max_length=200)
    told = models.JSONField(_("Who was told"), default=list)
    """Their names."""
    at = models.DateTimeField(_("At"))

    class Meta:
        verbose_name = _("Internal note")
        verbose_name_plural = _("Internal notes")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["reference"], name="note_by_matter")]

    def __str__(self) -> str:
        return f"{self.reference} · {self.pk}"
