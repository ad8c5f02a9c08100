"""Beside the way of an order: units that help, urging and supervision in levels, hand-over to the emergency numbers."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.ground.matters.urging_orders import UrgingOrder
from tongban.work.hotline.models.course import person_field, unit_field
from tongban.work.hotline.models.orders import Order

PROTECT = models.PROTECT


class HelperUnit(models.Model):
    """A unit that helps the lead unit, with its task and what it contributed."""

    order = models.ForeignKey(Order, PROTECT, related_name="helper_units")
    unit = unit_field(_("Unit"))
    task = models.CharField(_("Task"), max_length=300)
    by = person_field(_("By"))
    at = models.DateTimeField(_("At"))
    answer = models.TextField(_("Contribution"), blank=True)
    answered_by = person_field(_("Answered by"), null=True, blank=True)
    answered_at = models.DateTimeField(_("Answered at"), null=True, blank=True)

    class Meta:
        verbose_name = _("Helping unit")
        verbose_name_plural = _("Helping units")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["order", "unit"], name="helper_unit_once")]

    def __str__(self) -> str:
        return f"{self.order} · {self.unit_id}"


class Urging(UrgingOrder):
    """An order to hurry, or supervision by the hotline, the department, the government."""

    class Level(models.IntegerChoices):
        """Who supervises."""

        URGE = 0, pgettext_lazy("order", "Urged")
        HOTLINE = 1, _("Supervised by the hotline")
        DEPARTMENT = 2, _("Supervised by the department")
        GOVERNMENT = 3, _("Supervised by the government")

    order = models.ForeignKey(Order, PROTECT, related_name="urgings")
    level = models.PositiveSmallIntegerField(
        pgettext_lazy("urging", "Level"), choices=Level, default=Level.URGE
    )

    class Meta(UrgingOrder.Meta):
        verbose_name = _("Urging of an order")
        verbose_name_plural = _("Urgings of orders")

    def __str__(self) -> str:
        return f"{self.order} · {self.at:%Y-%m-%d}"


class HandOver(models.Model):
    """An urgent matter handed over to an emergency number, with its receipt."""

    class To(models.TextChoices):
        """Which number."""

        POLICE = "110", _("110 police")
        FIRE = "119", _("119 fire")
        AMBULANCE = "120", _("120 ambulance")
        TRAFFIC = "122", _("122 traffic")

    order = models.OneToOneField(Order, PROTECT, related_name="hand_over")
    to = models.CharField(_("To"), max_length=4, choices=To)
    was_three_way = models.BooleanField(_("Three-way call"), default=False)
    by = person_field(_("By"))
    at = models.DateTimeField(_("At"))
    receipt = models.CharField(_("Number of the receipt"), max_length=60, blank=True)
    confirmed_by = person_field(_("Receipt entered by"), null=True, blank=True)
    confirmed_at = models.DateTimeField(_("Receipt at"), null=True, blank=True)

    class Meta:
        verbose_name = _("Hand-over")
        verbose_name_plural = _("Hand-overs")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(receipt="", confirmed_at__isnull=True)
                | ~Q(receipt="") & Q(confirmed_at__isnull=False),
                name="hand_over_confirmed_has_a_receipt",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order} → {self.to}"
