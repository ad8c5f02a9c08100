"""A log, its traces (historical cases) and their events. They are no cases: no chart, no acceptance, no limits."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.models import StoredFile

PROTECT, CASCADE = models.PROTECT, models.CASCADE
USER = settings.AUTH_USER_MODEL


class Log(models.Model):
    """A file of events that somebody uploaded, what its columns were said to mean, and what came of it."""

    reference = models.CharField(_("Number"), max_length=20, unique=True, editable=False)
    name = models.CharField(_("File"), max_length=200)
    file = models.ForeignKey(StoredFile, PROTECT, related_name="+", verbose_name=_("File as uploaded"))
    kind = models.CharField(_("Format"), max_length=8)
    by = models.ForeignKey(USER, PROTECT, related_name="+", verbose_name=_("Uploaded by"))
    at = models.DateTimeField(_("Uploaded at"))
    mapping = models.JSONField(_("Columns"), default=dict, blank=True)
    imported_at = models.DateTimeField(_("Imported at"), null=True, blank=True)
    traces_count = models.PositiveIntegerField(_("Cases"), default=0)
    events_count = models.PositiveIntegerField(_("Events"), default=0)
    variants_count = models.PositiveIntegerField(_("Variants"), default=0)
    first_at = models.DateTimeField(_("First event"), null=True, blank=True)
    last_at = models.DateTimeField(_("Last event"), null=True, blank=True)
    removed_at = models.DateTimeField(_("Removed at"), null=True, blank=True)
    removal = models.CharField(_("Why it was removed"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("Event log")
        verbose_name_plural = _("Event logs")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["file"], condition=Q(removed_at__isnull=True), name="log_stands_once_per_file"
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True) | ~Q(removal=""), name="log_removed_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(imported_at__isnull=True) | Q(events_count__gte=1), name="log_imported_has_events"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Trace(models.Model):
    """A historical case: its number in the other system, and the order of its activities as one variant."""

    log = models.ForeignKey(Log, CASCADE, related_name="traces", verbose_name=_("Event log"))
    reference = models.CharField(_("Case number"), max_length=200)
    area = models.CharField(_("Area"), max_length=200, blank=True)
    attributes = models.JSONField(_("Further particulars"), default=dict, blank=True)
    began_at = models.DateTimeField(_("First event"))
    ended_at = models.DateTimeField(_("Last event"))
    events_count = models.PositiveIntegerField(_("Events"))
    variant = models.CharField(_("Variant"), max_length=64)

    class Meta:
        verbose_name = _("Historical case")
        verbose_name_plural = _("Historical cases")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["log", "reference"], name="trace_once_in_a_log"),
            models.CheckConstraint(
                condition=Q(ended_at__gte=models.F("began_at")), name="trace_ends_after_it_begins"
            ),
        ]
        indexes = [models.Index(fields=["log", "variant"], name="trace_by_variant")]

    def __str__(self) -> str:
        return self.reference


class Event(models.Model):
    """What was done in a historical case, when and by whom; ordered by time, then by its place in the file."""

    trace = models.ForeignKey(Trace, CASCADE, related_name="events", verbose_name=_("Historical case"))
    position = models.PositiveIntegerField(_("Number"))
    activity = models.CharField(_("Activity"), max_length=200)
    at = models.DateTimeField(_("At"))
    resource = models.CharField(_("Resource"), max_length=200, blank=True)
    lifecycle = models.CharField(_("Transition"), max_length=40, blank=True)
    attributes = models.JSONField(_("Further particulars"), default=dict, blank=True)

    class Meta:
        verbose_name = _("Event of a log")
        verbose_name_plural = _("Events of logs")
        ordering = ["trace", "position"]
        constraints = [models.UniqueConstraint(fields=["trace", "position"], name="event_numbered_once")]

    def __str__(self) -> str:
        return f"{self.position} · {self.activity}"
