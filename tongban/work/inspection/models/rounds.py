"""Rounds of evaluation: units, values entered by two, rulings where they differ, results, the report, rectification."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.ground.kit.models import StoredFile
from tongban.ground.matters.papers import NumberedPaper
from tongban.ground.people.models import Department
from tongban.work.inspection.models.standard import EvaluationStandard, StandardIndicator

PROTECT = models.PROTECT
USER = settings.AUTH_USER_MODEL


def _person(label: Any, **more: Any) -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(USER, PROTECT, related_name="+", verbose_name=label, **more)


class EvaluationRound(models.Model):
    """An evaluation of units over a period by a standard in force."""

    class Status(models.TextChoices):
        """Where it stands."""

        COLLECTING = "collecting", _("Values being collected")
        SCORED = "scored", _("Round scored")
        REPORTED = "reported", _("Report issued")

    reference = models.CharField(_("Number"), max_length=20, unique=True)
    name = models.CharField(_("Name"), max_length=80)
    standard = models.ForeignKey(
        EvaluationStandard, PROTECT, related_name="+", verbose_name=_("Evaluation standard")
    )
    since = models.DateField(_("From"))
    until = models.DateField(_("Until"), help_text=_("The last day, inclusive"))
    status = models.CharField(_("Status"), max_length=10, choices=Status, blank=True)
    scored_at = models.DateTimeField(_("Scored at"), null=True, blank=True)
    is_example = models.BooleanField(_("Invented for the demo"), default=False)

    class Meta:
        verbose_name = _("Round of evaluation")
        verbose_name_plural = _("Rounds of evaluation")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("since")), name="evaluation_round_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["", "collecting"]) | Q(scored_at__isnull=False),
                name="evaluation_round_scored_at",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class EvaluatedUnit(models.Model):
    """A unit in a round, with its score and its rank once the round is scored."""

    round = models.ForeignKey(EvaluationRound, PROTECT, related_name="units")
    unit = models.ForeignKey(Department, PROTECT, related_name="+", verbose_name=_("Unit"))
    score = models.DecimalField(_("Score"), max_digits=5, decimal_places=2, null=True, blank=True)
    rank = models.PositiveSmallIntegerField(_("Rank"), null=True, blank=True)

    class Meta:
        verbose_name = _("Unit evaluated")
        verbose_name_plural = _("Units evaluated")
        ordering = ["round", F("rank").asc(nulls_last=True), "unit"]
        constraints = [
            models.UniqueConstraint(fields=["round", "unit"], name="unit_evaluated_once_in_a_round")
        ]

    def __str__(self) -> str:
        return f"{self.unit}"


class IndicatorValue(models.Model):
    """A value for an indicator of a unit: so many, or so many of so many."""

    evaluated = models.ForeignKey(EvaluatedUnit, PROTECT, related_name="+")
    indicator = models.ForeignKey(StandardIndicator, PROTECT, related_name="+", verbose_name=_("Indicator"))
    number = models.DecimalField(_("Number"), max_digits=12, decimal_places=2, null=True, blank=True)
    of = models.DecimalField(_("Of so many"), max_digits=12, decimal_places=2, null=True, blank=True)
    by = _person(_("By"))
    at = models.DateTimeField(_("At"))

    class Meta:
        abstract = True


class ValueEntry(IndicatorValue):
    """A value as one person entered it, with the evidence; a second person enters it again without having seen it."""

    note = models.CharField(_("How it was found"), max_length=300, blank=True)
    file = models.ForeignKey(
        StoredFile, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Evidence")
    )

    class Meta:
        verbose_name = _("Value entered")
        verbose_name_plural = _("Values entered")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluated", "indicator", "by"], name="value_entered_once_by_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.evaluated} · {self.indicator}"


class ValueRuling(IndicatorValue):
    """What a third person decided where two entries differ, and why."""

    reason = models.CharField(_("Why"), max_length=300)

    class Meta:
        verbose_name = _("Ruling on a value")
        verbose_name_plural = _("Rulings on values")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["evaluated", "indicator"], name="value_ruled_on_once")]

    def __str__(self) -> str:
        return f"{self.evaluated} · {self.indicator}"


class IndicatorResult(models.Model):
    """The points of an indicator with the calculation, as it was scored."""

    evaluated = models.ForeignKey(EvaluatedUnit, PROTECT, related_name="results")
    indicator = models.ForeignKey(StandardIndicator, PROTECT, related_name="+", verbose_name=_("Indicator"))
    number = models.DecimalField(_("Number"), max_digits=12, decimal_places=2, null=True, blank=True)
    of = models.DecimalField(_("Of so many"), max_digits=12, decimal_places=2, null=True, blank=True)
    points = models.DecimalField(_("Points"), max_digits=5, decimal_places=2, null=True, blank=True)
    steps = models.JSONField(_("Calculation"), default=list)

    class Meta:
        verbose_name = _("Result of an indicator")
        verbose_name_plural = _("Results of indicators")
        ordering = ["evaluated", "indicator__code"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluated", "indicator"], name="indicator_scored_once_for_a_unit"
            )
        ]

    def __str__(self) -> str:
        return f"{self.evaluated} · {self.indicator}"


class EvaluationPaper(NumberedPaper):
    """The report of a round, numbered."""

    class Kind(models.TextChoices):
        """The papers of a round."""

        REPORT = "report", _("Report of the evaluation")

    round = models.ForeignKey(EvaluationRound, PROTECT, related_name="papers")
    kind = models.CharField(_("Kind"), max_length=10, choices=Kind, default=Kind.REPORT)

    class Meta(NumberedPaper.Meta):
        verbose_name = _("Report of an evaluation")
        verbose_name_plural = _("Reports of evaluations")

    @property
    def matter(self) -> EvaluationRound:
        """Return the round."""
        return self.round

    @property
    def addressee(self) -> str:
        """Return to whom it goes."""
        return str(_("The units evaluated"))


class Rectification(models.Model):
    """What a unit has to put right after an evaluation, and by when."""

    class Status(models.TextChoices):
        """Where it stands."""

        OPEN = "open", _("To be put right")
        ANSWERED = "answered", _("Said to be put right")
        DONE = "done", _("Found put right")

    reference = models.CharField(_("Number"), max_length=20, unique=True)
    evaluated = models.ForeignKey(EvaluatedUnit, PROTECT, related_name="rectifications")
    indicator = models.ForeignKey(StandardIndicator, PROTECT, related_name="+", verbose_name=_("Indicator"))
    finding = models.TextField(_("What has to be put right"))
    status = models.CharField(_("Status"), max_length=10, choices=Status, blank=True)
    due_on = models.DateField(_("Last day"))
    answer = models.TextField(pgettext_lazy("inspection", "What was done"), blank=True)
    answered_at = models.DateTimeField(_("Answered at"), null=True, blank=True)
    file = models.ForeignKey(
        StoredFile, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Evidence")
    )
    checked_by = _person(_("Checked by"), null=True, blank=True)
    remark = models.TextField(_("Finding of the check"), blank=True)

    class Meta:
        verbose_name = _("Rectification")
        verbose_name_plural = _("Rectifications")
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluated", "indicator"], name="rectification_once_per_indicator"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["answered", "done"]) | ~Q(answer=""),
                name="rectification_answered_in_words",
            ),
            models.CheckConstraint(
                condition=~Q(status="done") | Q(checked_by__isnull=False),
                name="rectification_done_was_checked",
            ),
        ]

    def __str__(self) -> str:
        return self.reference
