"""A joint application: one form and one set of materials for all items of a bundle; its parts, each with its case."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.ground.kit.models import StoredFile
from tongban.ground.people.models import Applicant
from tongban.offer.bundles.models import BundleVersion, Delivery
from tongban.offer.catalogue.models import Item
from tongban.work.cases.models.case import Case, Channel

PROTECT, CASCADE = models.PROTECT, models.CASCADE
USER = settings.AUTH_USER_MODEL


class JointStatus(models.TextChoices):
    """Where a joint application stands."""

    DRAFT = "draft", _("Draft")
    UNDER_WAY = "under_way", _("With the bodies")
    SETTLED = "settled", _("All parts have ended")
    DELIVERED = "delivered", _("Delivered")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    DISCARDED = "discarded", _("Discarded")


class JointApplication(models.Model):
    """One application for a bundle, with the one promised day and what it saves, as worked out when it was filed."""

    reference = models.CharField(_("Number"), max_length=20, unique=True)
    version = models.ForeignKey(BundleVersion, PROTECT, related_name="+", verbose_name=_("Bundle"))
    applicant = models.ForeignKey(Applicant, PROTECT, related_name="+", verbose_name=_("Applicant"))
    agent = models.ForeignKey(
        Applicant, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Agent")
    )
    filed_by = models.ForeignKey(
        USER, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Filed by")
    )
    channel = models.CharField(_("Channel"), max_length=8, choices=Channel, default=Channel.ONLINE)
    status = models.CharField(_("Status"), max_length=10, choices=JointStatus, blank=True)
    delivery = models.CharField(_("Delivery"), max_length=10, choices=Delivery, default=Delivery.TOGETHER)
    answers = models.JSONField(_("Answers"), default=dict, blank=True)
    form = models.JSONField(pgettext_lazy("application", "Form"), default=dict, blank=True)
    begun_at = models.DateTimeField(_("Begun at"))
    filed_at = models.DateTimeField(_("Filed at"), null=True, blank=True)
    promised_on = models.DateField(_("Promised for the whole"), null=True, blank=True)
    statutory_on = models.DateField(_("Limit by law"), null=True, blank=True)
    settled_on = models.DateField(_("All parts ended on"), null=True, blank=True)
    delivered_on = models.DateField(_("Delivered on"), null=True, blank=True)
    delivered_way = models.CharField(_("Way of delivery"), max_length=12, blank=True)
    certificate = models.JSONField(_("Certificate"), default=dict, blank=True)
    materials_single = models.PositiveSmallIntegerField(_("Materials item by item"), default=0)
    materials_joint = models.PositiveSmallIntegerField(_("Materials submitted"), default=0)
    fields_single = models.PositiveSmallIntegerField(_("Fields item by item"), default=0)
    fields_joint = models.PositiveSmallIntegerField(_("Fields filled in"), default=0)
    days_single = models.PositiveSmallIntegerField(_("Working days item by item"), default=0)
    shown = models.JSONField(_("Materials shown on paper at the window"), default=list, blank=True)
    receipt = models.JSONField(_("Receipt as issued"), default=dict, blank=True)
    fee_yuan = models.DecimalField(_("Fee (yuan)"), max_digits=12, decimal_places=2, default=0)
    is_example = models.BooleanField(_("Invented for the demo"), default=False)

    class Meta:
        verbose_name = _("Joint application")
        verbose_name_plural = _("Joint applications")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["", "draft", "discarded"])
                | Q(filed_at__isnull=False, promised_on__isnull=False),
                name="joint_application_filed_has_its_days",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["settled", "delivered"]) | Q(settled_on__isnull=False),
                name="joint_application_settled_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(status="delivered") | Q(delivered_on__isnull=False),
                name="joint_application_delivered_has_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["applicant", "-id"], name="joint_by_applicant"),
            models.Index(fields=["status", "promised_on"], name="joint_by_status"),
        ]

    def __str__(self) -> str:
        return self.reference


class JointFile(models.Model):
    """A file for one of the materials, handed in once for all parts."""

    application = models.ForeignKey(JointApplication, CASCADE, related_name="files")
    material = models.CharField(_("Material"), max_length=160)
    file = models.ForeignKey(StoredFile, PROTECT, related_name="+", verbose_name=_("File"))
    name = models.CharField(_("Name of the file"), max_length=200)
    by = models.ForeignKey(USER, PROTECT, related_name="+", verbose_name=_("Handed in by"))
    at = models.DateTimeField(_("Handed in at"))

    class Meta:
        verbose_name = _("File of a joint application")
        verbose_name_plural = _("Files of joint applications")
        ordering = ["application", "material", "pk"]

    def __str__(self) -> str:
        return self.name


class JointPart(models.Model):
    """An item of a joint application: how it stands, and its case once it has begun. Repeated, it has another row."""

    class Standing(models.TextChoices):
        """How a part stands."""

        WAITING = "waiting", _("Waits for a part before it")
        UNDER_WAY = "under_way", _("With its body")
        GRANTED = "granted", _("Granted, result there")
        UNNEEDED = "unneeded", _("No approval needed")
        FAILED = "failed", _("Not granted")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        STOPPED = "stopped", _("Stopped: a result is lacking")

    application = models.ForeignKey(JointApplication, PROTECT, related_name="parts")
    position = models.PositiveSmallIntegerField(_("Position"))
    attempt = models.PositiveSmallIntegerField(_("Attempt"), default=1)
    item = models.ForeignKey(Item, PROTECT, related_name="+", verbose_name=_("Item"))
    case = models.OneToOneField(
        Case, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Case")
    )
    standing = models.CharField(_("Standing"), max_length=10, choices=Standing, default=Standing.WAITING)
    promised_on = models.DateField(_("Promised by"), null=True, blank=True)
    hint = models.CharField(_("What the applicant has to do"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("Part of a joint application")
        verbose_name_plural = _("Parts of joint applications")
        ordering = ["application", "position", "attempt"]
        constraints = [
            models.UniqueConstraint(fields=["application", "item", "attempt"], name="joint_part_once"),
            models.CheckConstraint(
                condition=Q(standing__in=["waiting", "stopped"]) | Q(case__isnull=False),
                name="joint_part_begun_has_a_case",
            ),
        ]

    def __str__(self) -> str:
        return self.item.name
