"""Granted without application: a dated list of the enterprises that a policy fits, and each of them with its reasons."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tongban.offer.policies.models.enterprises import EnterpriseProfile
from tongban.offer.policies.models.policies import PolicyVersion

PROTECT, CASCADE = models.PROTECT, models.CASCADE


class GrantList(models.Model):
    """The enterprises that one version of a policy fits on a day, from drawing up to payment."""

    class Status(models.TextChoices):
        """Where the list stands."""

        DRAWN_UP = "drawn_up", _("Drawn up")
        ANNOUNCED = "announced", _("Announced, open to objections")
        CONFIRMED = "confirmed", _("Confirmed")
        HANDED_OVER = "handed_over", _("Handed over to payment")
        CANCELLED = "cancelled", _("List cancelled")

    reference = models.CharField(_("Number"), max_length=20, unique=True)
    version = models.ForeignKey(PolicyVersion, PROTECT, related_name="+", verbose_name=_("Version"))
    status = models.CharField(_("Status"), max_length=12, choices=Status, blank=True)
    on = models.DateField(_("As of"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, PROTECT, related_name="+", verbose_name=_("Drawn up by")
    )
    announced_on = models.DateField(_("Announced on"), null=True, blank=True)
    objections_until = models.DateField(_("Objections until"), null=True, blank=True)
    confirmed_on = models.DateField(_("Confirmed on"), null=True, blank=True)
    receipt = models.CharField(_("Receipt of the payment office"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("List of grants without application")
        verbose_name_plural = _("Lists of grants without application")
        ordering = ["-reference"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["", "drawn_up", "cancelled"])
                | Q(announced_on__isnull=False, objections_until__isnull=False),
                name="grant_list_announced_has_its_days",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["confirmed", "handed_over"]) | Q(confirmed_on__isnull=False),
                name="grant_list_confirmed_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class GrantRow(models.Model):
    """One enterprise of a list: why it qualifies, with the values used as they stood that day, and how much."""

    class Standing(models.TextChoices):
        """Whether the enterprise is still on the list."""

        LISTED = "listed", _("On this list")
        OBJECTED = "objected", _("Objected to")
        STRUCK = "struck", _("Struck after an objection")
        DECLINED = "declined", _("Declined by the enterprise")

    list = models.ForeignKey(GrantList, CASCADE, related_name="rows", verbose_name=_("List"))
    profile = models.ForeignKey(EnterpriseProfile, PROTECT, related_name="+", verbose_name=_("Enterprise"))
    amount_yuan = models.DecimalField(_("Amount (yuan)"), max_digits=14, decimal_places=2)
    inputs = models.JSONField(_("Values used"), default=dict)
    standing = models.CharField(_("Standing"), max_length=10, choices=Standing, default=Standing.LISTED)
    objection = models.TextField(_("Objection"), blank=True)
    ruling = models.TextField(_("Ruling"), blank=True)

    class Meta:
        verbose_name = _("Enterprise on a list")
        verbose_name_plural = _("Enterprises on lists")
        ordering = ["list", "profile__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["list", "profile"], name="enterprise_once_on_a_list"),
            models.CheckConstraint(
                condition=~Q(standing="objected") | ~Q(objection=""), name="grant_objected_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(standing="struck") | ~Q(ruling=""), name="grant_struck_was_ruled"
            ),
            models.CheckConstraint(condition=Q(amount_yuan__gt=0), name="grant_is_an_amount"),
        ]

    def __str__(self) -> str:
        return str(self.profile)
