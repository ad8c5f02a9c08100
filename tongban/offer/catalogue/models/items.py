"""Items in three levels, and the versions in which a business item is published."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.ground.people.models import Department
from tongban.offer.catalogue import codes, schemas

PROTECT, CASCADE = models.PROTECT, models.CASCADE


class PowerType(models.TextChoices):
    """Kinds of government power, numbered as in the item code; 20 is a public service."""

    LICENCE = "01", _("Administrative licence")
    PENALTY = "02", _("Administrative penalty")
    COERCION = "03", _("Administrative coercion")
    LEVY = "04", _("Administrative levy")
    PAYMENT = "05", _("Administrative payment")
    INSPECTION = "06", _("Administrative inspection")
    CONFIRMATION = "07", _("Administrative confirmation")
    REWARD = "08", _("Administrative reward")
    RULING = "09", _("Administrative ruling")
    OTHER = "10", _("Other administrative power")
    PUBLIC_SERVICE = "20", _("Public service")


class Item(models.Model):
    """A service item: a main item, a sub-item, or the business item that a person applies for."""

    class Level(models.TextChoices):
        """Main items hold sub-items, sub-items hold business items."""

        MAIN = "main", _("Main item")
        SUB = "sub", _("Sub-item")
        BUSINESS = "business", _("Business item")

    code = models.CharField(_("Item code"), max_length=40, unique=True)
    level = models.CharField(_("Level"), max_length=8, choices=Level)
    parent = models.ForeignKey(
        "self", PROTECT, null=True, blank=True, related_name="children", verbose_name=_("Part of")
    )
    name = models.CharField(_("Name"), max_length=160)
    power_type = models.CharField(_("Kind of power"), max_length=2, choices=PowerType)
    division = models.ForeignKey(Department, PROTECT, related_name="+", verbose_name=_("Handling division"))
    supervisor = models.CharField(_("Supervising department"), max_length=120, blank=True)
    theme = models.CharField(_("Theme"), max_length=40, blank=True)
    is_example = models.BooleanField(_("Invented for the demo"), default=False)

    class Meta:
        verbose_name = _("Item")
        verbose_name_plural = _("Items")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(level="main", parent__isnull=True) | ~Q(level="main") & Q(parent__isnull=False),
                name="item_below_the_main_level_has_a_parent",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a code that does not have the form of its level."""
        codes.check(self.code, self.level)


class Status(models.TextChoices):
    """Where a version stands; what was published is never changed."""

    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In legal review")
    APPROVED = "approved", _("Approved")
    PUBLISHED = "published", _("Published")
    SUPERSEDED = "superseded", _("Superseded")


class Unit(models.TextChoices):
    """In what a limit is counted."""

    WORKING = "working", _("working days")
    CALENDAR = "calendar", _("calendar days")
    HOURS = "hours", _("hours")
    AT_ONCE = "at_once", _("on the spot")


class Mode(models.TextChoices):
    """How an application is decided."""

    ORDINARY = "ordinary", _("Within a promised limit")
    AT_ONCE = "at_once", _("On the spot")
    COMMITMENT = "commitment", _("On notification and commitment")


class Audience(models.TextChoices):
    """Who may apply."""

    PERSON = "person", _("Persons")
    ENTERPRISE = "enterprise", _("Enterprises")
    BOTH = "both", _("Persons and enterprises")


class DeliveryWay(models.TextChoices):
    """How the result reaches the applicant."""

    WINDOW = "window", pgettext_lazy("way of the result", "At the window")
    ELECTRONIC = "electronic", _("Electronically")
    COURIER = "courier", _("By courier")
    COURIER_PAID = "courier_paid", _("By courier, the applicant pays")


class Procedure(models.TextChoices):
    """Special procedures, whose time does not count (Article 45 of the Administrative Licensing Law)."""

    HEARING = "hearing", _("Hearing")
    TENDER = "tender", _("Tender")
    AUCTION = "auction", _("Auction")
    INSPECTION = "inspection", _("Inspection")
    TESTING = "testing", _("Testing")
    QUARANTINE = "quarantine", _("Quarantine")
    APPRAISAL = "appraisal", _("Appraisal")
    EXPERT_REVIEW = "expert_review", _("Expert review")


class ItemVersion(models.Model):
    """A business item as it is, was or will be published: its guide, its limits, its form."""

    item = models.ForeignKey(Item, PROTECT, related_name="versions", verbose_name=_("Item"))
    number = models.PositiveSmallIntegerField(_("Version"))
    status = models.CharField(_("Status"), max_length=12, choices=Status, blank=True)
    published_at = models.DateTimeField(_("Published at"), null=True, blank=True)
    digest = models.CharField(_("Digest of the content"), max_length=64, blank=True)
    summary = models.TextField(_("In short"), blank=True)
    words = models.TextField(_("Citizens' words"), blank=True, help_text=_("One word or phrase a line"))
    audience = models.CharField(_("For whom"), max_length=10, choices=Audience, default=Audience.BOTH)
    mode = models.CharField(_("Mode"), max_length=10, choices=Mode, default=Mode.ORDINARY)
    tolerates = models.BooleanField(_("Minor materials may follow later"), default=False)
    tolerance_days = models.PositiveSmallIntegerField(_("Working days for what follows later"), default=0)
    statutory_length = models.PositiveSmallIntegerField(_("Statutory limit"), default=20)
    statutory_unit = models.CharField(_("Unit"), max_length=8, choices=Unit, default=Unit.WORKING)
    statutory_basis = models.CharField(_("Basis of the limit"), max_length=60, default="licensing-law:42")
    promised_length = models.PositiveSmallIntegerField(_("Promised limit"), default=10)
    promised_unit = models.CharField(_("Unit"), max_length=8, choices=Unit, default=Unit.WORKING)
    legal_basis = models.JSONField(_("Legal basis"), default=list, blank=True)
    conditions = models.TextField(_("Conditions"), blank=True)
    fee_yuan = models.DecimalField(_("Fee (yuan)"), max_digits=12, decimal_places=2, default=0)
    fee_basis = models.CharField(_("Basis of the fee"), max_length=200, blank=True)
    result_name = models.CharField(_("Result"), max_length=120, blank=True)
    licence_type = models.ForeignKey(
        "LicenceType", PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Licence issued")
    )
    validity_months = models.PositiveSmallIntegerField(_("Validity (months)"), null=True, blank=True)
    delivery_ways = models.JSONField(_("Ways of delivery"), default=list, blank=True)
    office = models.TextField(_("Place, time and telephone"), blank=True)
    form_schema = models.JSONField(_("Form"), default=dict, blank=True)
    faq = models.JSONField(_("Questions and answers"), default=list, blank=True)
    special_procedures = models.JSONField(_("Special procedures"), default=list, blank=True)

    class Meta:
        verbose_name = _("Version of an item")
        verbose_name_plural = _("Versions of items")
        ordering = ["item", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="version_once_per_number"),
            models.UniqueConstraint(
                fields=["item"], condition=Q(status="published"), name="item_published_in_one_version"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["published", "superseded"]) | Q(published_at__isnull=False),
                name="published_version_has_an_instant",
            ),
            models.CheckConstraint(
                condition=~Q(promised_unit=F("statutory_unit"))
                | Q(promised_length__lte=F("statutory_length")),
                name="promise_within_the_law",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item.name} v{self.number}"

    @property
    def reference(self) -> str:
        """Return how the ledger names the version."""
        return f"ITEM-{self.item.code}-V{self.number}"

    def clean(self) -> None:
        """Refuse a legal basis, a form or other lists that do not have their shape."""
        schemas.check_version(self)
