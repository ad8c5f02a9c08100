"""A question that no entry answers: a task with a limit."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.ground.people.models import Department
from tongban.offer.knowledge.models.entries import KnowledgeEntry

PROTECT = models.PROTECT


class Gap(models.Model):
    """What was asked and not found; whoever asks it again makes it count, not a second task."""

    class Status(models.TextChoices):
        """Where it stands."""

        OPEN = "open", _("To be assigned")
        ASSIGNED = "assigned", _("To be answered")
        WRITTEN = "written", _("Entry being written")
        ANSWERED = "answered", _("Answered")
        DECLINED = "declined", _("Declined")

    reference = models.CharField(_("Number"), max_length=20, unique=True)
    status = models.CharField(_("Status"), max_length=8, choices=Status, blank=True)
    question = models.CharField(_("Question"), max_length=200)
    tidy = models.CharField(_("Question as it is compared"), max_length=200)
    asked = models.PositiveIntegerField(_("Times asked"), default=1)
    unit = models.ForeignKey(
        Department, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Unit to answer")
    )
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Reported by"),
    )
    reported_at = models.DateTimeField(_("Reported at"))
    due_on = models.DateField(_("Last day"))
    reminded_on = models.DateField(_("Reminded on"), null=True, blank=True)
    entry = models.ForeignKey(
        KnowledgeEntry,
        PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=pgettext_lazy("knowledge", "Entry"),
    )
    closed_at = models.DateTimeField(_("Closed at"), null=True, blank=True)
    reason = models.TextField(_("Why it was declined"), max_length=500, blank=True)
    is_example = models.BooleanField(_("Invented for the demo"), default=False)

    class Meta:
        verbose_name = _("Question without an answer")
        verbose_name_plural = _("Questions without an answer")
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tidy"],
                condition=Q(status__in=["open", "assigned", "written"]),
                name="gap_open_once_for_a_question",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["answered", "declined"], closed_at__isnull=False)
                | ~Q(status__in=["answered", "declined"]) & Q(closed_at__isnull=True),
                name="gap_closed_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(status="assigned") | Q(unit__isnull=False), name="gap_assigned_to_somebody"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["written", "answered"]) | Q(entry__isnull=False),
                name="gap_answered_by_an_entry",
            ),
        ]

    def __str__(self) -> str:
        return self.question


UNFINISHED = (Gap.Status.OPEN, Gap.Status.ASSIGNED, Gap.Status.WRITTEN)
