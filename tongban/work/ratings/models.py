"""Ratings of cases and visits, and the work that a bad one opens."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.ground.people.models import Applicant, Department

PROTECT, CASCADE = models.PROTECT, models.CASCADE
USER = settings.AUTH_USER_MODEL


class Level(models.IntegerChoices):
    """The five levels; the last two are bad."""

    VERY_SATISFIED = 5, _("Very satisfied")
    SATISFIED = 4, _("Satisfied")
    MOSTLY_SATISFIED = 3, _("Mostly satisfied")
    DISSATISFIED = 2, _("Dissatisfied")
    VERY_DISSATISFIED = 1, _("Very dissatisfied")


BAD = (Level.DISSATISFIED, Level.VERY_DISSATISFIED)


class Channel(models.TextChoices):
    """Where the rating was given."""

    WEB = "web", _("Portal")
    QR = "qr", _("QR code")
    WINDOW = "window", _("Device at the window")
    HOTLINE = "hotline", _("Hotline 12345")


class Invitation(models.Model):
    """The right to rate one service once: a case or a visit, with the link that leads to it."""

    matter = models.CharField(_("Matter"), max_length=40, unique=True)
    item_name = models.CharField(_("Item"), max_length=160)
    division = models.ForeignKey(Department, PROTECT, related_name="+", verbose_name=_("Division"))
    officer = models.ForeignKey(
        USER, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Handled by")
    )
    applicant = models.ForeignKey(
        Applicant, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Applicant")
    )
    code = models.CharField(_("Code of the link"), max_length=32, unique=True)
    made_at = models.DateTimeField(_("Made at"))

    class Meta:
        verbose_name = _("Invitation to rate")
        verbose_name_plural = _("Invitations to rate")
        ordering = ["-made_at"]
        indexes = [models.Index(fields=["division", "made_at"], name="invitation_by_division")]

    def __str__(self) -> str:
        return self.matter


class Rating(models.Model):
    """What was thought of one service; never changed. A later opinion after a remedy stands beside it."""

    invitation = models.OneToOneField(Invitation, PROTECT, related_name="rating")
    level = models.PositiveSmallIntegerField(pgettext_lazy("rating", "Level"), choices=Level)
    reasons = models.JSONField(_("Reasons"), default=list, blank=True)
    text = models.TextField(_("In own words"), blank=True)
    is_named = models.BooleanField(_("May be called back"), default=True)
    channel = models.CharField(_("Channel"), max_length=8, choices=Channel)
    at = models.DateTimeField(_("At"))

    class Meta:
        verbose_name = _("Rating")
        verbose_name_plural = _("Ratings")
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(level__gte=1, level__lte=5), name="rating_has_one_of_five_levels"
            )
        ]

    def __str__(self) -> str:
        return f"{self.invitation} · {self.get_level_display()}"

    @property
    def is_bad(self) -> bool:
        """Return whether the rating opens a work item."""
        return self.level in BAD


class FollowUp(models.Model):
    """The one later rating after the remedy; it is counted apart and changes nothing."""

    rating = models.OneToOneField(Rating, PROTECT, related_name="follow_up")
    level = models.PositiveSmallIntegerField(pgettext_lazy("rating", "Level"), choices=Level)
    text = models.TextField(_("In own words"), blank=True)
    at = models.DateTimeField(_("At"))

    class Meta:
        verbose_name = _("Follow-up rating")
        verbose_name_plural = _("Follow-up ratings")
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.rating} → {self.get_level_display()}"


class Status(models.TextChoices):
    """Where the work on a bad rating stands."""

    OPEN = "open", _("To be contacted")
    CONTACTED = "contacted", _("Being remedied")
    APPEALED = "appealed", _("Appealed")
    REMEDIED = "remedied", _("To be called back")
    EXCLUDED = "excluded", _("Not counted")
    CLOSED = "closed", _("Closed")


class BadRating(models.Model):
    """The work item that a bad rating opens, with its own clock."""

    reference = models.CharField(_("Number"), max_length=20, unique=True)
    rating = models.OneToOneField(Rating, PROTECT, related_name="work")
    division = models.ForeignKey(Department, PROTECT, related_name="+", verbose_name=_("Division"))
    status = models.CharField(_("Status"), max_length=10, choices=Status, blank=True)
    contact_due_on = models.DateField(_("Contact by"))
    remedy_due_on = models.DateField(_("Remedy by"))
    contacted_at = models.DateTimeField(_("Contacted at"), null=True, blank=True)
    account = models.TextField(_("What was found"), blank=True)
    remedied_at = models.DateTimeField(_("Remedied at"), null=True, blank=True)
    remedy = models.TextField(_("What was done"), blank=True)
    appeal = models.TextField(_("Why the rating is thought mistaken"), blank=True)
    appealed_by = models.ForeignKey(
        USER, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Appealed by")
    )
    ruling = models.TextField(_("Ruling"), blank=True)
    ruled_by = models.ForeignKey(
        USER, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Ruled by")
    )
    called_back_at = models.DateTimeField(_("Called back at"), null=True, blank=True)
    call_back = models.TextField(_("What the call brought"), blank=True)

    class Meta:
        verbose_name = _("Bad rating")
        verbose_name_plural = _("Bad ratings")
        ordering = ["remedy_due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["", "open", "appealed", "excluded"]) | Q(contacted_at__isnull=False),
                name="bad_rating_worked_on_was_contacted",
            ),
            models.CheckConstraint(
                condition=~Q(status="excluded") | Q(ruled_by__isnull=False) & ~Q(ruling=""),
                name="bad_rating_excluded_was_ruled",
            ),
            models.CheckConstraint(
                condition=~Q(status="closed") | Q(called_back_at__isnull=False),
                name="bad_rating_closed_was_called_back",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def concerned(self) -> tuple[int | None, ...]:
        """Return who appealed and who handled the matter: neither of them rules."""
        return self.appealed_by_id, self.rating.invitation.officer_id
