"""How each duty stands: when it ran last, what came of it, when it is due again; and what readers keep of lists."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


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


class SavedView(models.Model):
    """Filters and order of a list, kept by its reader under a name."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    page = models.SlugField(_("List"), max_length=30)
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
