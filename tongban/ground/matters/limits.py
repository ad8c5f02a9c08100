"""Limits as they are stored: the days, what stopped and lengthened them; counting is the clock's."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tongban.ground.clock.deadline import DeadlineExtension, DeadlinePause
from tongban.ground.law import Citation
from tongban.ground.ledger import record

CHARS_OF_A_REASON = 300


class StoredLimits(models.Model):
    """The two last days of a matter: the one that was promised, and the law's."""

    due_on = models.DateField(_("Promised by"), null=True, blank=True)
    statutory_due_on = models.DateField(_("Due by law"), null=True, blank=True)
    is_provisional = models.BooleanField(_("Due dates provisional"), default=False)

    class Meta:
        abstract = True


class StoredPause(models.Model):
    """A time that does not count: why, told in writing, and when it ended. A room adds the matter and its kinds."""

    kind: Any
    since = models.DateField(_("From"))
    until = models.DateField(_("Until"), null=True, blank=True)
    needed_days = models.PositiveSmallIntegerField(_("Working days needed, as told"))
    document = models.CharField(_("Written notice"), max_length=60)
    reason = models.CharField(_("Why"), max_length=CHARS_OF_A_REASON)
    result = models.TextField(_("Result"), blank=True)

    class Meta:
        abstract = True
        ordering = ["since", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="%(class)s_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=~Q(document=""), name="%(class)s_was_told_in_writing"),
        ]

    @property
    def as_counted(self) -> DeadlinePause:
        """Return the pause as the clock takes it."""
        return DeadlinePause(self.since, self.until, self.kind, self.document)


class StoredExtension(models.Model):
    """More days, once, with the head's approval and told with the reason. A room adds the matter."""

    days = models.PositiveSmallIntegerField(_("Working days"))
    document = models.CharField(_("Written notice"), max_length=60)
    reason = models.CharField(_("Why"), max_length=CHARS_OF_A_REASON)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("Approved by")
    )
    at = models.DateTimeField(_("At"))

    class Meta:
        abstract = True
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(days__gte=1) & ~Q(document="") & ~Q(reason=""),
                name="%(class)s_says_how_long_and_why",
            ),
        ]

    @property
    def as_counted(self) -> DeadlineExtension:
        """Return the extension as the clock takes it."""
        return DeadlineExtension(self.days, self.document, str(self.approved_by))


def store_recounted(matter: models.Model, dues: Mapping[str, Any], *, at: datetime, basis: Citation) -> bool:
    """Save the days of a locked matter that were counted anew; return whether any has changed."""
    if all(getattr(matter, name) == value for name, value in dues.items()):
        return False
    for name, value in dues.items():
        setattr(matter, name, value)
    days = {name: value for name, value in dues.items() if not isinstance(value, bool)}
    record(matter, "recount", by=None, at=at, basis=basis, payload=days, facts=dues)
    return True
