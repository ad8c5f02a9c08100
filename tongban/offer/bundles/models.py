"""A bundle and its versions: the items that go together, the questions that switch them on, their order."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tongban.ground.matters import conditions
from tongban.ground.people.models import Department
from tongban.offer.catalogue.models import Audience, Item, Situation

PROTECT, CASCADE = models.PROTECT, models.CASCADE


class Status(models.TextChoices):
    """Where a version stands; what was published is never changed."""

    DRAFT = "draft", _("Draft")
    CHECKED = "checked", _("Checked")
    PUBLISHED = "published", _("Published")
    SUPERSEDED = "superseded", _("Superseded")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Origin(models.TextChoices):
    """On which list a bundle stands."""

    ENTERPRISE = "enterprise", _("National list of 2022: enterprises")
    PERSON = "person", _("National list of 2022: persons")
    PROJECT = "project", _("Stages of construction projects")
    LOCAL = "local", _("List of the city")


class FeeRule(models.TextChoices):
    """How the fees of the items become one."""

    SUM = "sum", _("All fees, paid at once")
    ONCE = "once", _("Of each kind of fee the highest, once")


class Delivery(models.TextChoices):
    """How the results reach the applicant."""

    TOGETHER = "together", _("All together, once the last is there")
    AS_READY = "as_ready", _("Each as soon as it is ready")


class Bundle(models.Model):
    """A bundle under its number; what it says stands in its versions."""

    reference = models.CharField(_("Number"), max_length=20, unique=True)
    is_example = models.BooleanField(_("Invented for the demo"), default=False)

    class Meta:
        verbose_name = _("Bundle")
        verbose_name_plural = _("Bundles")
        ordering = ["reference"]

    def __str__(self) -> str:
        return self.reference


class BundleVersion(models.Model):
    """What a bundle says, as drafted, checked or published."""

    bundle = models.ForeignKey(Bundle, PROTECT, related_name="versions", verbose_name=_("Bundle"))
    number = models.PositiveSmallIntegerField(_("Version"))
    reference = models.CharField(_("Number"), max_length=28, unique=True)
    status = models.CharField(_("Status"), max_length=12, choices=Status, blank=True)
    name = models.CharField(_("Name"), max_length=80)
    summary = models.TextField(_("In short"), blank=True)
    origin = models.CharField(_("List"), max_length=12, choices=Origin, default=Origin.LOCAL)
    basis = models.CharField(_("Basis"), max_length=200)
    audience = models.CharField(_("For whom"), max_length=10, choices=Audience, default=Audience.BOTH)
    lead = models.ForeignKey(Department, PROTECT, related_name="+", verbose_name=_("Lead body"))
    fee_rule = models.CharField(_("Fees"), max_length=6, choices=FeeRule, default=FeeRule.SUM)
    delivery = models.CharField(_("Delivery"), max_length=10, choices=Delivery, default=Delivery.TOGETHER)
    limit_rule = models.CharField(
        _("Working days for the whole, as a formula"),
        max_length=300,
        blank=True,
        help_text=_("For example kind == '工业' ? 50.0 : 100.0; empty: what the items add up to"),
    )
    published_at = models.DateTimeField(_("Published at"), null=True, blank=True)
    digest = models.CharField(_("Digest of the content"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("Version of a bundle")
        verbose_name_plural = _("Versions of bundles")
        ordering = ["bundle", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["bundle", "number"], name="bundle_version_once_per_number"),
            models.UniqueConstraint(
                fields=["bundle"], condition=Q(status="published"), name="bundle_published_in_one_version"
            ),
            models.UniqueConstraint(
                fields=["bundle"],
                condition=Q(status__in=["draft", "checked"]),
                name="bundle_worked_on_in_one_version",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["published", "superseded", "withdrawn"])
                | Q(published_at__isnull=False) & ~Q(digest=""),
                name="bundle_version_published_has_its_instant",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class BundleQuestion(models.Model):
    """A question of the bundle; it also answers questions of its items that have the same code."""

    version = models.ForeignKey(BundleVersion, CASCADE, related_name="questions", verbose_name=_("Version"))
    position = models.PositiveSmallIntegerField(_("Position"))
    code = models.SlugField(_("Name in conditions"), max_length=30)
    question = models.CharField(_("Question"), max_length=200)
    kind = models.CharField(_("Kind"), max_length=8, choices=Situation.Kind, default=Situation.Kind.YES_NO)
    choices = models.JSONField(_("Choices"), default=list, blank=True)

    class Meta:
        verbose_name = _("Question of a bundle")
        verbose_name_plural = _("Questions of bundles")
        ordering = ["version", "position"]
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="bundle_question_named_once")]

    def __str__(self) -> str:
        return self.question

    @property
    def as_asked(self) -> conditions.Question:
        """Return the question as conditions know it."""
        return conditions.Question(self.code, self.kind, tuple(self.choices), self.question)


class BundleItem(models.Model):
    """An item of a bundle: when it is part of it, and how its materials and fields join with those of the others.

    ``materials`` gives by the name of a material what meets it: alternatives, each a list of materials of the bundle; a
    material not named there meets itself. ``fields`` gives by a field of the item's form the name under which the bundle
    asks for it.
    """

    version = models.ForeignKey(BundleVersion, CASCADE, related_name="items", verbose_name=_("Version"))
    position = models.PositiveSmallIntegerField(_("Position"))
    item = models.ForeignKey(Item, PROTECT, related_name="+", verbose_name=_("Item"))
    condition = models.CharField(_("Only when"), max_length=300, blank=True)
    condition_text = models.CharField(_("In words"), max_length=200, blank=True)
    fee_kind = models.CharField(_("Kind of fee"), max_length=40, blank=True)
    materials = models.JSONField(_("What meets its materials"), default=dict, blank=True)
    fields = models.JSONField(_("Its fields in the one form"), default=dict, blank=True)

    class Meta:
        verbose_name = _("Item of a bundle")
        verbose_name_plural = _("Items of bundles")
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "item"], name="item_once_in_a_bundle"),
            models.UniqueConstraint(fields=["version", "position"], name="bundle_item_once_per_position"),
        ]

    def __str__(self) -> str:
        return self.item.name


class BundleOrder(models.Model):
    """One item after another; with a material, the result of the first stands for it in the second."""

    version = models.ForeignKey(BundleVersion, CASCADE, related_name="order", verbose_name=_("Version"))
    before = models.ForeignKey(BundleItem, CASCADE, related_name="+", verbose_name=_("First"))
    after = models.ForeignKey(BundleItem, CASCADE, related_name="+", verbose_name=_("Then"))
    material = models.CharField(_("Its result is"), max_length=160, blank=True)

    class Meta:
        verbose_name = _("Order in a bundle")
        verbose_name_plural = _("Order in bundles")
        ordering = ["version", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["before", "after", "material"], name="bundle_order_said_once"),
            models.CheckConstraint(condition=~Q(before=F("after")), name="no_item_waits_for_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"
