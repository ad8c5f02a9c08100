"""The dispatch catalogue: which unit is competent for a class in an area, from when to when."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.ground.people.models import Department
from tongban.work.hotline.models.classes import Area, DemandClass

PROTECT = models.PROTECT


class DispatchRow(models.Model):
    """A row of the catalogue; it is proposed by a decision on competence or by hand, and never changed once in force."""

    class State(models.TextChoices):
        """Whether the row counts."""

        PROPOSED = "proposed", pgettext_lazy("dispatch row", "Proposed")
        ACCEPTED = "accepted", _("In force")
        REFUSED = "refused", pgettext_lazy("dispatch row", "Refused")

    demand_class = models.ForeignKey(DemandClass, PROTECT, related_name="+", verbose_name=_("Class"))
    area = models.ForeignKey(
        Area, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Area; none means every area")
    )
    unit = models.ForeignKey(Department, PROTECT, related_name="+", verbose_name=_("Unit"))
    state = models.CharField(_("State"), max_length=8, choices=State, default=State.PROPOSED)
    since = models.DateField(_("From"), null=True, blank=True)
    until = models.DateField(_("Until"), null=True, blank=True, help_text=_("The last day, inclusive"))
    why = models.CharField(_("Why"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("Row of the dispatch catalogue")
        verbose_name_plural = _("Rows of the dispatch catalogue")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="accepted", since__isnull=False) | ~Q(state="accepted"),
                name="dispatch_row_in_force_says_from_when",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="dispatch_row_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["demand_class", "area"],
                condition=Q(state="accepted", until__isnull=True),
                nulls_distinct=False,
                name="dispatch_row_in_force_once",
            ),
            models.UniqueConstraint(
                fields=["demand_class", "area", "unit"],
                condition=Q(state="proposed"),
                nulls_distinct=False,
                name="dispatch_row_proposed_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.demand_class} · {self.unit}"
