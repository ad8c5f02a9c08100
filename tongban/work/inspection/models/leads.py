"""Leads of forged closing: what points to it, with the evidence; a person looks at it and says whether it is so."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.ground.people.models import Department
from tongban.work.hotline.models import Order

PROTECT = models.PROTECT
USER = settings.AUTH_USER_MODEL


class ClosingLead(models.Model):
    """A lead on a closed order: evidence quoted, never judged by itself."""

    class Kind(models.TextChoices):
        """What kind of evidence there is."""

        REPEATED = "repeated", _("Reply repeats word for word")
        NAMES_NOTHING = "names_nothing", _("Reply names nothing of the demand")
        NO_CONTACT = "no_contact", _("Closed without contact")
        NO_CALLBACK = "no_callback", _("Satisfaction without a call back")

    class Status(models.TextChoices):
        """Where it stands."""

        FOUND = "found", _("Lead found")
        LOOKED_AT = "looked_at", _("Being looked at")
        CONFIRMED = "confirmed", _("Forged closing confirmed")
        FALSE = "false", _("Lead was false")

    reference = models.CharField(_("Number"), max_length=20, unique=True)
    order = models.ForeignKey(
        Order, PROTECT, related_name="+", verbose_name=pgettext_lazy("hotline", "Order")
    )
    round = models.PositiveSmallIntegerField(_("Time"), default=1)
    unit = models.ForeignKey(Department, PROTECT, related_name="+", verbose_name=_("Lead unit"))
    kind = models.CharField(_("Evidence"), max_length=14, choices=Kind)
    evidence = models.JSONField(_("Evidence in words"), default=list)
    strength = models.DecimalField(_("Strength"), max_digits=3, decimal_places=2)
    status = models.CharField(_("Status"), max_length=10, choices=Status, blank=True)
    found_at = models.DateTimeField(_("Found at"))
    looked_by = models.ForeignKey(
        USER, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Looked at by")
    )
    judged_by = models.ForeignKey(
        USER, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Judged by")
    )
    judged_at = models.DateTimeField(_("Judged at"), null=True, blank=True)
    finding = models.TextField(_("What was found"), blank=True)

    class Meta:
        verbose_name = _("Lead on a forged closing")
        verbose_name_plural = _("Leads on forged closings")
        ordering = ["-strength", "pk"]
        indexes = [models.Index(fields=["status", "-strength"], name="closing_lead_by_status")]
        constraints = [
            models.UniqueConstraint(fields=["order", "round", "kind"], name="closing_lead_found_once"),
            models.CheckConstraint(
                condition=~Q(status__in=["confirmed", "false"])
                | Q(judged_by__isnull=False, judged_at__isnull=False) & ~Q(finding=""),
                name="closing_lead_judged_by_a_person",
            ),
            models.CheckConstraint(condition=Q(strength__range=(0, 1)), name="closing_lead_strength_0_to_1"),
        ]

    def __str__(self) -> str:
        return self.reference
