"""What every room uses: files known by the digest of their content, notices of working days and their count."""

from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tongban.ground.clock.arrangement import Arrangement


class StoredFile(models.Model):
    """A file whose content was checked and is kept once, under its SHA-256 digest."""

    digest = models.CharField(_("SHA-256"), max_length=64, primary_key=True)
    name = models.CharField(_("Name"), max_length=200)
    media_type = models.CharField(_("Media type"), max_length=100)
    size_bytes = models.PositiveBigIntegerField(_("Size in bytes"))
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("Uploaded by")
    )
    uploaded_at = models.DateTimeField(_("Uploaded at"))

    class Meta:
        verbose_name = _("File")
        verbose_name_plural = _("Files")
        ordering = ["-uploaded_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(digest__regex=r"^[0-9a-f]{64}$"), name="file_digest_is_sha256"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_shown_inline(self) -> bool:
        """Return whether a browser shows the file itself: pictures and PDF."""
        return self.media_type in ("application/pdf", "image/jpeg", "image/png")


class CountedDay(models.Model):
    """A day of a published year with the number of working days up to and with it, for measurement alone.

    Made anew from the calendar whenever that changes; limits are never counted with it.
    """

    day = models.DateField(_("Day"), primary_key=True)
    is_working = models.BooleanField(_("Working day"))
    running = models.PositiveIntegerField(_("Working days so far"))

    class Meta:
        verbose_name = _("Counted day")
        verbose_name_plural = _("Counted days")
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day} · {self.running}"


class ServiceRun(models.Model):
    """A time in which the server was up: from its start to its last heartbeat; none that broke off was told to end."""

    started_at = models.DateTimeField(_("Started at"))
    last_beat_at = models.DateTimeField(_("Last heartbeat at"))
    ended_at = models.DateTimeField(_("Told to end at"), null=True)
    is_simulated = models.BooleanField(_("Invented for the demo"), default=False)

    class Meta:
        verbose_name = _("Run of the server")
        verbose_name_plural = _("Runs of the server")
        ordering = ["started_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_beat_at__gte=models.F("started_at")), name="run_beats_after_it_starts"
            )
        ]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M} – {self.last_beat_at:%Y-%m-%d %H:%M}"


class ClockWatch(models.Model):
    """The last time that was believed, and what speaks against the present one until somebody confirms it. One row."""

    class Doubt(models.TextChoices):
        """The clock is ahead or behind of what it should show."""

        AHEAD = "ahead", _("The clock jumped forwards, or nothing ran for long")
        BEHIND = "behind", _("The clock went backwards")

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    seen_at = models.DateTimeField(_("Last believed at"), null=True)
    doubt = models.CharField(_("Doubt"), max_length=8, choices=Doubt, blank=True)
    known_at = models.DateTimeField(_("Last time known"), null=True)
    found_at = models.DateTimeField(_("Time in doubt"), null=True)
    entries_until = models.BigIntegerField(_("Entries before the last confirmation"), default=0)

    class Meta:
        verbose_name = _("Watch on the clock")
        verbose_name_plural = _("Watches on the clock")
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="one_clock_watch"),
            models.CheckConstraint(
                condition=models.Q(doubt="") | models.Q(known_at__isnull=False, found_at__isnull=False),
                name="doubt_has_times",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seen_at} {self.doubt}"


class CalendarNotice(models.Model):
    """A State Council notice entered here: the days off and make-up days of a year that the product does not ship.

    ``off`` and ``make_up`` are rows of an ISO day and the name of its holiday. A later notice of a year changes days.
    """

    year = models.PositiveSmallIntegerField(_("Year"))
    notice = models.CharField(_("Title of the notice"), max_length=200)
    number = models.CharField(_("Number of the notice"), max_length=60, blank=True)
    url = models.URLField(_("Address"), blank=True)
    published_on = models.DateField(_("Published on"))
    off = models.JSONField(_("Days off"), default=list)
    make_up = models.JSONField(_("Weekend days worked"), default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("By"))
    at = models.DateTimeField(_("At"))

    class Meta:
        verbose_name = _("Notice of working days")
        verbose_name_plural = _("Notices of working days")
        ordering = ["year", "pk"]

    def __str__(self) -> str:
        return f"{self.year} · {self.number or self.notice}"

    @property
    def arrangement(self) -> Arrangement:
        """Return the notice as the calendar takes it; BadArrangement names every fault."""
        return Arrangement(
            year=self.year,
            notice=self.notice,
            number=self.number,
            url=self.url,
            published_on=self.published_on,
            off=_days(self.off),
            make_up=_days(self.make_up),
        )


def _days(rows: list[list[str]]) -> tuple[tuple[date, str], ...]:
    return tuple((date.fromisoformat(day), name) for day, name in rows)
