"""Samples: over which closed orders, by which method, how large and why, and who was drawn."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.work.hotline.models import Area, DemandClass, Line, Order

PROTECT = models.PROTECT
USER = settings.AUTH_USER_MODEL


class SamplePlan(models.Model):
    """A sample of the orders of a period: its method, its size and the numbers behind it, drawn once and kept."""

    class Purpose(models.TextChoices):
        """What the sample is for."""

        INSPECTION = "inspection", _("Quality inspection")
        CALL_BACK = "call_back", _("Call back")

    class Method(models.TextChoices):
        """How the matters are chosen."""

        EVERY = "every", _("Every order")
        RANDOM = "random", _("Simple random draw")
        SPREAD = "spread", _("Random draw in proportion to the groups")

    class Groups(models.TextChoices):
        """By what the groups of a spread draw are formed."""

        AGENT = "agent", _("Who took it in")
        UNIT = "unit", _("Lead unit")
        DEMAND_CLASS = "demand_class", _("Class")
        AREA = "area", _("Area")

    reference = models.CharField(_("Number"), max_length=20, unique=True)
    name = models.CharField(_("Name"), max_length=80)
    purpose = models.CharField(_("Purpose"), max_length=12, choices=Purpose)
    since = models.DateField(_("From"))
    until = models.DateField(_("Until"), help_text=_("The last day, inclusive"))
    line = models.ForeignKey(
        Line, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Hotline line")
    )
    demand_class = models.ForeignKey(
        DemandClass, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Class")
    )
    area = models.ForeignKey(Area, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Area"))
    method = models.CharField(_("Sampling method"), max_length=8, choices=Method, default=Method.RANDOM)
    groups = models.CharField(_("Groups"), max_length=14, choices=Groups, blank=True)
    least_per_group = models.PositiveSmallIntegerField(_("At least from each group"), default=0)
    confidence = models.DecimalField(_("Confidence (%)"), max_digits=4, decimal_places=1, default=95)
    error = models.DecimalField(_("Margin of error (%)"), max_digits=4, decimal_places=1, default=5)
    share = models.DecimalField(_("Expected share (%)"), max_digits=4, decimal_places=1, default=50)
    double_percent = models.PositiveSmallIntegerField(_("Inspected twice (%)"), default=10)
    population = models.PositiveIntegerField(_("Orders of the period"))
    size = models.PositiveIntegerField(_("Orders drawn"))
    by = models.ForeignKey(USER, PROTECT, related_name="+", verbose_name=_("By"))
    at = models.DateTimeField(_("Drawn at"))
    is_example = models.BooleanField(_("Invented for the demo"), default=False)

    class Meta:
        verbose_name = pgettext_lazy("inspection", "Sample")
        verbose_name_plural = _("Samples")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="sample_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(size__lte=F("population")), name="sample_is_part_of_the_whole"
            ),
            models.CheckConstraint(
                condition=~Q(method="spread") | ~Q(groups=""), name="sample_spread_has_groups"
            ),
            models.CheckConstraint(condition=Q(double_percent__lte=100), name="sample_doubles_are_a_share"),
        ]

    def __str__(self) -> str:
        return self.reference


class SampledOrder(models.Model):
    """An order that was drawn: from which group, at which place of the draw, and whether two inspect it."""

    plan = models.ForeignKey(SamplePlan, PROTECT, related_name="orders")
    order = models.ForeignKey(
        Order, PROTECT, related_name="+", verbose_name=pgettext_lazy("hotline", "Order")
    )
    group = models.CharField(_("Group"), max_length=120, blank=True)
    place = models.PositiveIntegerField(_("Place in the draw"))
    is_double = models.BooleanField(_("Inspected twice"), default=False)

    class Meta:
        verbose_name = _("Order of a sample")
        verbose_name_plural = _("Orders of samples")
        ordering = ["plan", "place"]
        constraints = [models.UniqueConstraint(fields=["plan", "order"], name="order_drawn_once_in_a_sample")]

    def __str__(self) -> str:
        return f"{self.plan} · {self.order}"
