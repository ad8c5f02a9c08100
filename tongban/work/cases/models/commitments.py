"""What follows a commitment: the later check, and the register of whose word does not count for a time."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.models import StoredFile
from tongban.ground.people.models import Applicant
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


class CreditMark(models.Model):
    """Why an applicant cannot have a decision on a commitment, and until when."""

    class Kind(models.TextChoices):
        """Where the mark comes from."""

        FALSE_PROMISE = "false_promise", _("False commitment")
        BAD_CREDIT = "bad_credit", _("Serious bad credit")

    applicant = models.ForeignKey(Applicant, PROTECT, related_name="+", verbose_name=_("Applicant"))
    kind = models.CharField(_("Kind"), max_length=14, choices=Kind)
    since = models.DateField(_("From"))
    until = models.DateField(_("Until"))
    reason = models.CharField(_("Why"), max_length=300)
    source = models.CharField(_("Document or case"), max_length=120)
    repaired_on = models.DateField(_("Credit repaired on"), null=True, blank=True)
    repair = models.CharField(_("Document of the repair"), max_length=200, blank=True)
    by = models.ForeignKey(USER, PROTECT, related_name="+", verbose_name=_("By"))
    at = models.DateTimeField(_("At"))

    class Meta:
        verbose_name = _("Broken commitment or bad credit")
        verbose_name_plural = _("Broken commitments and bad credit")
        ordering = ["-since", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("since")), name="credit_mark_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(repaired_on__isnull=True) | ~Q(repair=""), name="credit_repair_has_a_document"
            ),
        ]
        indexes = [models.Index(fields=["applicant", "until"], name="credit_mark_by_applicant")]

    def __str__(self) -> str:
        return f"{self.applicant} · {self.get_kind_display()}"

    def counts_on(self, day: date) -> bool:
        """Return whether the mark keeps its applicant from commitments on a day."""
        is_over = self.repaired_on is not None and self.repaired_on <= day
        return self.since <= day <= self.until and not is_over
