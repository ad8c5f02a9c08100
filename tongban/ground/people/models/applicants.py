"""Who applies: persons and enterprises, and the mandates under which agents act for them."""

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tongban.ground.people import identity

NUMBER_FAULTS = {
    identity.OLD_NUMBER: _(
        "This is an identity number of 15 digits; such cards have not been valid since 2013. "
        "Enter the 18 characters of the present card."
    ),
    identity.OLD_REGISTRATION: _(
        "This has the 15 digits of an old business registration number. Enter the unified social credit code "
        "of 18 characters, as it stands on the business licence."
    ),
    identity.WRONG_CITIZEN: _(
        "This looks like an identity number, but its check character does not fit. Compare it with the card."
    ),
    identity.WRONG_CODE: _(
        "These are 18 characters, but neither an identity number nor a unified social credit code: the check "
        "character does not fit. The letters I, O, S, V and Z stand in no code."
    ),
    identity.WRONG_LENGTH: _(
        "This number is too long or too short: identity numbers and codes have 18 characters."
    ),
    identity.UNKNOWN: _("The number does not say of which type it is. Choose the type of the document."),
}
"""What is told of a number that is of no type, by what is wrong with it."""


def name_pieces(name: Any) -> models.Func:
    """Return the pieces of two letters that a name consists of, as the index of names keeps them."""
    return models.Func(name, function="people_pieces", output_field=ArrayField(models.TextField()))


class Applicant(models.Model):
    """A person or an enterprise that asks the bureau for something; known by one identity number."""

    class Kind(models.TextChoices):
        """Whether the applicant is a human being or an organisation."""

        PERSON = "person", _("Person")
        ENTERPRISE = "enterprise", _("Enterprise")

    class NumberType(models.TextChoices):
        """What the identity number is."""

        CITIZEN = "citizen", _("Citizen identity card")
        CREDIT = "credit", _("Unified social credit code")
        PASSPORT = "passport", _("Passport")
        PERMIT = "permit", _("Permit of residents of Hong Kong, Macao or Taiwan")

    class Verified(models.TextChoices):
        """How the house knows that the applicant is who the number says."""

        WINDOW = "window", _("Identity document seen at the window")
        ONLINE = "online", _("Confirmed online")
        PENDING = "pending", _("Not verified yet")

    kind = models.CharField(_("Kind"), max_length=10, choices=Kind)
    name = models.CharField(_("Name"), max_length=120)
    number_type = models.CharField(_("Type of number"), max_length=10, choices=NumberType)
    number = models.CharField(_("Identity number"), max_length=32)
    legal_representative = models.CharField(_("Legal representative"), max_length=80, blank=True)
    phone = models.CharField(_("Telephone"), max_length=20, blank=True)
    address = models.CharField(_("Address"), max_length=200, blank=True)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="applicant",
        verbose_name=_("Account"),
    )
    represented_by = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Legal representative in person"),
    )
    verified = models.CharField(_("Verification"), max_length=8, choices=Verified, default=Verified.WINDOW)
    is_example = models.BooleanField(_("Invented for the demo"), default=False)

    class Meta:
        verbose_name = _("Applicant")
        verbose_name_plural = _("Applicants")
        ordering = ["name", "pk"]
        indexes = [GinIndex(name_pieces("name"), name="applicant_by_name")]
        constraints = [
            models.UniqueConstraint(
                fields=["number_type", "number"],
                condition=~Q(verified="pending"),
                name="applicant_known_once",
            ),
            models.CheckConstraint(
                condition=Q(kind="enterprise", number_type="credit")
                | Q(kind="person") & ~Q(number_type="credit"),
                name="applicant_number_fits_its_kind",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Tidy the number and refuse one whose check character is wrong."""
        self.number = identity.normalize_number(self.number)
        check = {"citizen": identity.is_citizen_number, "credit": identity.is_credit_code}.get(
            self.number_type
        )
        if check and not check(self.number):
            fault = identity.read_number(self.number).fault
            told = NUMBER_FAULTS.get(fault if fault != identity.UNKNOWN else identity.WRONG_LENGTH)
            raise ValidationError(
                {"number": told or _("This number is wrong: its check character does not fit.")}
            )

    @property
    def is_pending(self) -> bool:
        """Return whether nobody has verified yet that the number is this applicant's own."""
        return self.verified == self.Verified.PENDING

    @property
    def shown_name(self) -> str:
        """Return the name as strangers may read it: an enterprise's whole, a person's masked."""
        return self.name if self.kind == self.Kind.ENTERPRISE else identity.mask_name(self.name)

    @property
    def shown_number(self) -> str:
        """Return the number as strangers may read it: a credit code is public, a person's number is masked."""
        whole = self.number_type == self.NumberType.CREDIT
        return self.number if whole else identity.mask_number(self.number)


class Mandate(models.Model):
    """A person acts for another applicant from one day to another, until it is revoked."""

    principal = models.ForeignKey(
        Applicant, models.PROTECT, related_name="mandates_given", verbose_name=_("Principal")
    )
    agent = models.ForeignKey(
        Applicant, models.PROTECT, related_name="mandates_held", verbose_name=_("Agent")
    )
    since = models.DateField(_("From"))
    until = models.DateField(_("Until"), null=True, blank=True, help_text=_("The last day, inclusive"))
    matters = models.CharField(_("For which matters"), max_length=200, blank=True)
    items = ArrayField(
        models.CharField(max_length=40),
        default=list,
        blank=True,
        verbose_name=_("Items covered"),
        help_text=_("Codes of items; none means every item"),
    )
    document = models.CharField(_("Document"), max_length=64, blank=True)
    revoked_on = models.DateField(_("Revoked on"), null=True, blank=True)

    class Meta:
        verbose_name = _("Mandate")
        verbose_name_plural = _("Mandates")
        ordering = ["-since", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(principal=F("agent")), name="mandate_is_for_another"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="mandate_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agent} → {self.principal}"

    def holds_on(self, day: date) -> bool:
        """Return whether the agent may act on that day."""
        ended = self.revoked_on is not None and day >= self.revoked_on
        return self.since <= day and (self.until is None or day <= self.until) and not ended

    def covers(self, item: str) -> bool:
        """Return whether the agent may act in matters of an item, named by its code."""
        return not self.items or item in self.items
