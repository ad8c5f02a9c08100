"""A policy and its versions: what it gives, whom it asks for what, from when to when, and what it does not go with."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tongban.ground.people.models import Department
from tongban.offer.catalogue.models import Item
from tongban.offer.policies.rules import PolicyRule, RuleCondition

PROTECT, CASCADE = models.PROTECT, models.CASCADE


class Level(models.TextChoices):
    """Who made the policy."""

    NATIONAL = "national", _("National")
    PROVINCIAL = "provincial", _("Province")
    MUNICIPAL = "municipal", _("City")
    COUNTY = "county", _("County or district")


class Status(models.TextChoices):
    """Where a version stands; what was published is never changed."""

    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    APPROVED = "approved", _("Approved")
    PUBLISHED = "published", _("Published")
    SUPERSEDED = "superseded", _("Superseded")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Policy(models.Model):
    """A policy under its number, and the unit that answers for it; what it says stands in its versions."""

    reference = models.CharField(_("Number"), max_length=20, unique=True)
    unit = models.ForeignKey(Department, PROTECT, related_name="+", verbose_name=_("Owner unit"))
    is_example = models.BooleanField(_("Invented for the demo"), default=False)

    class Meta:
        verbose_name = _("Policy")
        verbose_name_plural = _("Policies")
        ordering = ["reference"]

    def __str__(self) -> str:
        return self.reference


class PolicyVersion(models.Model):
    """What a policy says, as drafted, approved or published."""

    policy = models.ForeignKey(Policy, PROTECT, related_name="versions", verbose_name=_("Policy"))
    number = models.PositiveSmallIntegerField(_("Version"))
    reference = models.CharField(_("Number"), max_length=28, unique=True)
    status = models.CharField(_("Status"), max_length=12, choices=Status, blank=True)
    title = models.CharField(_("Title"), max_length=160)
    level = models.CharField(_("Level"), max_length=10, choices=Level, default=Level.MUNICIPAL)
    issuer = models.CharField(_("Issued by"), max_length=120)
    document = models.CharField(_("Document"), max_length=120, blank=True)
    benefit = models.TextField(_("What it gives"))
    amount_rule = models.CharField(_("Amount, as a formula"), max_length=600, blank=True)
    most_yuan = models.DecimalField(
        _("At most (yuan)"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    valid_from = models.DateField(_("Valid from"))
    valid_until = models.DateField(
        _("Valid until"), null=True, blank=True, help_text=_("The last day, inclusive")
    )
    contact = models.CharField(_("Contact"), max_length=200, blank=True)
    apply_url = models.URLField(_("Where to apply"), max_length=300, blank=True)
    item = models.ForeignKey(
        Item, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Item by which one applies")
    )
    review_on = models.DateField(_("To be reviewed by"))
    is_automatic = models.BooleanField(_("Granted without application"), default=False)
    objection_days = models.PositiveSmallIntegerField(_("Working days for objections"), default=5)
    published_at = models.DateTimeField(_("Published at"), null=True, blank=True)
    digest = models.CharField(_("Digest of the content"), max_length=64, blank=True)
    deviation = models.TextField(_("Why it differs from past decisions"), blank=True)
    told_on = models.DateField(_("Owner told that it is due"), null=True, blank=True)

    class Meta:
        verbose_name = _("Version of a policy")
        verbose_name_plural = _("Versions of policies")
        ordering = ["policy", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["policy", "number"], name="policy_version_once_per_number"),
            models.UniqueConstraint(
                fields=["policy"], condition=Q(status="published"), name="policy_published_in_one_version"
            ),
            models.UniqueConstraint(
                fields=["policy"],
                condition=Q(status__in=["draft", "in_review", "approved"]),
                name="policy_worked_on_in_one_version",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["published", "superseded", "withdrawn"])
                | Q(published_at__isnull=False) & ~Q(digest=""),
                name="policy_version_published_has_its_instant",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="policy_version_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def rule(self) -> PolicyRule:
        """Return the version as a rule."""
        return PolicyRule(
            self.policy.reference,
            tuple(RuleCondition(row.expression, row.words_zh, row.words_en) for row in self.conditions.all()),
            self.valid_from,
            self.valid_until,
            self.amount_rule,
            self.most_yuan,
            frozenset(row.other.reference for row in self.exclusions.all()),
        )


class PolicyCondition(models.Model):
    """One condition of a version: an expression over the profile of enterprises, and its words."""

    version = models.ForeignKey(PolicyVersion, CASCADE, related_name="conditions", verbose_name=_("Version"))
    position = models.PositiveSmallIntegerField(_("Position"))
    expression = models.CharField(_("Condition"), max_length=600)
    words_zh = models.CharField(_("What it asks, in Chinese"), max_length=200)
    words_en = models.CharField(_("What it asks, in English"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Condition")
        verbose_name_plural = _("Conditions to meet")
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="policy_condition_once_per_position")
        ]

    def __str__(self) -> str:
        return self.words_zh


class Exclusion(models.Model):
    """Another policy that an enterprise may not have together with this one."""

    version = models.ForeignKey(PolicyVersion, CASCADE, related_name="exclusions", verbose_name=_("Version"))
    other = models.ForeignKey(Policy, PROTECT, related_name="+", verbose_name=_("Not together with"))

    class Meta:
        verbose_name = _("Exclusion")
        verbose_name_plural = _("Exclusions")
        ordering = ["version", "other"]
        constraints = [models.UniqueConstraint(fields=["version", "other"], name="policy_excluded_once")]

    def __str__(self) -> str:
        return str(self.other)
