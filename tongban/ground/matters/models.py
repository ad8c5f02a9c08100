"""How each duty stands, how far series of numbers have come, what readers keep of lists, and who works on what."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

USER = settings.AUTH_USER_MODEL


class DutyRun(models.Model):
    """The last run of a duty. A failure stays noted until the duty succeeds."""

    class Outcome(models.TextChoices):
        """What came of the last run."""

        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        FAILED = "failed", _("Went wrong")
        STOPPED = "stopped", _("Stopped: the clock is in doubt")

    name = models.CharField(_("Name"), max_length=60, primary_key=True)
    outcome = models.CharField(_("Outcome"), max_length=10, choices=Outcome, default=Outcome.RUNNING)
    begun_at = models.DateTimeField(_("Last run"))
    succeeded_at = models.DateTimeField(_("Last success"), null=True, blank=True)
    next_at = models.DateTimeField(_("Next run"))
    count = models.PositiveIntegerField(_("Result"), null=True, blank=True)
    failures = models.PositiveSmallIntegerField(_("Failures in a row"), default=0)
    error = models.CharField(_("Error"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("Run of a duty")
        verbose_name_plural = _("Runs of duties")
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name} · {self.outcome}"


class NumberSeries(models.Model):
    """How far a series of numbers has come in a year; see ``numbers.py``."""

    name = models.CharField(_("Series"), max_length=60)
    form = models.CharField(_("How a number is written"), max_length=60)
    year = models.PositiveSmallIntegerField(_("Year"))
    last = models.PositiveBigIntegerField(_("Last number"))

    class Meta:
        verbose_name = _("Series of numbers")
        verbose_name_plural = _("Series of numbers")
        ordering = ["-year", "name"]
        constraints = [
            models.UniqueConstraint(fields=["name", "year"], name="series_once_a_year"),
            models.CheckConstraint(
                condition=Q(year__gte=1900, year__lte=9999), name="series_of_a_year_of_four_digits"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.year}"


class SavedView(models.Model):
    """Filters and order of a list, kept by its reader under a name."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    page = models.CharField(_("List"), max_length=200)
    """The list's address."""
    name = models.CharField(_("Name"), max_length=40)
    query = models.CharField(_("Filters"), max_length=600)

    class Meta:
        verbose_name = _("Saved view")
        verbose_name_plural = _("Saved views")
        ordering = ["page", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "page", "name"], name="view_named_once_by_its_owner")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """Where the list is with these filters."""
        return f"{self.page}?{self.query}"


class Opening(models.Model):
    """Who opened a matter first after it was passed on: from then on it cannot be taken back."""

    reference = models.CharField(_("Number"), max_length=120, primary_key=True)
    by = models.ForeignKey(USER, models.CASCADE, related_name="+", verbose_name=_("Opened by"))
    at = models.DateTimeField(_("Opened at"))

    class Meta:
        verbose_name = _("First opening")
        verbose_name_plural = _("First openings")

    def __str__(self) -> str:
        return self.reference


class Claim(models.Model):
    """Who in a department works on a matter that waits in one of its lists."""

    reference = models.CharField(_("Number"), max_length=120)
    kind = models.CharField(_("Work list"), max_length=40)
    department = models.ForeignKey(
        "people.Department", models.CASCADE, related_name="+", verbose_name=_("Department")
    )
    holder = models.ForeignKey(USER, models.CASCADE, related_name="+", verbose_name=_("Who works on it"))
    at = models.DateTimeField(_("Since"))

    class Meta:
        verbose_name = _("Claim")
        verbose_name_plural = _("Claims")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["reference", "kind", "department"], name="claimed_once_in_a_department"
            )
        ]

    def __str__(self) -> str:
        return f"{self.reference} · {self.holder_id}"
