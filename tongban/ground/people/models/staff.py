"""Who works here, in which department, and which roles they hold from when to when."""

from datetime import date
from typing import TYPE_CHECKING

from django.contrib.auth.models import AbstractUser
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

from tongban.ground.law import cite
from tongban.ground.ledger import record
from tongban.ground.ledger.grants import all_permissions, permissions_of
from tongban.ground.people.roles import role_choices

KEEPING = cite("gbt-22239")


class Department(models.Model):
    """A bureau, one of its divisions or subordinate units, the finance bureau, or another department of the city."""

    class Kind(models.TextChoices):
        """What a department is in the organisation."""

        BUREAU = "bureau", _("Bureau")
        DIVISION = "division", _("Division")
        UNIT = "unit", _("Subordinate unit")
        FINANCE_BUREAU = "finance_bureau", _("Finance bureau")
        CITY_DEPARTMENT = "city_department", _("Department of the city")

    code = models.CharField(_("Code"), max_length=32, unique=True)
    name = models.CharField(_("Name"), max_length=120)
    name_en = models.CharField(_("English name"), max_length=160, blank=True)
    kind = models.CharField(_("Kind"), max_length=16, choices=Kind.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Part of")
    )
    until = models.DateField(_("Until"), null=True, blank=True, help_text=_("The last day, inclusive"))
    place = models.PositiveSmallIntegerField(_("Place in lists"), default=100)

    class Meta:
        verbose_name = _("Department")
        verbose_name_plural = _("Departments")
        ordering = ["place", "code"]

    def __str__(self) -> str:
        return self.name


class BudgetUnit(models.Model):
    """A unit with a budget of its own inside a department."""

    code = models.CharField(_("Code"), max_length=32, unique=True)
    name = models.CharField(_("Name"), max_length=120)
    department = models.ForeignKey(
        Department, models.PROTECT, related_name="budget_units", verbose_name=_("Department")
    )

    class Meta:
        verbose_name = _("Budget unit")
        verbose_name_plural = _("Budget units")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class User(AbstractUser):
    """Who acts: a member of staff, an applicant, or a system that acts for one."""

    display_name = models.CharField(_("Full name"), max_length=80)
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Department")
    )
    must_change_password = models.BooleanField(_("Must choose a new password"), default=False)
    acts_for = models.ForeignKey(
        "people.Applicant",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("System of"),
    )

    first_name = None  # type: ignore[assignment]  # one name, as Chinese names are written
    last_name = None  # type: ignore[assignment]

    if TYPE_CHECKING:
        assignments: RelatedManager["Assignment"]

    class Meta:
        verbose_name = _("Member of staff")
        verbose_name_plural = _("Staff")
        ordering = ["username"]

    def __str__(self) -> str:
        return self.display_name or self.username

    def check_password(self, raw_password: str | None) -> bool:
        """Return whether a password is this person's; a digest that is made anew meanwhile leaves an entry."""
        before = self.password
        with transaction.atomic():
            is_right = super().check_password(raw_password)
            if self.pk and self.password != before:
                record(f"user:{self.pk}", "renew_digest", by=None, at=now(), basis=KEEPING)
        return is_right

    def get_full_name(self) -> str:
        """Return the name as colleagues know it."""
        return str(self)

    def get_short_name(self) -> str:
        """Return the name as colleagues know it."""
        return str(self)

    def roles_on(self, day: date) -> set[str]:
        """Return the codes of the roles held on that day."""
        return {held.role for held in self.held if held.holds_on(day)}

    @cached_property
    def held(self) -> list["Assignment"]:
        """Return the roles held at any time; asked once for each request."""
        return list(self.assignments.all())

    @cached_property
    def permissions(self) -> frozenset[str]:
        """Return what this person may do today; asked once for each request."""
        return permissions_of(self.roles_on(localdate())) if self.is_active else frozenset()

    def may(self, permission: str) -> bool:
        """Return whether this person may do something today; an unknown permission is a mistake in code."""
        if permission not in all_permissions():
            raise ValueError(f"no role grants {permission!r}; see people/roles.py")
        return permission in self.permissions


class Assignment(models.Model):
    """A role held by a member of staff from one day to another."""

    user = models.ForeignKey(
        User, models.CASCADE, related_name="assignments", verbose_name=_("Member of staff")
    )
    role = models.CharField(_("Role"), max_length=40, choices=role_choices)
    since = models.DateField(_("From"))
    until = models.DateField(_("Until"), null=True, blank=True, help_text=_("The last day, inclusive"))

    class Meta:
        verbose_name = _("Assignment")
        verbose_name_plural = _("Assignments")
        ordering = ["since", "role"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="assignment_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["user", "role"], condition=Q(until__isnull=True), name="assignment_open_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()}"

    def holds_on(self, day: date) -> bool:
        """Return whether the role is held on that day."""
        return self.since <= day and (self.until is None or day <= self.until)


class Substitution(models.Model):
    """A colleague who acts in somebody's place from one day to another."""

    absent = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Who is away"))
    deputy = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Who acts"))
    since = models.DateField(_("From"))
    until = models.DateField(_("Until"), help_text=_("The last day, inclusive"))
    reason = models.CharField(_("Reason"), max_length=200)
    ended_on = models.DateField(_("Ended early on"), null=True, blank=True)

    class Meta:
        verbose_name = _("Substitution")
        verbose_name_plural = _("Substitutions")
        ordering = ["-since", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("since")), name="substitution_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=~Q(absent=F("deputy")), name="nobody_substitutes_for_themselves"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deputy_id} · {self.absent_id} · {self.since}"

    def holds_on(self, day: date) -> bool:
        """Return whether the deputy acts on that day."""
        last = min(self.until, self.ended_on or self.until)
        return self.since <= day <= last


class SignIn(models.Model):
    """One attempt to sign in or out; the name typed is kept only as a keyed digest."""

    class Outcome(models.TextChoices):
        """How the attempt ended."""

        FAILED = "failed", _("Failed")
        PASSWORD_RIGHT = "password_right", _("Password right")
        SIGNED_IN = "signed_in", _("Signed in")
        REFUSED = "refused", _("Refused: too many failures")
        SIGNED_OUT = "signed_out", _("Signed out")
        EXPIRED = "expired", _("Session expired")

    name_digest = models.CharField(_("Digest of the name"), max_length=64)
    user = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="+", verbose_name=_("Member of staff")
    )
    outcome = models.CharField(_("Outcome"), max_length=16, choices=Outcome.choices)
    at = models.DateTimeField(_("At"))

    class Meta:
        verbose_name = _("Sign-in")
        verbose_name_plural = _("Sign-ins")
        ordering = ["-at"]
        indexes = [models.Index(fields=["name_digest", "at"], name="signin_by_name")]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} {self.at:%Y-%m-%d %H:%M}"


def name_digest(username: str, place: str = "") -> str:
    """Return a keyed digest of a name, so that the book of failures holds no names or mistyped passwords."""
    said = "\n".join(filter(None, (username.strip().casefold(), place)))
    return salted_hmac("people.sign-in", said, algorithm="sha256").hexdigest()
