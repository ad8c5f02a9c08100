"""What became of an entry: that it answered a call, whether it helped, whether a sample found it right."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.ground.clock.moments import day_of
from tongban.offer.knowledge.models.entries import EntryVersion

PROTECT = models.PROTECT


class EntryUse(models.Model):
    """A call or order that was answered from an entry, once for each."""

    version = models.ForeignKey(EntryVersion, PROTECT, related_name="+")
    matter = models.CharField(_("Call or order"), max_length=40)
    at = models.DateTimeField(_("At"))

    class Meta:
        verbose_name = _("Use of an entry")
        verbose_name_plural = _("Uses of entries")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "matter"], name="entry_used_once_for_a_matter")
        ]

    def __str__(self) -> str:
        return self.matter


class EntryVote(models.Model):
    """Whether an answer helped; what is reported as wrong or out of date has to be looked at within a limit."""

    class Reason(models.TextChoices):
        """Why it does not help."""

        UNCLEAR = "unclear", _("I do not understand it")
        MISSING = "missing", _("It does not answer my question")
        WRONG = "wrong", _("It is wrong")
        OLD = "old", _("It is out of date")
        URGENT = "urgent", _("It is wrong and does harm now")

    version = models.ForeignKey(EntryVersion, PROTECT, related_name="+")
    is_helpful = models.BooleanField(_("It helps"))
    reason = models.CharField(_("Why not"), max_length=8, choices=Reason, blank=True)
    comment = models.TextField(_("What is unclear or wrong"), max_length=500, blank=True)
    at = models.DateTimeField(_("At"))
    due_on = models.DateField(_("Look at it by"), null=True, blank=True)
    due_at = models.DateTimeField(
        _("Look at it by"), null=True, blank=True, help_text=_("Only what is urgent has an hour")
    )
    settled_at = models.DateTimeField(_("Looked at"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("By")
    )
    finding = models.TextField(_("What was found"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("Vote on an entry")
        verbose_name_plural = _("Votes on entries")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_helpful=True, reason="", comment="") | Q(is_helpful=False) & ~Q(reason=""),
                name="vote_against_says_why",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_reason_display() if self.reason else _("It helps"))

    def is_late_at(self, at: datetime) -> bool:
        """Return whether nobody looked at the report in time: by its hour, or by the end of its day."""
        late = self.due_at < at if self.due_at else self.due_on is not None and self.due_on < day_of(at)
        return late and self.settled_at is None


class AccuracyCheck(models.Model):
    """An entry that a draw picked, and whether whoever looked at it found it right."""

    version = models.ForeignKey(EntryVersion, PROTECT, related_name="+")
    sample = models.CharField(pgettext_lazy("knowledge", "Sample"), max_length=30)
    drawn_at = models.DateTimeField(_("Drawn at"))
    is_right = models.BooleanField(_("Right"), null=True, blank=True)
    finding = models.TextField(_("What was found"), max_length=500, blank=True)
    checked_at = models.DateTimeField(_("Checked at"), null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("By")
    )

    class Meta:
        verbose_name = _("Sampled check")
        verbose_name_plural = _("Sampled checks")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["sample", "version"], name="entry_once_in_a_sample"),
            models.CheckConstraint(
                condition=Q(is_right__isnull=True, checked_at__isnull=True)
                | Q(is_right__isnull=False, checked_at__isnull=False),
                name="sampled_entry_was_found_right_or_wrong",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sample} {self.version_id}"
