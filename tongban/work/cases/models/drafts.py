"""An intake at the window that is not sent yet: what was typed and scanned so far, kept for whoever typed it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.models import StoredFile
from tongban.ground.people.models import Applicant
from tongban.offer.bundles.models import Bundle
from tongban.offer.catalogue.models import Item


class IntakeDraft(models.Model):
    """What a clerk has typed for an applicant and an item, or a bundle, so far; it ends when the intake is sent."""

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("Taken in by")
    )
    applicant = models.ForeignKey(Applicant, models.CASCADE, related_name="+", verbose_name=_("Applicant"))
    item = models.ForeignKey(
        Item, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("Item")
    )
    bundle = models.ForeignKey(
        Bundle, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("Bundle")
    )
    typed = models.JSONField(_("What was typed"), default=list)
    scans = models.ManyToManyField(StoredFile, related_name="+", blank=True, verbose_name=_("Scans"))
    saved_at = models.DateTimeField(_("Saved at"))

    class Meta:
        verbose_name = _("Intake begun")
        verbose_name_plural = _("Intakes begun")
        ordering = ["-saved_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["by", "applicant", "item", "bundle"], nulls_distinct=False, name="intake_begun_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.applicant} · {self.item or self.bundle}"
