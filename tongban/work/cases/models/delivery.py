"""What leaves the house: numbered papers, and orders to hurry."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.models import StoredFile
from tongban.work.cases.models.case import Case

PROTECT = models.PROTECT
USER = settings.AUTH_USER_MODEL


class Paper(models.Model):
    """A paper with its number, its content as issued, and a code by which anybody can check it."""

    class Kind(models.TextChoices):
        """The papers of a case."""

        RECEIPT = "receipt", _("Receipt of materials")
        COMPLETION = "completion", _("Notice to complete")
        ACCEPTANCE = "acceptance", _("Notice of acceptance")
        NON_ACCEPTANCE = "non_acceptance", _("Notice of non-acceptance")
        SPECIAL = "special", _("Notice of a special procedure")
        EXTENSION = "extension", _("Notice of extension")
        HEARING_OFFER = "hearing_offer", _("Notice of the right to a hearing")
        HEARING_NOTICE = "hearing_notice", _("Notice of a hearing")
        GRANT = "grant", _("Decision to grant")
        REFUSAL = "refusal", _("Decision to refuse")
        DELIVERY = "delivery", _("Proof of delivery")
        REVOCATION = "revocation", _("Decision to revoke")

    case = models.ForeignKey(Case, PROTECT, related_name="papers")
    kind = models.CharField(_("Kind"), max_length=14, choices=Kind)
    number = models.CharField(_("Number"), max_length=60, unique=True)
    content = models.JSONField(_("Content"), default=dict)
    check_code = models.CharField(_("Code for checking"), max_length=24, unique=True)
    file = models.ForeignKey(
        StoredFile, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("As issued")
    )
    by = models.ForeignKey(USER, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("By"))
    at = models.DateTimeField(_("At"))

    may_change = ()

    class Meta:
        verbose_name = _("Paper")
        verbose_name_plural = _("Papers")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.number


class Urging(models.Model):
    """A supervisor's order to hurry a case, and the reply."""

    case = models.ForeignKey(Case, PROTECT, related_name="urgings")
    text = models.CharField(_("Order"), max_length=300)
    by = models.ForeignKey(USER, PROTECT, related_name="+", verbose_name=_("By"))
    at = models.DateTimeField(_("At"))
    reply_due_on = models.DateField(_("Reply by"))
    reply = models.TextField(_("Reply"), blank=True)
    replied_by = models.ForeignKey(
        USER, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Replied by")
    )
    replied_at = models.DateTimeField(_("Replied at"), null=True, blank=True)

    class Meta:
        verbose_name = _("Urging order")
        verbose_name_plural = _("Urging orders")
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.case} · {self.at:%Y-%m-%d}"
