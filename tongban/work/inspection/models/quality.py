"""Quality inspection: forms as data, rules that ask for an inspection, inspections with their marks."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.ground.people.models import Department
from tongban.work.hotline.models import Order
from tongban.work.inspection.models.samples import SampledOrder

PROTECT = models.PROTECT
USER = settings.AUTH_USER_MODEL


class QualityForm(models.Model):
    """A form of quality inspection from a day on; what it asks is never changed, the next one follows it."""

    name = models.CharField(_("Name"), max_length=80)
    in_force_on = models.DateField(_("In force from"))
    pass_mark = models.DecimalField(_("Passed from"), max_digits=5, decimal_places=2, default=80)
    is_example = models.BooleanField(_("Invented for the demo"), default=False)

    class Meta:
        verbose_name = _("Form of inspection")
        verbose_name_plural = _("Forms of inspection")
        ordering = ["-in_force_on", "-pk"]

    def __str__(self) -> str:
        return self.name


class QualityCriterion(models.Model):
    """What is looked at: so many points of 100, or a fatal error, which makes the whole 0."""

    form = models.ForeignKey(QualityForm, PROTECT, related_name="criteria")
    position = models.PositiveSmallIntegerField(_("Position"))
    name = models.CharField(_("What is looked at"), max_length=120)
    points = models.DecimalField(
        _("Full points"), max_digits=5, decimal_places=2, default=0, validators=[MinValueValidator(0)]
    )
    is_fatal = models.BooleanField(_("Fatal error"), default=False)

    class Meta:
        verbose_name = _("Criterion of inspection")
        verbose_name_plural = _("Criteria of inspection")
        ordering = ["form", "position"]
        constraints = [
            models.UniqueConstraint(fields=["form", "position"], name="quality_criterion_once_per_position"),
            models.CheckConstraint(
                condition=Q(is_fatal=True, points=0) | Q(is_fatal=False, points__gt=0),
                name="quality_criterion_gives_points_or_is_fatal",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class HitRule(models.Model):
    """A rule that asks for the inspection of an order as soon as it is closed; the office sets its number."""

    class Kind(models.TextChoices):
        """What the rule looks at."""

        SATISFACTION = "satisfaction", _("Satisfaction at most")
        ROUNDS = "rounds", _("Handled at least so many times")
        RETURNS = "returns", _("Returned at least so many times")
        SHORT_ANSWER = "short_answer", _("Answered at once in fewer characters than")
        LATE = "late", _("Replied more than so many days late")

    kind = models.CharField(_("Inspection rule"), max_length=14, choices=Kind, unique=True)
    number = models.PositiveSmallIntegerField(_("Number"))
    is_active = models.BooleanField(_("In use"), default=True)

    class Meta:
        verbose_name = _("Rule that asks for an inspection")
        verbose_name_plural = _("Rules that ask for an inspection")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"


class Inspection(models.Model):
    """One inspection of an order, by one person; of an order inspected twice there are two."""

    class Status(models.TextChoices):
        """Where it stands."""

        OPEN = "open", _("To be inspected")
        SCORED = "scored", _("Scored")
        APPEALED = "appealed", _("Score appealed")
        FINAL = "final", _("Final score")

    reference = models.CharField(_("Number"), max_length=20, unique=True)
    order = models.ForeignKey(
        Order, PROTECT, related_name="+", verbose_name=pgettext_lazy("hotline", "Order")
    )
    sampled = models.ForeignKey(
        SampledOrder, PROTECT, null=True, blank=True, related_name="inspections", verbose_name=_("Drawn in")
    )
    rule = models.ForeignKey(
        HitRule,
        PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=pgettext_lazy("inspection", "Asked for by"),
    )
    turn = models.PositiveSmallIntegerField(_("Which of two"), default=1)
    form = models.ForeignKey(
        QualityForm, PROTECT, related_name="+", verbose_name=pgettext_lazy("inspection", "Form")
    )
    agent = models.ForeignKey(
        USER, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Whose work")
    )
    unit = models.ForeignKey(
        Department, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Lead unit")
    )
    recording = models.CharField(_("Number of the recording"), max_length=60, blank=True)
    status = models.CharField(_("Status"), max_length=10, choices=Status, blank=True)
    asked_at = models.DateTimeField(_("Asked for at"))
    inspector = models.ForeignKey(
        USER, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Inspector")
    )
    scored_at = models.DateTimeField(_("Scored at"), null=True, blank=True)
    score = models.DecimalField(_("Score"), max_digits=5, decimal_places=2, null=True, blank=True)
    has_fatal = models.BooleanField(_("Fatal error found"), default=False)
    advice = models.TextField(pgettext_lazy("inspection", "Advice"), blank=True)
    appeal_until = models.DateField(_("Appeal until"), null=True, blank=True)
    appeal = models.TextField(_("Appeal"), blank=True)
    ruling = models.TextField(_("Ruling"), blank=True)
    ruled_by = models.ForeignKey(
        USER, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Ruled by")
    )

    class Meta:
        verbose_name = pgettext_lazy("inspection", "Inspection")
        verbose_name_plural = _("Inspections")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["status"], name="inspection_by_status")]
        constraints = [
            models.UniqueConstraint(fields=["sampled", "turn"], name="inspection_once_per_turn"),
            models.UniqueConstraint(fields=["order", "rule"], name="inspection_once_per_rule"),
            models.UniqueConstraint(fields=["sampled", "inspector"], name="inspection_twice_by_two"),
            models.CheckConstraint(
                condition=Q(sampled__isnull=False) | Q(rule__isnull=False), name="inspection_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["", "open"], inspector__isnull=True)
                | Q(inspector__isnull=False, scored_at__isnull=False, appeal_until__isnull=False),
                name="inspection_scored_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__range=(0, 100)), name="inspection_scores_of_100"
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_passed(self) -> bool | None:
        """Return whether the score reaches the form's mark; nothing before there is one."""
        return None if self.score is None else self.score >= self.form.pass_mark and not self.has_fatal


class CriterionMark(models.Model):
    """What an inspector gave for a criterion; a ruling that corrects it is a further row, and the last one counts."""

    inspection = models.ForeignKey(Inspection, PROTECT, related_name="marks")
    criterion = models.ForeignKey(QualityCriterion, PROTECT, related_name="+", verbose_name=_("Criterion"))
    points = models.DecimalField(
        _("Points"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Empty: does not apply"),
    )
    is_hit = models.BooleanField(_("Fatal error found"), default=False)
    remark = models.CharField(_("Remark"), max_length=300, blank=True)
    is_ruling = models.BooleanField(_("By ruling"), default=False)
    by = models.ForeignKey(USER, PROTECT, related_name="+", verbose_name=_("By"))
    at = models.DateTimeField(_("At"))

    class Meta:
        verbose_name = _("Mark of an inspection")
        verbose_name_plural = _("Marks of inspections")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "criterion", "is_ruling"], name="criterion_marked_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.inspection} · {self.criterion}"
