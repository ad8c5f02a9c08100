"""What happens to an accepted case: steps with opinions, pauses, extension, assessment, remedies."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.models import StoredFile
from tongban.ground.matters.limits import StoredExtension, StoredPause
from tongban.ground.people.models import Department
from tongban.offer.catalogue.models import Step
from tongban.work.cases.models.case import Case

if TYPE_CHECKING:
    from tongban.ground.people.models import User

PROTECT, CASCADE = models.PROTECT, models.CASCADE
USER = settings.AUTH_USER_MODEL


class Review(models.Model):
    """A step of the review in a case; returned to, it is opened again as another round."""

    class State(models.TextChoices):
        """Whether the step is waiting, being worked on, or done."""

        WAITING = "waiting", _("Waiting")
        OPEN = "open", _("Open")
        AGREED = "agreed", _("Agreed")
        OBJECTED = "objected", _("Objected")
        SENT_BACK = "sent_back", _("Sent back")

    case = models.ForeignKey(Case, CASCADE, related_name="reviews")
    step = models.ForeignKey(Step, PROTECT, related_name="+", verbose_name=_("Step"))
    stage = models.PositiveSmallIntegerField(_("Stage"))
    round = models.PositiveSmallIntegerField(_("Round"), default=1)
    division = models.ForeignKey(Department, PROTECT, related_name="+", verbose_name=_("Division"))
    state = models.CharField(_("State"), max_length=10, choices=State, default=State.WAITING)
    opened_at = models.DateTimeField(_("Opened at"), null=True, blank=True)
    due_on = models.DateField(_("Due on"), null=True, blank=True)
    done_at = models.DateTimeField(_("Done at"), null=True, blank=True)
    done_by = models.ForeignKey(USER, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("By"))
    opinion = models.TextField(_("Opinion"), blank=True)

    class Meta:
        verbose_name = _("Step of a case")
        verbose_name_plural = _("Steps of cases")
        ordering = ["stage", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "step", "round"], name="step_once_in_a_round"),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "open"]) | Q(done_at__isnull=False, done_by__isnull=False),
                name="step_done_has_who_and_when",
            ),
        ]
        indexes = [
            models.Index(
                fields=["division", "due_on"], condition=Q(state="open"), name="step_open_by_division"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case} · {self.step}"


class FieldCheck(models.Model):
    """A check on site: by which officers, where, and what they found."""

    class Outcome(models.TextChoices):
        """What the check came to; checks of earlier years may say nothing."""

        UNSAID = "", _("Not said")
        PASSED = "passed", _("Meets the conditions")
        TO_MEND = "to_mend", _("To be put right")
        FAILED = "failed", _("Does not meet the conditions")

    case = models.ForeignKey(Case, PROTECT, related_name="field_checks")
    review = models.ForeignKey(
        Review, PROTECT, null=True, blank=True, related_name="field_checks", verbose_name=_("Step")
    )
    officers: "models.ManyToManyField[User, models.Model]" = models.ManyToManyField(
        USER, related_name="+", verbose_name=_("Officers")
    )
    on = models.DateField(_("On"))
    place = models.CharField(_("Place"), max_length=200)
    outcome = models.CharField(_("Outcome"), max_length=8, choices=Outcome, blank=True)
    finding = models.TextField(_("Finding"))
    file = models.ForeignKey(
        StoredFile, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Record")
    )
    by = models.ForeignKey(USER, PROTECT, related_name="+", verbose_name=_("By"))
    at = models.DateTimeField(_("At"))

    class Meta:
        verbose_name = _("Check on site")
        verbose_name_plural = _("Checks on site")
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.case} · {self.place}"


class Pause(StoredPause):
    """A special procedure with its kind, its written notice and its end."""

    class Kind(models.TextChoices):
        """Kinds of Article 45 of the Administrative Licensing Law."""

        HEARING = "hearing", _("Hearing")
        TENDER = "tender", _("Tender")
        AUCTION = "auction", _("Auction")
        INSPECTION = "inspection", _("Inspection")
        TESTING = "testing", _("Testing")
        QUARANTINE = "quarantine", _("Quarantine")
        APPRAISAL = "appraisal", _("Appraisal")
        EXPERT_REVIEW = "expert_review", _("Expert review")

    case = models.ForeignKey(Case, CASCADE, related_name="pauses")
    kind = models.CharField(_("Kind"), max_length=14, choices=Kind)

    class Meta(StoredPause.Meta):
        verbose_name = _("Special procedure")
        verbose_name_plural = _("Special procedures")
        constraints = [
            *StoredPause.Meta.constraints,
            models.UniqueConstraint(
                fields=["case"], condition=Q(until__isnull=True), name="case_paused_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} · {self.get_kind_display()}"


class Extension(StoredExtension):
    """More days for a case, once."""

    case = models.OneToOneField(Case, CASCADE, related_name="extension")

    class Meta(StoredExtension.Meta):
        verbose_name = _("Extension")
        verbose_name_plural = _("Extensions")

    def __str__(self) -> str:
        return f"{self.case} + {self.days}"


class Assessor(models.Model):
    """A firm on the list from which assessments are drawn."""

    name = models.CharField(_("Firm"), max_length=120)
    credit_code = models.CharField(_("Unified social credit code"), max_length=18, unique=True)
    field = models.CharField(_("Field"), max_length=60)
    is_active = models.BooleanField(_("On the list"), default=True)

    class Meta:
        verbose_name = _("Assessor")
        verbose_name_plural = _("Assessors")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Assessment(models.Model):
    """A third party's assessment within a special procedure: drawn at random, paid, reported, scored."""

    pause = models.OneToOneField(Pause, CASCADE, related_name="assessment")
    assessor = models.ForeignKey(Assessor, PROTECT, related_name="+", verbose_name=_("Firm drawn"))
    drawn_from = models.JSONField(_("Firms in the draw"), default=list)
    recused = models.JSONField(_("Firms recused, and why"), default=list)
    seed = models.CharField(_("Seed of the draw"), max_length=64)
    drawn_at = models.DateTimeField(_("Drawn at"))
    fee_yuan = models.DecimalField(_("Fee (yuan)"), max_digits=12, decimal_places=2, null=True, blank=True)
    budget_line = models.CharField(_("Paid from budget line"), max_length=120, blank=True)
    report = models.ForeignKey(
        StoredFile, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Report")
    )
    score = models.PositiveSmallIntegerField(_("Score"), null=True, blank=True)

    class Meta:
        verbose_name = _("Assessment")
        verbose_name_plural = _("Assessments")
        ordering = ["-drawn_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(fee_yuan__isnull=True) | Q(fee_yuan__gte=0), name="assessment_fee_is_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__lte=100), name="assessment_score_up_to_100"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pause} · {self.assessor}"


class Remedy(models.Model):
    """A reconsideration or a lawsuit against a decision: stage, outcome, lessons."""

    class Kind(models.TextChoices):
        """Which way the applicant took."""

        RECONSIDERATION = "reconsideration", _("Administrative reconsideration")
        LAWSUIT = "lawsuit", _("Administrative lawsuit")

    class Stage(models.TextChoices):
        """How far it has come."""

        RECEIVED = "received", _("Received")
        ANSWERED = "answered", _("Answered")
        HEARD = "heard", _("Heard")
        CLOSED = "closed", _("Closed")

    class Outcome(models.TextChoices):
        """How it ended."""

        OPEN = "", _("Open")
        UPHELD = "upheld", _("Decision upheld")
        REVOKED = "revoked", _("Decision revoked")
        CHANGED = "changed", _("Decision changed")
        REMADE = "remade", _("To be decided again")
        WITHDRAWN = "withdrawn", _("Withdrawn by the applicant")

    case = models.ForeignKey(Case, PROTECT, related_name="remedies")
    kind = models.CharField(_("Kind"), max_length=16, choices=Kind)
    authority = models.CharField(_("Authority or court"), max_length=120)
    number = models.CharField(_("Its number"), max_length=60, blank=True)
    received_on = models.DateField(_("Received on"))
    stage = models.CharField(_("Stage"), max_length=10, choices=Stage, default=Stage.RECEIVED)
    closed_on = models.DateField(_("Closed on"), null=True, blank=True)
    outcome = models.CharField(_("Outcome"), max_length=10, choices=Outcome, blank=True)
    lessons = models.TextField(_("Lessons"), blank=True)

    class Meta:
        verbose_name = _("Remedy")
        verbose_name_plural = _("Remedies")
        ordering = ["-received_on"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(stage="closed") | Q(closed_on__isnull=False) & ~Q(outcome=""),
                name="remedy_closed_has_day_and_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.case}"
