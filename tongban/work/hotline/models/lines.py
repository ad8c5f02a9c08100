"""The lines on which people call: 12345 itself, hotlines merged into it, themed lines, events. Data, not code."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tongban.ground.people.models import Department

PROTECT = models.PROTECT


class Line(models.Model):
    """A line with a queue, limits and figures of its own, run by a centre."""

    class Form(models.TextChoices):
        """What a line is: the main one, a merged one in one of three forms, one of a theme or of an event."""

        MAIN = "main", _("Main line")
        WHOLE = "whole", _("Merged as a whole")
        PARALLEL = "parallel", _("Two numbers in parallel")
        BRANCH = "branch", _("Branch centre")
        THEMED = "themed", _("Themed line")
        SURGE = "surge", _("Line of an event")

    code = models.SlugField(_("Code"), max_length=32, unique=True)
    name = models.CharField(_("Name"), max_length=80)
    number = models.CharField(_("Telephone number"), max_length=20, blank=True)
    form = models.CharField(_("Form"), max_length=8, choices=Form)
    centre = models.ForeignKey(Department, PROTECT, related_name="+", verbose_name=_("Centre"))
    since = models.DateField(_("From"))
    until = models.DateField(_("Until"), null=True, blank=True, help_text=_("The last day, inclusive"))

    class Meta:
        verbose_name = _("Hotline line")
        verbose_name_plural = _("Lines")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="line_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MergeRecord(models.Model):
    """How another hotline was merged: whose it was, when, and what came over with it."""

    line = models.OneToOneField(Line, PROTECT, related_name="merge_record")
    owner = models.ForeignKey(Department, PROTECT, related_name="+", verbose_name=_("Owner"))
    merged_on = models.DateField(_("Merged on"))
    seats = models.PositiveSmallIntegerField(_("Seats"), default=0)
    knowledge_on = models.DateField(_("Knowledge handed over on"), null=True, blank=True)
    has_three_way_call = models.BooleanField(_("Three-way call"), default=False)
    exchanged = models.JSONField(_("Fields exchanged"), default=list, blank=True)
    share_of_calls = models.DecimalField(
        _("Share of calls"), max_digits=5, decimal_places=2, null=True, blank=True
    )

    class Meta:
        verbose_name = _("Merge record")
        verbose_name_plural = _("Merge records")
        ordering = ["-merged_on"]

    def __str__(self) -> str:
        return f"{self.line} · {self.merged_on}"
