"""Service elsewhere: which items other offices take in, where a case was taken in, and what the offices hand over."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import PROTECT, F, Q
from django.utils.translation import gettext_lazy as _

from tongban.ground.people.models import Department
from tongban.offer.catalogue.models import Item
from tongban.offer.delivery.models import Delivery
from tongban.work.cases.models.case import Case

USER = settings.AUTH_USER_MODEL


class Reach(models.TextChoices):
    """How far apart the offices are."""

    PROVINCES = "provinces", _("Between provinces")
    PROVINCE = "province", _("Within the province")
    CITY = "city", _("Within the city")


class ElsewhereWay(models.TextChoices):
    """How an application travels."""

    ONLINE = "online", _("Whole process online")
    COLLECTED = "collected", _("Taken in here, decided there")
    JOINT = "joint", _("Several places together")


class ElsewhereItem(models.Model):
    """An item that another office takes in too: how, on what basis, from when to when."""

    item = models.ForeignKey(Item, PROTECT, related_name="+", verbose_name=_("Item"))
    office = models.ForeignKey(Department, PROTECT, related_name="+", verbose_name=_("Office that takes in"))
    reach = models.CharField(_("Reach"), max_length=10, choices=Reach)
    way = models.CharField(_("Way"), max_length=10, choices=ElsewhereWay)
    basis = models.CharField(_("Basis"), max_length=200)
    since = models.DateField(_("From"))
    until = models.DateField(_("Until"), null=True, blank=True, help_text=_("The last day, inclusive"))
    is_example = models.BooleanField(_("Invented for the demo"), default=False)

    class Meta:
        verbose_name = _("Item served elsewhere")
        verbose_name_plural = _("Items served elsewhere")
        ordering = ["reach", "item__code", "-since"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="elsewhere_item_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["item", "office"], condition=Q(until=None), name="elsewhere_item_open_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} · {self.office}"

    @property
    def reference(self) -> str:
        """Return how the ledger names the entry."""
        return f"ELSEWHERE-{self.pk}"


class CaseElsewhere(models.Model):
    """Where a case was taken in that another office decides, and how the clerk made sure who applies; never changed."""

    class Identity(models.TextChoices):
        """How it was made sure who applies."""

        DOCUMENT = "document", _("Identity document seen and compared")
        FACE = "face", _("Face compared with the document by machine")
        ACCOUNT = "account", _("Signed in with a verified account at the counter")

    may_change: ClassVar[tuple[str, ...]] = ()
    case = models.OneToOneField(Case, PROTECT, related_name="elsewhere", verbose_name=_("Case"))
    listed = models.ForeignKey(
        ElsewhereItem, PROTECT, related_name="+", verbose_name=_("Item served elsewhere")
    )
    office = models.ForeignKey(Department, PROTECT, related_name="+", verbose_name=_("Taken in at"))
    way = models.CharField(_("Way"), max_length=10, choices=ElsewhereWay)
    identity = models.CharField(_("Identity checked by"), max_length=10, choices=Identity)
    by = models.ForeignKey(USER, PROTECT, related_name="+", verbose_name=_("By"))
    at = models.DateTimeField(_("At"))

    class Meta:
        verbose_name = _("Case taken in elsewhere")
        verbose_name_plural = _("Cases taken in elsewhere")
        indexes = [models.Index(fields=["office", "-id"], name="case_elsewhere_by_office")]

    def __str__(self) -> str:
        return f"{self.case} · {self.office}"


class Transfer(models.Model):
    """What one office hands over to another: papers to decide on, a part to do, the result to hand out."""

    class Purpose(models.TextChoices):
        """What the other office is to do with it."""

        DECIDE = "decide", _("For the decision")
        PART = "part", _("To do its part")
        RESULT = "result", _("Result to be handed out")

    class State(models.TextChoices):
        """What became of it."""

        SENT = "sent", _("On its way")
        RECEIVED = "received", _("Received")
        TURNED_BACK = "turned_back", _("Turned back")
        DONE = "done", _("Part done")

    number = models.CharField(_("Number of the slip"), max_length=40, unique=True)
    case = models.ForeignKey(Case, PROTECT, related_name="transfers", verbose_name=_("Case"))
    purpose = models.CharField(_("Purpose"), max_length=8, choices=Purpose)
    state = models.CharField(_("State"), max_length=12, choices=State, default=State.SENT)
    sender = models.ForeignKey(Department, PROTECT, related_name="+", verbose_name=_("From office"))
    receiver = models.ForeignKey(Department, PROTECT, related_name="+", verbose_name=_("To office"))
    contents = models.TextField(_("What is handed over"), max_length=1000)
    digest = models.CharField(_("Digest of the slip"), max_length=64)
    parcel = models.ForeignKey(
        Delivery, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Parcel")
    )
    sent_by = models.ForeignKey(USER, PROTECT, related_name="+", verbose_name=_("Handed over by"))
    sent_at = models.DateTimeField(_("Sent at"))
    received_by = models.ForeignKey(
        USER, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Received by")
    )
    received_at = models.DateTimeField(_("Received at"), null=True, blank=True)
    done_at = models.DateTimeField(_("Part done at"), null=True, blank=True)
    remark = models.TextField(_("Remark of the receiver"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("Hand-over between offices")
        verbose_name_plural = _("Hand-overs between offices")
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["receiver", "sent_at"], condition=Q(state="sent"), name="transfer_to_receive"
            )
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(sender=F("receiver")), name="transfer_is_to_another_office"),
            models.UniqueConstraint(
                fields=["case", "purpose", "receiver"],
                condition=Q(state="sent"),
                name="transfer_under_way_once",
            ),
            models.CheckConstraint(
                condition=Q(state="sent", received_at__isnull=True, received_by__isnull=True)
                | Q(state__in=["received", "turned_back", "done"])
                & Q(received_at__isnull=False, received_by__isnull=False),
                name="transfer_has_both_receipts_or_waits",
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(done_at__isnull=False, purpose="part") & ~Q(remark=""),
                name="transfer_done_says_what",
            ),
            models.CheckConstraint(
                condition=~Q(state="turned_back") | ~Q(remark=""), name="transfer_turned_back_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.number
