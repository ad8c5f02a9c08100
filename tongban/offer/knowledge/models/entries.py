"""An entry and its versions: the one that is shown need not be the newest."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.ground.people.models import Department

PROTECT = models.PROTECT


class KnowledgeEntry(models.Model):
    """A question with its answer, whoever is to keep it right; all it says stands in its versions."""

    reference = models.CharField(_("Number"), max_length=20, unique=True)
    owner = models.ForeignKey(Department, PROTECT, related_name="+", verbose_name=_("Owner unit"))
    keeper = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Keeping officer"),
    )
    keeper_asked_on = models.DateField(_("Asked who keeps it"), null=True, blank=True)
    is_example = models.BooleanField(_("Invented for the demo"), default=False)

    class Meta:
        verbose_name = _("Entry of knowledge")
        verbose_name_plural = _("Entries of knowledge")
        ordering = ["reference"]

    def __str__(self) -> str:
        return self.reference


class Status(models.TextChoices):
    """Where a version stands."""

    DRAFT = "draft", _("Being written")
    UNIT_CHECK = "unit_check", _("In the unit's check")
    CENTRE_CHECK = "centre_check", _("In the centre's check")
    PUBLISHED = "published", _("Published")
    STALE = "stale", _("To be renewed")
    SUPERSEDED = "superseded", _("Superseded")
    RETIRED = "retired", _("Retired")
    DISCARDED = "discarded", _("Discarded")


OPEN = (Status.DRAFT, Status.UNIT_CHECK, Status.CENTRE_CHECK)
"""Being worked on: one version of an entry at most."""
LIVE = (Status.PUBLISHED, Status.STALE)
"""Shown, as fresh or with a warning: one version of an entry at most."""


class Visibility(models.TextChoices):
    """Who may read an entry."""

    PUBLIC = "public", _("Everybody")
    AGENTS = "agents", _("Staff only")


class EntryVersion(models.Model):
    """What an entry says, as it is, was or will be shown. Answers are plain text: nothing in them is markup."""

    entry = models.ForeignKey(
        KnowledgeEntry, PROTECT, related_name="versions", verbose_name=pgettext_lazy("knowledge", "Entry")
    )
    number = models.PositiveSmallIntegerField(_("Version"))
    reference = models.CharField(_("Number"), max_length=30, unique=True)
    status = models.CharField(_("Status"), max_length=12, choices=Status, blank=True)
    title = models.CharField(_("Question"), max_length=160)
    questions = models.TextField(
        _("The same asked otherwise"), max_length=2000, blank=True, help_text=_("One question a line")
    )
    short_answer = models.TextField(_("Answer in short"), max_length=300, help_text=_("As it is said aloud"))
    long_answer = models.TextField(_("Answer in full"), max_length=8000, blank=True)
    classes = models.CharField(_("Classes"), max_length=200, blank=True, help_text=_("Keys, with spaces"))
    area = models.CharField(_("Area"), max_length=60, blank=True, help_text=_("Empty for the whole city"))
    visibility = models.CharField(
        _("Who may read it"), max_length=8, choices=Visibility, default=Visibility.PUBLIC
    )
    valid_from = models.DateField(_("Valid from"), null=True, blank=True)
    valid_to = models.DateField(_("Valid to"), null=True, blank=True)
    origin = models.CharField(_("Proposed from"), max_length=40, blank=True)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, PROTECT, related_name="+", verbose_name=_("Written by")
    )
    drafted_at = models.DateTimeField(_("Begun at"))
    promised_on = models.DateField(_("To be shown by"))
    due_on = models.DateField(_("Last day"), null=True, blank=True)
    published_at = models.DateTimeField(_("Published at"), null=True, blank=True)
    confirmed_on = models.DateField(_("Last confirmed on"), null=True, blank=True)
    review_on = models.DateField(_("Review by"), null=True, blank=True)
    stale_since = models.DateTimeField(_("Stale since"), null=True, blank=True)
    stale_reason = models.TextField(_("Why it is stale"), blank=True)

    class Meta:
        verbose_name = _("Version of an entry")
        verbose_name_plural = _("Versions of entries")
        ordering = ["entry", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "number"], name="entry_version_once_per_number"),
            models.UniqueConstraint(
                fields=["entry"], condition=Q(status__in=LIVE), name="entry_shown_in_one_version"
            ),
            models.UniqueConstraint(
                fields=["entry"], condition=Q(status__in=OPEN), name="entry_worked_on_in_one_version"
            ),
            models.UniqueConstraint(
                fields=["origin"], condition=~Q(origin="") & Q(number=1), name="entry_proposed_once"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=LIVE)
                | Q(published_at__isnull=False, confirmed_on__isnull=False, review_on__isnull=False),
                name="shown_entry_was_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(status="stale", stale_since__isnull=False)
                | ~Q(status="stale") & Q(stale_since__isnull=True),
                name="stale_entry_says_since_when",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def question_list(self) -> list[str]:
        """Return how else the question is asked."""
        return [line.strip() for line in self.questions.splitlines() if line.strip()]
