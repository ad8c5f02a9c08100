"""Whose word does not count for a time: broken commitments and serious bad credit."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tongban.ground.people.models.applicants import Applicant

PROTECT = models.PROTECT


class CreditMark(models.Model):
    """Why an applicant is kept from what needs a good name, and until when."""

    class Kind(models.TextChoices):
        """Where the mark comes from."""

        FALSE_PROMISE = "false_promise", _("False commitment")
        BAD_CREDIT = "bad_credit", _("Serious bad credit")

    applicant = models.ForeignKey(Applicant, PROTECT, related_name="+", verbose_name=_("Applicant"))
    kind = models.CharField(_("Kind"), max_length=14, choices=Kind)
    since = models.DateField(_("From"))
    until = models.DateField(_("Until"))
    reason = models.CharField(_("Why"), max_length=300)
    source = models.CharField(_("Document or case"), max_length=120)
    repaired_on = models.DateField(_("Credit repaired on"), null=True, blank=True)
    repair = models.CharField(_("Document of the repair"), max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, PROTECT, related_name="+", verbose_name=_("By"))
    at = models.DateTimeField(_("At"))

    class Meta:
        verbose_name = _("Broken commitment or bad credit")
        verbose_name_plural = _("Broken commitments and bad credit")
        ordering = ["-since", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("since")), name="credit_mark_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(repaired_on__isnull=True) | ~Q(repair=""), name="credit_repair_has_a_document"
            ),
        ]
        indexes = [models.Index(fields=["applicant", "until"], name="credit_mark_by_applicant")]

    def __str__(self) -> str:
        return f"{self.applicant} · {self.get_kind_display()}"

    def counts_on(self, day: date) -> bool:
        """Return whether the mark keeps its applicant from what needs a good name on a day."""
        is_over = self.repaired_on is not None and self.repaired_on <= day
        return self.since <= day <= self.until and not is_over
