"""Licences and certificates as electronic records, and the log of who looked at them for what."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.models import StoredFile
from tongban.ground.people.models import Applicant
from tongban.offer.catalogue.models import LicenceType

PROTECT, CASCADE = models.PROTECT, models.CASCADE


class Status(models.TextChoices):
    """Where a licence stands; expired is not a status but a day that has passed."""

    VALID = "valid", _("Valid")
    SUSPENDED = "suspended", _("Suspended")
    REVOKED = "revoked", _("Revoked")
    CANCELLED = "cancelled", _("Licence cancelled")
    REPLACED = "replaced", _("Replaced by a newer version")


class Licence(models.Model):
    """A licence: number, holder, validity, what it says, the file that was issued."""

    number = models.CharField(_("Licence number"), max_length=60)
    version = models.PositiveSmallIntegerField(_("Version"), default=1)
    type = models.ForeignKey(LicenceType, PROTECT, related_name="+", verbose_name=_("Type"))
    holder = models.ForeignKey(Applicant, PROTECT, related_name="+", verbose_name=_("Holder"))
    issuer = models.CharField(_("Issuing body"), max_length=120)
    case = models.CharField(_("Case"), max_length=20, blank=True)
    content = models.JSONField(_("Content"), default=dict, blank=True)
    valid_from = models.DateField(_("Valid from"))
    valid_until = models.DateField(
        _("Valid until"), null=True, blank=True, help_text=_("The last day, inclusive")
    )
    status = models.CharField(_("Status"), max_length=10, choices=Status, blank=True)
    check_code = models.CharField(_("Code for checking"), max_length=24, unique=True)
    file = models.ForeignKey(
        StoredFile, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("As issued")
    )
    issued_at = models.DateTimeField(_("Issued at"))
    is_example = models.BooleanField(_("Invented for the demo"), default=False)

    class Meta:
        verbose_name = _("Licence")
        verbose_name_plural = _("Licences")
        ordering = ["-issued_at"]
        constraints = [
            models.UniqueConstraint(fields=["number", "version"], name="licence_version_once"),
            models.UniqueConstraint(
                fields=["number"],
                condition=Q(status__in=["valid", "suspended"]),
                name="licence_live_in_one_version",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="licence_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["holder", "type"], name="licence_by_holder")]

    def __str__(self) -> str:
        return f"{self.type} {self.number}"

    @property
    def reference(self) -> str:
        """Return how the ledger and other rooms name the licence."""
        return f"LIC-{self.number}-V{self.version}"

    def is_good_on(self, day: date) -> bool:
        """Return whether the licence is valid on that day."""
        in_time = self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)
        return self.status == Status.VALID and in_time


class LicenceUse(models.Model):
    """One look at a licence: by whom, for what, with whose consent."""

    licence = models.ForeignKey(Licence, PROTECT, related_name="uses")
    matter = models.CharField(_("Matter"), max_length=60)
    purpose = models.CharField(_("Purpose"), max_length=200)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, PROTECT, null=True, related_name="+", verbose_name=_("By")
    )
    consented_at = models.DateTimeField(_("Holder consented at"))
    at = models.DateTimeField(_("At"))

    class Meta:
        verbose_name = _("Use of a licence")
        verbose_name_plural = _("Uses of licences")
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.licence} · {self.matter}"
