"""What confidential reports say: in tables of their own, so that no list, search, export, fact or log joins them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tongban.ground.people.models import Department
from tongban.work.hotline.models.classes import Area, DemandClass
from tongban.work.hotline.models.orders import Order

PROTECT = models.PROTECT


class SealedDemand(models.Model):
    """The content of a confidential report, and whom it reports."""

    order = models.OneToOneField(Order, PROTECT, related_name="+")
    reported_unit = models.ForeignKey(
        Department, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Unit reported")
    )
    demand_class = models.ForeignKey(
        DemandClass, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Class")
    )
    area = models.ForeignKey(Area, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Area"))
    place = models.CharField(_("Place"), max_length=200, blank=True)
    text = models.TextField(_("What is reported"))
    caller_name = models.CharField(_("Caller"), max_length=60, blank=True)
    phone = models.CharField(_("Telephone"), max_length=24, blank=True)
    salt = models.CharField(_("Salt"), max_length=32)
    digest = models.CharField(_("Digest"), max_length=64)

    class Meta:
        verbose_name = _("Content of a confidential report")
        verbose_name_plural = _("Contents of confidential reports")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.order)


class SealedWord(models.Model):
    """What was said on the way of a confidential report: why it was returned, what was replied."""

    order = models.ForeignKey(Order, PROTECT, related_name="+")
    act = models.CharField(_("Act"), max_length=30)
    text = models.TextField(_("Said"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, PROTECT, null=True, related_name="+", verbose_name=_("By")
    )
    at = models.DateTimeField(_("At"))
    salt = models.CharField(_("Salt"), max_length=32)
    digest = models.CharField(_("Digest"), max_length=64)

    class Meta:
        verbose_name = _("Words about a confidential report")
        verbose_name_plural = _("Words about confidential reports")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.order} · {self.act}"
