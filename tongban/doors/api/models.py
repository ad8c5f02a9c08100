"""Systems of others: for whom they act, what they may, their keys, and the answers kept for a repeated request."""

from datetime import datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.doors.api.rules import MOST_PER_MINUTE
from tongban.ground.people.models import Applicant

PROTECT, CASCADE = models.PROTECT, models.CASCADE
USER = settings.AUTH_USER_MODEL


class Client(models.Model):
    """A system registered with the bureau; what it does, it does for one applicant and under its own name."""

    name = models.CharField(_("System"), max_length=60, unique=True)
    applicant = models.ForeignKey(Applicant, PROTECT, related_name="+", verbose_name=_("Acts for"))
    user = models.OneToOneField(USER, PROTECT, related_name="+", verbose_name=_("Name in the ledger"))
    agreement = models.CharField(_("Letter of authority"), max_length=64)
    contact = models.CharField(_("Technical contact"), max_length=120, blank=True)
    scopes = ArrayField(models.CharField(max_length=20), default=list, verbose_name=_("Scopes"))
    per_minute = models.PositiveIntegerField(
        _("Requests a minute"),
        default=120,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_PER_MINUTE)],
    )
    is_open = models.BooleanField(_("Admitted"), default=True)
    registered_at = models.DateTimeField(_("Registered at"))
    is_example = models.BooleanField(_("Invented for the demo"), default=False)

    class Meta:
        verbose_name = _("Connected system")
        verbose_name_plural = _("Connected systems")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=Q(per_minute__gte=1), name="client_may_ask_at_all"),
            models.CheckConstraint(condition=~Q(agreement=""), name="client_has_authority"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def reference(self) -> str:
        """Return how the ledger names the system."""
        return f"CLIENT-{self.pk:04d}"


class Key(models.Model):
    """A key of a system; shown once, kept as a digest, found again by its visible beginning."""

    client = models.ForeignKey(Client, PROTECT, related_name="keys")
    prefix = models.CharField(_("Begins with"), max_length=16, unique=True)
    digest = models.CharField(_("Digest"), max_length=64)
    issued_at = models.DateTimeField(_("Issued at"))
    expires_on = models.DateField(_("Valid until"))
    revoked_at = models.DateTimeField(_("Revoked at"), null=True, blank=True)
    last_used_at = models.DateTimeField(_("Last used"), null=True, blank=True)

    class Meta:
        verbose_name = _("Key")
        verbose_name_plural = _("Keys")
        ordering = ["-issued_at", "-pk"]

    def __str__(self) -> str:
        return self.prefix

    def is_good_at(self, at: datetime) -> bool:
        """Return whether the key opens anything at that moment."""
        return self.revoked_at is None and localdate(at) <= self.expires_on


class Answer(models.Model):
    """The answer to a request with an idempotency key, kept for some hours: asked again, it is given again."""

    client = models.ForeignKey(Client, CASCADE, related_name="+")
    key = models.CharField(_("Idempotency key"), max_length=100)
    digest = models.CharField(_("Digest of the request"), max_length=64)
    code = models.PositiveSmallIntegerField(_("Status code"), default=0)
    body = models.JSONField(_("Answer"), default=dict)
    at = models.DateTimeField(_("At"))

    class Meta:
        verbose_name = _("Kept answer")
        verbose_name_plural = _("Kept answers")
        ordering = ["-at"]
        constraints = [models.UniqueConstraint(fields=["client", "key"], name="answer_kept_once")]
        indexes = [models.Index(fields=["at"], name="answer_by_age")]

    def __str__(self) -> str:
        return f"{self.client} · {self.key}"
