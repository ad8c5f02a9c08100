"""The evaluation standard: a tree of indicators with weights, sources and formulas; a version in force is never changed."""

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.work.inspection.rules.standard import Formula, IndicatorRule

PROTECT, CASCADE = models.PROTECT, models.CASCADE


def _number(label: Any) -> "models.DecimalField[Any, Any]":
    return models.DecimalField(label, max_digits=9, decimal_places=2, null=True, blank=True)


class EvaluationStandard(models.Model):
    """A version of the standard by which hotlines and units are evaluated."""

    class Status(models.TextChoices):
        """Where a version stands."""

        DRAFT = "draft", _("Standard drafted")
        IN_FORCE = "in_force", _("Standard in force")
        RETIRED = "retired", _("Standard followed by another")

    reference = models.CharField(_("Number"), max_length=20, unique=True)
    name = models.CharField(_("Name"), max_length=80)
    basis = models.CharField(_("Based on"), max_length=200, blank=True)
    sampling = models.TextField(
        _("Sampling"),
        blank=True,
        help_text=_("Areas, classes and times; size by confidence and margin of error"),
    )
    status = models.CharField(_("Status"), max_length=10, choices=Status, blank=True)
    in_force_on = models.DateField(_("In force from"), null=True, blank=True)
    copied_from = models.ForeignKey("self", PROTECT, null=True, blank=True, related_name="+")
    is_example = models.BooleanField(_("Invented for the demo"), default=False)

    class Meta:
        verbose_name = _("Evaluation standard")
        verbose_name_plural = _("Evaluation standards")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["", "draft"]) | Q(in_force_on__isnull=False),
                name="evaluation_standard_in_force_since",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.reference}）"


class StandardIndicator(models.Model):
    """An indicator by its code (1, 1.2, 1.2.3); one of the last level says where its value is from and how it is scored."""

    class Source(models.TextChoices):
        """Where the value is from."""

        SYSTEM = "system", _("The hotline's own figures")
        MYSTERY_CALL = "mystery_call", _("Mystery call")
        SURVEY = "survey", _("Survey")
        DOCUMENT = "document", _("Documents")

    class FormulaKind(models.TextChoices):
        """How the value becomes points."""

        RATIO = Formula.RATIO, _("Evenly between two values")
        DEDUCTION = Formula.DEDUCTION, _("Points off for each fault")
        BAND = Formula.BAND, _("Points by bands")
        EXPRESSION = Formula.EXPRESSION, _("By an expression")

    standard = models.ForeignKey(EvaluationStandard, CASCADE, related_name="indicators")
    code = models.CharField(_("Code"), max_length=12)
    name = models.CharField(_("Indicator"), max_length=80)
    weight = models.DecimalField(_("Weight"), max_digits=5, decimal_places=2)
    source = models.CharField(
        pgettext_lazy("inspection", "Source"), max_length=14, choices=Source, blank=True
    )
    figure = models.CharField(_("Hotline figure"), max_length=40, blank=True)
    formula = models.CharField(_("Formula"), max_length=12, choices=FormulaKind, blank=True)
    full_at = _number(_("All points from"))
    none_at = _number(_("No points from"))
    each = _number(_("Points off for each fault"))
    bands = models.JSONField(_("Bands"), default=list, blank=True)
    expression = models.CharField(_("Expression"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("Indicator of the standard")
        verbose_name_plural = _("Indicators of the standard")
        ordering = ["standard", "code"]
        constraints = [
            models.UniqueConstraint(fields=["standard", "code"], name="standard_indicator_once_per_code"),
            models.CheckConstraint(condition=Q(weight__gt=0), name="standard_indicator_weighs_something"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def above(self) -> str:
        """Return the code of the indicator above; nothing at the top."""
        return self.code.rpartition(".")[0]

    @property
    def level(self) -> int:
        """Return the level, from 1."""
        return self.code.count(".") + 1

    @property
    def rule(self) -> IndicatorRule:
        """Return how it is scored."""
        bands = tuple((_decimal(since), _decimal(points)) for since, points in self.bands)
        return IndicatorRule(
            self.code,
            self.weight,
            Formula(self.formula),
            self.full_at,
            self.none_at,
            self.each,
            bands,
            self.expression,
        )


def _decimal(text: object) -> Decimal:
    return Decimal(str(text))
