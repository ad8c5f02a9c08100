"""Indicators with their targets, actual values, evidence and in-year readings."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tongban.account.budget.models import BudgetLine
from tongban.account.evaluation.models.year import DutyFunction, Evaluation
from tongban.ground.kit.models import StoredFile

PROTECT, CASCADE, SET_NULL = models.PROTECT, models.CASCADE, models.SET_NULL


class IndicatorClass(models.TextChoices):
    """First level of both frames; 履职 stands where the national frame says 产出."""

    DECISION = "决策", _("decision")
    PROCESS = "过程", _("process")
    COST = "成本", _("cost")
    DUTY = "履职", _("duties")
    OUTPUT = "产出", _("output")
    BENEFIT = "效益", _("benefit")
    SATISFACTION = "满意度", _("satisfaction")


class Operator(models.TextChoices):
    """How the actual value must stand to the target."""

    AT_LEAST = ">=", "≥"
    AT_MOST = "<=", "≤"
    EQUAL = "=", "="
    MORE = ">", ">"
    LESS = "<", "<"
    RANGE = "range", _("between")
    TEXT = "text", _("in words")


class Better(models.TextChoices):
    """Which direction is good."""

    UNDECLARED = "", _("not declared")
    HIGHER = "higher", _("higher is better")
    LOWER = "lower", _("lower is better")
    TARGET = "target", _("on target is best")


class Verdict(models.TextChoices):
    """What a person says of a result in words (财预〔2020〕10号: three grades, each with a range of points)."""

    BY_SHARE = "", _("as the share says")
    REACHED = "reached", _("target reached")
    PARTLY = "partly", _("partly reached")
    MISSED = "missed", _("not reached")


def number(verbose_name: Any) -> "models.DecimalField[Any, Any]":
    """Return an optional field for a measured number."""
    return models.DecimalField(verbose_name, max_digits=18, decimal_places=4, null=True, blank=True)


class Indicator(models.Model):
    """One indicator: what should be reached, what was, how it is known, and why it differs.

    The actual value is typed with evidence, or, where ``bound_to`` names a live figure, computed.
    The five statements say how far the value can be trusted (verified, source, accuracy, limits, compensation).
    """

    evaluation = models.ForeignKey(Evaluation, CASCADE, related_name="indicators")
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    level1 = models.CharField(_("class"), max_length=4, choices=IndicatorClass)
    level2 = models.CharField(_("second level"), max_length=40, blank=True)
    level3 = models.CharField(_("third level"), max_length=40, blank=True)
    name = models.CharField(_("indicator"), max_length=100)
    formula = models.TextField(_("definition and formula"), blank=True)
    operator = models.CharField(_("operator"), max_length=5, choices=Operator, default=Operator.TEXT)
    target = number(_("target"))
    target_upper = number(_("upper bound"))
    target_text = models.CharField(_("target in words"), max_length=100, blank=True)
    unit = models.CharField(_("unit"), max_length=10, blank=True)
    better = models.CharField(_("direction"), max_length=6, choices=Better, blank=True)
    zero_cap = number(_("distance from a zero target that scores nothing"))
    weight = models.DecimalField(_("weight"), max_digits=5, decimal_places=2, null=True, blank=True)
    baseline = number(_("last year's value"))
    function = models.ForeignKey(
        DutyFunction, SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("function")
    )
    budget_line = models.ForeignKey(
        BudgetLine, SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("budget line")
    )
    bound_to = models.CharField(_("live figure"), max_length=120, blank=True)
    actual = number(_("actual"))
    actual_text = models.CharField(_("actual in words"), max_length=100, blank=True)
    attained = number(_("attained share of a target in words (percent)"))
    verdict = models.CharField(_("verdict on a target in words"), max_length=7, choices=Verdict, blank=True)
    basis = models.CharField(_("figures divided"), max_length=60, blank=True)
    cause = models.TextField(_("cause"), blank=True)
    measure = models.TextField(_("measure"), blank=True)
    owner = models.CharField(_("responsible division"), max_length=60, blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    verified = models.TextField(_("how the value was verified"), blank=True)
    source_note = models.TextField(_("where the value comes from"), blank=True)
    accuracy = models.TextField(_("accuracy needed and reached"), blank=True)
    limits = models.TextField(_("known limits"), blank=True)
    compensation = models.TextField(_("how the limits are made up for"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("indicator")
        ordering = ["evaluation", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "name"], name="one_indicator_per_name"),
            models.CheckConstraint(
                condition=Q(operator="text", target__isnull=True)
                | Q(~Q(operator="text"), target__isnull=False),
                name="a_number_or_words",
            ),
            models.CheckConstraint(
                condition=~Q(operator="range") | Q(target_upper__isnull=False), name="a_range_has_two_ends"
            ),
            models.CheckConstraint(
                condition=Q(weight__isnull=True) | Q(weight__gte=0), name="weight_is_positive"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def reference(self) -> str:
        """Return the text by which the ledger holds this indicator."""
        return f"{self.evaluation.reference}/I{self.pk}"


class EvidenceKind(models.TextChoices):
    """How an actual value is proven."""

    DOCUMENT = "document", _("document")
    LEDGER = "ledger", _("ledger or register")
    METRIC = "metric", _("metric of this system")
    SURVEY = "survey", _("survey")


class Evidence(models.Model):
    """One proof of an actual value: what it is, which system and day, who answers for it, and the paper itself."""

    indicator = models.ForeignKey(Indicator, CASCADE, related_name="evidence")
    kind = models.CharField(_("kind"), max_length=10, choices=EvidenceKind)
    title = models.CharField(_("title"), max_length=200)
    system = models.CharField(_("system or register"), max_length=100, blank=True)
    as_of = models.DateField(_("as of"), null=True, blank=True)
    owner = models.CharField(_("kept by"), max_length=60, blank=True)
    file = models.ForeignKey(
        StoredFile, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("file")
    )
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = _("evidence")
        ordering = ["indicator", "pk"]

    def __str__(self) -> str:
        return self.title


class Likelihood(models.TextChoices):
    """How likely the target is to be reached (财预〔2019〕136号)."""

    CERTAIN = "certain", _("certain")
    POSSIBLE = "possible", _("possible")
    IMPOSSIBLE = "impossible", _("impossible")


class Reading(models.Model):
    """What an indicator stood at during the year, and what is expected at its end."""

    indicator = models.ForeignKey(Indicator, CASCADE, related_name="readings")
    as_of = models.DateField(_("as of"))
    value = number(_("value"))
    forecast = number(_("forecast for the year's end"))
    likelihood = models.CharField(_("likelihood"), max_length=10, choices=Likelihood)
    cause_class = models.CharField(_("class of cause"), max_length=20, blank=True)
    note = models.TextField(_("cause and measure"), blank=True)

    class Meta:
        verbose_name = _("reading")
        ordering = ["indicator", "as_of"]
        constraints = [models.UniqueConstraint(fields=["indicator", "as_of"], name="one_reading_per_day")]

    def __str__(self) -> str:
        return f"{self.as_of} {self.value}"
