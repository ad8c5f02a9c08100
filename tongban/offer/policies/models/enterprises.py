"""Enterprises as they are known here, what was decided about some of them, and what policies say of each."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tongban.ground.people import identity
from tongban.offer.policies.models.policies import Policy, PolicyVersion
from tongban.offer.policies.profile import BadProfile, Known, parse_profile

PROTECT = models.PROTECT


class EnterpriseFields(models.Model):
    """What is known of an enterprise, under its credit code."""

    credit_code: str
    fields: dict[str, dict[str, object]]

    class Meta:
        abstract = True

    @property
    def known(self) -> dict[str, Known]:
        """Return what is known, as rules read it."""
        return parse_profile(self.fields)

    def clean(self) -> None:
        """Refuse a credit code whose check character is wrong, and values that do not fit their fields."""
        self.credit_code = identity.normalize_number(self.credit_code)
        check_code(self.credit_code)
        check_fields(self.fields)


class EnterpriseProfile(EnterpriseFields):
    """What is known of an enterprise: each field with its source and day; what is not there is unknown."""

    credit_code = models.CharField(_("Unified social credit code"), max_length=18, unique=True)
    name = models.CharField(_("Name"), max_length=120)
    fields = models.JSONField(_("What is known"), default=dict, blank=True)
    changed_at = models.DateTimeField(_("Changed at"))
    is_example = models.BooleanField(_("Invented for the demo"), default=False)

    class Meta:
        verbose_name = _("Profile of an enterprise")
        verbose_name_plural = _("Profiles of enterprises")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def reference(self) -> str:
        """Return how the ledger names the enterprise."""
        return f"ENTERPRISE-{self.credit_code}"


class PastDecision(EnterpriseFields):
    """What was decided under a policy about an enterprise as it was known then: granted or refused, why, and where from."""

    policy = models.ForeignKey(Policy, PROTECT, related_name="decisions", verbose_name=_("Policy"))
    credit_code = models.CharField(_("Unified social credit code"), max_length=18)
    name = models.CharField(_("Name"), max_length=120)
    fields = models.JSONField(_("What was known"), default=dict, blank=True)
    decided_on = models.DateField(_("Decided on"))
    is_granted = models.BooleanField(_("Granted"))
    reason = models.TextField(_("Reason"))
    source = models.CharField(_("Source"), max_length=200)
    is_example = models.BooleanField(_("Invented for the demo"), default=False)

    class Meta:
        verbose_name = _("Past decision")
        verbose_name_plural = _("Past decisions")
        ordering = ["decided_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["policy", "credit_code", "decided_on"], name="policy_decided_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.decided_on}"


class Match(models.Model):
    """What a version said of an enterprise on a day, kept when it changes: the outcome and the values used."""

    class Outcome(models.TextChoices):
        """As in the rules."""

        MET = "met", _("Fits")
        NOT_MET = "not_met", _("Does not fit")
        UNKNOWN = "unknown", _("Cannot be said yet")

    version = models.ForeignKey(PolicyVersion, PROTECT, related_name="+", verbose_name=_("Version"))
    profile = models.ForeignKey(EnterpriseProfile, PROTECT, related_name="+", verbose_name=_("Enterprise"))
    on = models.DateField(_("Day"))
    outcome = models.CharField(_("Outcome"), max_length=8, choices=Outcome)
    is_verified = models.BooleanField(_("All from verified fields"))
    amount_yuan = models.DecimalField(_("Amount (yuan)"), max_digits=14, decimal_places=2, null=True)
    inputs = models.JSONField(_("Values used"), default=dict)
    missing = models.JSONField(_("Missing"), default=list)

    class Meta:
        verbose_name = _("Match")
        verbose_name_plural = _("Matches")
        ordering = ["-on", "version", "profile"]
        constraints = [
            models.UniqueConstraint(fields=["version", "profile", "on"], name="policy_matched_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.version} · {self.profile}"


def check_code(code: str) -> None:
    """Raise ValidationError for a credit code whose check character is wrong."""
    if not identity.is_credit_code(code):
        raise ValidationError({"credit_code": _("This number is wrong: its check character does not fit.")})


def check_fields(fields: dict[str, dict[str, object]]) -> None:
    """Raise ValidationError where a value does not fit its field."""
    try:
        parse_profile(fields)
    except BadProfile as error:
        said = error.zh if (get_language() or "").startswith("zh") else error.en
        raise ValidationError({"fields": f"{error.code}: {said}"}) from error
