"""What is demanded, and where: classes under keys that no new name changes, areas, and the office's own limits."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.work.hotline.models.lines import Line

PROTECT = models.PROTECT
DEEPEST = 3
"""Levels of the tree, as GB/T 39666 has them: two digits each."""


class Kind(models.TextChoices):
    """What a caller wants."""

    CONSULT = "consult", _("Advice")
    HELP = "help", _("Help")
    COMPLAINT = "complaint", _("Complaint")
    REPORT = "report", _("Report of a wrong")
    SUGGESTION = "suggestion", _("Suggestion")


class DemandClass(models.Model):
    """A class of demands; what was learnt or counted by its key stays true when it is renamed or merged."""

    key = models.CharField(pgettext_lazy("class of demands", "Key"), max_length=12, unique=True)
    name = models.CharField(_("Name"), max_length=80)
    parent = models.ForeignKey("self", PROTECT, null=True, blank=True, related_name="+")
    since = models.DateField(_("From"))
    until = models.DateField(_("Until"), null=True, blank=True, help_text=_("The last day, inclusive"))
    merged_into = models.ForeignKey("self", PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("Class of demands")
        verbose_name_plural = _("Classes of demands")
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | Q(until__isnull=False) & ~Q(merged_into=F("pk")),
                name="demand_class_merged_has_ended",
            ),
            models.CheckConstraint(condition=~Q(parent=F("pk")), name="demand_class_not_under_itself"),
        ]

    def __str__(self) -> str:
        return self.name

    def holds_on(self, day: date) -> bool:
        """Return whether orders are put into the class on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


class ClassName(models.Model):
    """How a class was called from a day on; a name is never changed, the next one follows it."""

    demand_class = models.ForeignKey(DemandClass, PROTECT, related_name="names")
    name = models.CharField(_("Name"), max_length=80)
    since = models.DateField(_("From"))

    class Meta:
        verbose_name = _("Name of a class")
        verbose_name_plural = _("Names of classes")
        ordering = ["since", "pk"]

    def __str__(self) -> str:
        return self.name


class Area(models.Model):
    """A district or a street of the city, by its division code (GB/T 2260, GB/T 10114)."""

    code = models.CharField(_("Code"), max_length=12, unique=True)
    name = models.CharField(_("Name"), max_length=60)
    parent = models.ForeignKey("self", PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("Area")
        verbose_name_plural = _("Areas")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class OrderLimit(models.Model):
    """The working days that the office gives orders of a line, kind or class from a day on; the closest one counts."""

    line = models.ForeignKey(
        Line, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Hotline line")
    )
    kind = models.CharField(_("Kind"), max_length=10, choices=Kind, blank=True)
    demand_class = models.ForeignKey(
        DemandClass, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Class")
    )
    days = models.PositiveSmallIntegerField(_("Working days"))
    in_force_on = models.DateField(_("In force from"))
    source = models.CharField(_("Set by"), max_length=120)

    class Meta:
        verbose_name = _("Limit of orders")
        verbose_name_plural = _("Limits of orders")
        ordering = ["in_force_on", "pk"]
        constraints = [models.CheckConstraint(condition=Q(days__gte=1), name="order_limit_is_a_day")]

    def __str__(self) -> str:
        return f"{self.days} · {self.in_force_on}"

    @property
    def closeness(self) -> tuple[bool, bool, bool, date]:
        """Return how closely it fits: class before line before kind, the newest of equals."""
        return (self.demand_class_id is not None, self.line_id is not None, bool(self.kind), self.in_force_on)
