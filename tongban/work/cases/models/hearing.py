"""Hearings on a case: offered or ordered, asked for, announced, held and recorded; facts only, no status."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.models import StoredFile
from tongban.work.cases.models.case import Case
from tongban.work.cases.models.review import Pause

PROTECT = models.PROTECT
USER = settings.AUTH_USER_MODEL


class Hearing(models.Model):
    """A hearing before a decision, from the first notice to the record that the decision follows."""

    class Kind(models.TextChoices):
        """Whether the applicant may ask for it, or the bureau holds it of itself."""

        OFFERED = "offered", _("On application")
        ORDERED = "ordered", _("Ordered by the bureau")

    class Stage(models.TextChoices):
        """How far it has come; told by its days."""

        OFFERED = "offered", _("May be asked for")
        LAPSED = "lapsed", _("Not asked for")
        WAIVED = "waived", _("Given up")
        ASKED = "asked", _("To be announced")
        ANNOUNCED = "announced", _("Announced")
        RECORDED = "recorded", _("Held, record kept")

    case = models.ForeignKey(Case, PROTECT, related_name="hearings")
    kind = models.CharField(_("Kind"), max_length=8, choices=Kind)
    reason = models.CharField(_("Why"), max_length=300)
    since = models.DateField(_("Told or ordered on"))
    ask_until = models.DateField(_("May be asked for until"), null=True, blank=True)
    waived_on = models.DateField(_("Given up on"), null=True, blank=True)
    asked_on = models.DateField(_("Asked for on"), null=True, blank=True)
    asked_by = models.CharField(_("Asked for by"), max_length=120, blank=True)
    hold_by = models.DateField(_("To be held by"), null=True, blank=True)
    told_on = models.DateField(_("Announced on"), null=True, blank=True)
    at = models.DateTimeField(_("Held at"), null=True, blank=True)
    place = models.CharField(_("Place"), max_length=200, blank=True)
    presider = models.ForeignKey(
        USER, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Presided over by")
    )
    pause = models.OneToOneField(
        Pause, PROTECT, null=True, blank=True, related_name="hearing", verbose_name=_("Days not counted")
    )
    minutes = models.TextField(_("Record of the hearing"), blank=True)
    record = models.ForeignKey(
        StoredFile, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Signed record")
    )
    recorded_on = models.DateField(_("Record kept on"), null=True, blank=True)

    class Meta:
        verbose_name = _("Hearing")
        verbose_name_plural = _("Hearings")
        ordering = ["-since", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="offered") | Q(ask_until__isnull=False), name="hearing_offered_until_a_day"
            ),
            models.CheckConstraint(
                condition=Q(told_on__isnull=True)
                | Q(at__isnull=False, presider__isnull=False) & ~Q(place=""),
                name="hearing_announced_has_time_place_and_presider",
            ),
            models.CheckConstraint(
                condition=Q(recorded_on__isnull=True) | Q(told_on__isnull=False) & ~Q(minutes=""),
                name="hearing_recorded_was_announced",
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(pause__isnull=False, recorded_on__isnull=True),
                name="case_heard_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} · {self.get_kind_display()}"

    def stage_on(self, day: date) -> str:
        """Return how far the hearing has come on a day."""
        if self.recorded_on:
            return self.Stage.RECORDED
        if self.told_on:
            return self.Stage.ANNOUNCED
        if self.asked_on or self.kind == self.Kind.ORDERED:
            return self.Stage.ASKED
        if self.waived_on:
            return self.Stage.WAIVED
        return self.Stage.LAPSED if self.ask_until and day > self.ask_until else self.Stage.OFFERED
