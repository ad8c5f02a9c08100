"""Budgets and what was posted to them. Sums and rates are never stored: see ``rules.Execution``."""

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.figures import said_amount
from tongban.ground.people.models import BudgetUnit, Department

PROTECT, CASCADE = models.PROTECT, models.CASCADE


def amount(verbose_name: Any, **options: Any) -> "models.DecimalField[Any, Any]":
    """Return a field for an amount in yuan, to the cent."""
    return models.DecimalField(verbose_name, max_digits=16, decimal_places=2, **options)


class RateBasis(models.TextChoices):
    """What the execution rate is measured against."""

    UNDECLARED = "", _("not declared")
    ADJUSTED = "adjusted", _("actual spending ÷ adjusted budget")
    INITIAL = "initial", _("actual spending ÷ initial budget")


class AdjustmentBasis(models.TextChoices):
    """How additions and cuts are counted in the adjustment rate."""

    UNDECLARED = "", _("not declared")
    NET = "net", _("net change ÷ initial budget")
    GROSS = "gross", _("sum of absolute changes ÷ initial budget")


class Validity(models.TextChoices):
    """Whether a budget counts in figures: a department and year has one valid account, published last."""

    DRAFT = "draft", _("draft")
    VALID = "valid", _("valid")
    SUPERSEDED = "superseded", _("superseded")


class Budget(models.Model):
    """One department's budget of one fiscal year; an edition keeps a printed account apart from a corrected one."""

    reference = models.CharField(_("Number"), max_length=20, unique=True, editable=False)
    department = models.ForeignKey(Department, PROTECT, related_name="+", verbose_name=_("department"))
    year = models.PositiveSmallIntegerField(
        _("fiscal year"), validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    edition = models.CharField(_("edition"), max_length=60, blank=True)
    rate_basis = models.CharField(_("rate basis"), max_length=10, choices=RateBasis, blank=True)
    adjustment_basis = models.CharField(
        _("adjustment basis"), max_length=10, choices=AdjustmentBasis, blank=True
    )
    taken_back_yuan = amount(_("taken back by finance (yuan)"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    validity = models.CharField(
        _("validity"), max_length=10, choices=Validity, default=Validity.DRAFT, editable=False
    )
    valid_since = models.DateTimeField(_("valid since"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("budget")
        ordering = ["-year", "department", "edition"]
        constraints = [
            models.UniqueConstraint(fields=["department", "year", "edition"], name="one_budget_per_edition"),
            models.UniqueConstraint(
                fields=["department", "year"], condition=Q(validity="valid"), name="one_valid_budget_per_year"
            ),
            models.CheckConstraint(
                condition=Q(validity="draft") | Q(valid_since__isnull=False), name="valid_has_an_instant"
            ),
        ]

    def __str__(self) -> str:
        return " ".join(filter(None, [str(self.year), str(self.department), self.edition]))


class LineKind(models.TextChoices):
    """The two kinds of spending of a department's budget."""

    BASIC = "basic", _("basic expenditure")
    PROJECT = "project", _("project expenditure")


class CostNature(models.TextChoices):
    """What the money is for, by nature."""

    UNDECLARED = "", _("not declared")
    PERSONNEL = "personnel", _("personnel")
    PUBLIC = "public", _("public running costs")
    PROJECT = "project", _("project costs")


class BudgetLine(models.Model):
    """One line of a budget with the amount first approved."""

    budget = models.ForeignKey(Budget, CASCADE, related_name="lines", verbose_name=_("budget"))
    kind = models.CharField(_("kind"), max_length=10, choices=LineKind)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    name = models.CharField(_("budget line"), max_length=100)
    initial_yuan = amount(_("initial budget (yuan)"), default=0)
    published_yuan = amount(_("initial budget as published (yuan)"), null=True, blank=True, editable=False)
    unit = models.ForeignKey(
        BudgetUnit, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("budget unit")
    )
    funding = models.CharField(_("funding source"), max_length=60, blank=True)
    function_class = models.CharField(_("function class"), max_length=60, blank=True)
    economic_class = models.CharField(_("economic class"), max_length=60, blank=True)
    nature = models.CharField(_("cost nature"), max_length=10, choices=CostNature, blank=True)
    is_procurement = models.BooleanField(_("government procurement"), default=False)
    cause = models.TextField(_("cause of the execution deviation"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("budget line")
        ordering = ["budget", "kind", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["budget", "kind", "name"], name="one_line_per_name"),
            models.CheckConstraint(condition=Q(initial_yuan__gte=0), name="initial_is_not_negative"),
        ]

    def __str__(self) -> str:
        return self.name


class AdjustmentKind(models.TextChoices):
    """Why a budget changed in its year; `MERGED` is what a source document did not tell apart."""

    CARRY_OVER = "carry_over", _("carried over from last year")
    SUPPLEMENT = "supplement", _("supplement")
    CUT = "cut", _("cut")
    VIREMENT = "virement", _("virement between lines")
    POLICY = "policy", _("state policy")
    ASSIGNED = "assigned", _("assigned by superiors")
    MERGED = "merged", _("carry-over and in-year change, not told apart")


class Adjustment(models.Model):
    """One change of a line's budget: posted, never edited; a mistake is posted back."""

    line = models.ForeignKey(BudgetLine, PROTECT, related_name="adjustments", verbose_name=_("budget line"))
    kind = models.CharField(_("kind"), max_length=12, choices=AdjustmentKind)
    amount_yuan = amount(_("amount (yuan)"))
    reason = models.TextField(_("reason"), blank=True)
    document = models.CharField(_("document"), max_length=200, blank=True)
    decided_on = models.DateField(_("decided on"))
    reverses = models.OneToOneField(
        "self", PROTECT, null=True, blank=True, related_name="reversed_by", verbose_name=_("posts back")
    )
    posted_by = models.ForeignKey(settings.AUTH_USER_MODEL, PROTECT, related_name="+")
    posted_at = models.DateTimeField()

    class Meta:
        verbose_name = _("adjustment")
        ordering = ["decided_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(amount_yuan=0), name="adjustment_is_not_zero"),
            models.CheckConstraint(
                condition=~Q(kind__in=["carry_over", "supplement"])
                | Q(amount_yuan__gt=0)
                | Q(reverses__isnull=False),
                name="an_addition_adds",
            ),
            models.CheckConstraint(
                condition=~Q(kind="cut") | Q(amount_yuan__lt=0) | Q(reverses__isnull=False),
                name="a_cut_takes_away",
            ),
            models.CheckConstraint(
                condition=Q(kind="merged") | ~Q(reason=""), name="adjustment_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {said_amount(self.amount_yuan)}"


class Payment(models.Model):
    """One payment from a line: posted, never edited; a negative amount takes one back (红冲)."""

    line = models.ForeignKey(BudgetLine, PROTECT, related_name="payments", verbose_name=_("budget line"))
    amount_yuan = amount(_("amount (yuan)"))
    paid_on = models.DateField(_("paid on"))
    purpose = models.CharField(_("purpose"), max_length=200)
    document = models.CharField(_("voucher"), max_length=200, blank=True)
    reverses = models.OneToOneField(
        "self", PROTECT, null=True, blank=True, related_name="reversed_by", verbose_name=_("posts back")
    )
    posted_by = models.ForeignKey(settings.AUTH_USER_MODEL, PROTECT, related_name="+")
    posted_at = models.DateTimeField()

    may_change = ()

    class Meta:
        verbose_name = _("payment")
        ordering = ["paid_on", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(amount_yuan=0), name="payment_is_not_zero")]

    def __str__(self) -> str:
        return f"{self.paid_on} {said_amount(self.amount_yuan)}"


class ControlLevel(models.TextChoices):
    """The totals that an outside document may state."""

    TOTAL = "total", _("whole budget")
    BASIC = "basic", _("basic expenditure")
    PROJECT = "project", _("project expenditure")


class ControlTotal(models.Model):
    """A total as an outside document (final accounts, a printed report) states it; our own sums must meet it."""

    budget = models.ForeignKey(Budget, CASCADE, related_name="controls")
    level = models.CharField(_("level"), max_length=10, choices=ControlLevel)
    initial_yuan = amount(_("initial budget (yuan)"))
    adjustment_yuan = amount(_("adjustment (yuan)"))
    spent_yuan = amount(_("spent (yuan)"))
    document = models.CharField(_("document"), max_length=200)

    class Meta:
        verbose_name = _("control total")
        constraints = [models.UniqueConstraint(fields=["budget", "level"], name="one_control_per_level")]

    def __str__(self) -> str:
        return f"{self.get_level_display()} {said_amount(self.adjusted_yuan)}"

    @property
    def adjusted_yuan(self) -> Decimal:
        """Return the adjusted total that the document implies."""
        return self.initial_yuan + self.adjustment_yuan
