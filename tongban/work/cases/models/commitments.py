"""What follows a commitment: the later check."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.models import StoredFile
from tongban.work.cases.models.case import Case

PROTECT = models.PROTECT
USER = settings.AUTH_USER_MODEL


class LaterCheck(models.Model):
    """The check of a commitment after the decision: by when, what was found, what follows."""

    class Outcome(models.TextChoices):
        """What the check found."""

        OPEN = "", _("Not checked yet")
        KEPT = "kept", _("Commitment kept")
        TO_CORRECT = "to_correct", _("To be corrected")
        UNMET = "unmet", _("Conditions not met after correction")
        FALSE = "false", _("False commitment")

    case = models.OneToOneField(Case, PROTECT, related_name="later_check")
    due_on = models.DateField(_("Check by"))
    outcome = models.CharField(_("Outcome"), max_length=10, choices=Outcome, blank=True)
    finding = models.TextField(_("Finding"), blank=True)
    checked_on = models.DateField(_("Checked on"), null=True, blank=True)
    checked_by = models.ForeignKey(
        USER, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Checked by")
    )
    correct_by = models.DateField(_("To be corrected by"), null=True, blank=True)
    record = models.ForeignKey(
        StoredFile, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Record")
    )
    revoked_on = models.DateField(_("Revoked on"), null=True, blank=True)

    class Meta:
        verbose_name = _("Later check")
        verbose_name_plural = _("Later checks")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="") | Q(checked_on__isnull=False) & ~Q(finding=""),
                name="later_check_says_when_and_what",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="to_correct") | Q(correct_by__isnull=False),
                name="later_check_to_correct_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(revoked_on__isnull=True) | Q(outcome__in=["unmet", "false"]),
                name="revoked_only_after_the_check",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_on"], condition=Q(outcome__in=["", "to_correct"]), name="later_check_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case} · {self.due_on}"

    @property
    def is_to_revoke(self) -> bool:
        """Return whether what was granted has to be revoked."""
        return self.outcome in (self.Outcome.UNMET, self.Outcome.FALSE) and self.revoked_on is None
