"""What is handed over or sent, in either direction, and how whoever waits for it wants it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Delivery(models.Model):
    """A result handed over, or a parcel in either direction with its waybill, payer and price."""

    class Way(models.TextChoices):
        """How it travels."""

        WINDOW = "window", pgettext_lazy("way of the result", "At the window")
        ELECTRONIC = "electronic", _("Electronically")
        COURIER = "courier", _("By courier")

    class Direction(models.TextChoices):
        """From whom to whom."""

        TO_APPLICANT = "to_applicant", _("To the applicant")
        FROM_APPLICANT = "from_applicant", _("From the applicant")
        TO_OFFICE = "to_office", _("From office to office")

    class State(models.TextChoices):
        """Where the parcel is."""

        ASKED_FOR = "asked_for", _("Waiting for the courier")
        TO_COLLECT = "to_collect", _("To be collected")
        COLLECTED = "collected", _("Collected")
        IN_TRANSIT = "in_transit", _("In transit")
        OUT_FOR_DELIVERY = "out_for_delivery", _("Out for delivery")
        SIGNED = "signed", _("Signed for")
        RETURNED = "returned", _("Refused or returned")
        LOST = "lost", _("Lost")
        NOT_TAKEN = "not_taken", _("The courier did not take it")

    class Payer(models.TextChoices):
        """Who pays the courier."""

        BUREAU = "bureau", _("The bureau")
        APPLICANT = "applicant", _("The applicant")

    FAILED = (State.RETURNED, State.LOST, State.NOT_TAKEN)
    """What did not arrive, so that it may be sent once more."""
    OVER = (State.SIGNED, *FAILED)

    matter = models.CharField(_("Matter"), max_length=60)
    way = models.CharField(_("Way"), max_length=10, choices=Way)
    direction = models.CharField(
        pgettext_lazy("parcel", "Direction"), max_length=14, choices=Direction, default=Direction.TO_APPLICANT
    )
    state = models.CharField(_("State"), max_length=16, choices=State, default=State.TO_COLLECT)
    recipient = models.CharField(_("Recipient"), max_length=80, blank=True)
    phone = models.CharField(_("Telephone"), max_length=20, blank=True)
    address = models.CharField(_("Address"), max_length=200, blank=True)
    courier = models.CharField(_("Courier"), max_length=60, blank=True)
    waybill = models.CharField(_("Waybill"), max_length=40, blank=True)
    payer = models.CharField(_("Payer"), max_length=10, choices=Payer, default=Payer.BUREAU)
    weight_grams = models.PositiveIntegerField(_("Weight (g)"), null=True, blank=True)
    price_yuan = models.DecimalField(
        _("Settled price (yuan)"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    ordered_at = models.DateTimeField(_("Ordered at"))
    signed_at = models.DateTimeField(_("Signed for at"), null=True, blank=True)

    class Meta:
        verbose_name = _("Delivery")
        verbose_name_plural = _("Deliveries")
        ordering = ["-ordered_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["courier", "waybill"], condition=~Q(waybill=""), name="waybill_used_once"
            ),
            models.CheckConstraint(
                condition=~Q(state="asked_for") | Q(waybill=""), name="parcel_asked_for_has_no_waybill"
            ),
            models.CheckConstraint(
                condition=~Q(state="signed") | Q(signed_at__isnull=False), name="parcel_signed_has_an_instant"
            ),
            models.CheckConstraint(
                condition=Q(price_yuan__isnull=True) | Q(price_yuan__gte=0),
                name="parcel_price_is_not_negative",
            ),
        ]
        indexes = [models.Index(fields=["matter"], name="delivery_by_matter")]

    def __str__(self) -> str:
        return f"{self.matter} · {self.get_way_display()}"


class DeliveryChoice(models.Model):
    """How the applicant wants the result: across the counter, electronically, or by courier to an address."""

    matter = models.CharField(_("Matter"), max_length=60)
    way = models.CharField(_("Way"), max_length=10, choices=Delivery.Way)
    recipient = models.CharField(_("Recipient"), max_length=80, blank=True)
    phone = models.CharField(_("Telephone"), max_length=20, blank=True)
    address = models.CharField(_("Address"), max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("By"))
    at = models.DateTimeField(_("At"))

    class Meta:
        verbose_name = _("Choice of delivery")
        verbose_name_plural = _("Choices of delivery")
        constraints = [
            models.CheckConstraint(
                condition=~Q(way="courier") | (~Q(recipient="") & ~Q(phone="") & ~Q(address="")),
                name="delivery_by_courier_has_an_address",
            ),
            models.UniqueConstraint(fields=["matter"], name="delivery_chosen_once"),
        ]

    def __str__(self) -> str:
        return f"{self.matter} · {self.get_way_display()}"
