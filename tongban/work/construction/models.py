"""A construction project, its stages, the reviews that bodies hold together, and what classes of projects may take."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import CASCADE, PROTECT, F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.models import StoredFile
from tongban.ground.people.models import Applicant, Department
from tongban.offer.bundles.models import Bundle
from tongban.work.cases.models import JointApplication

USER = settings.AUTH_USER_MODEL
CODE = RegexValidator(
    r"^\d{4}-\d{6}-\d{2}-0[123]-\d{6}$",
    _("A project code has the form 2022-320500-47-01-000001: year, region, industry, type, serial."),
)
"""The form in which the national investment platform gives codes; type 01 approval, 02 licence, 03 filing."""


class Kind(models.TextChoices):
    """What several bodies review together."""

    DRAWINGS = "drawings", _("Joint drawing review")
    ACCEPTANCE = "acceptance", _("Joint acceptance")


class ProjectStatus(models.TextChoices):
    """Where a project stands."""

    OPEN = "open", _("Under way")
    DONE = "done", _("All stages done")
    STOPPED = "stopped", _("Given up")


class ReviewStatus(models.TextChoices):
    """Where a review stands."""

    ASKED = "asked", _("With the bodies")
    CORRECTING = "correcting", _("With the applicant, to correct")
    PASSED = "passed", _("Passed")
    FAILED = "failed", _("Not passed")
    STOPPED = "stopped", _("Stopped")


class ProjectClass(models.Model):
    """What a class of projects may take, from a day: a dated parameter that the office edits."""

    name = models.CharField(
        _("Class"),
        max_length=60,
        help_text=_("As the question of the stages' bundles has it among its choices"),
    )
    since = models.DateField(_("From"))
    until = models.DateField(_("Last day"), null=True, blank=True)
    whole_days = models.PositiveSmallIntegerField(_("Working days for all stages"))
    basis = models.CharField(_("Basis"), max_length=200)

    class Meta:
        verbose_name = _("Class of projects")
        verbose_name_plural = _("Classes of projects")
        ordering = ["name", "-since"]
        constraints = [
            models.UniqueConstraint(fields=["name", "since"], name="project_class_once_from_a_day"),
            models.UniqueConstraint(
                fields=["name"], condition=Q(until__isnull=True), name="project_class_open_once"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="project_class_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def reference(self) -> str:
        """Return how the ledger names it."""
        return f"PROJCLASS-{self.pk}"

    @staticmethod
    def on(day: date) -> "QuerySet[ProjectClass]":
        """Return the classes that apply on a day."""
        return ProjectClass.objects.filter(since__lte=day).filter(Q(until__isnull=True) | Q(until__gte=day))


class ClassStage(models.Model):
    """A stage of a class: its bundle, its days, and what bodies review together in it."""

    of = models.ForeignKey(ProjectClass, CASCADE, related_name="stages", verbose_name=_("Class"))
    number = models.PositiveSmallIntegerField(_("Stage"))
    bundle = models.ForeignKey(Bundle, PROTECT, related_name="+", verbose_name=_("Bundle"))
    days = models.PositiveSmallIntegerField(_("Working days of the stage"))
    review = models.CharField(_("Reviewed together"), max_length=10, choices=Kind, blank=True)
    review_days = models.PositiveSmallIntegerField(_("Working days for the bodies' opinions"), default=0)

    class Meta:
        verbose_name = _("Stage of a class")
        verbose_name_plural = _("Stages of classes")
        ordering = ["of", "number"]
        constraints = [
            models.UniqueConstraint(fields=["of", "number"], name="class_stage_once_per_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="class_stage_counts_from_one"),
            models.CheckConstraint(
                condition=Q(review="") | Q(review_days__gte=1), name="class_stage_review_has_its_days"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.of} · {self.number}"

    @property
    def name(self) -> str:
        """Return the stage as its bundle is called now."""
        version = self.bundle.versions.first()
        return version.name if version else self.bundle.reference


class Project(models.Model):
    """A project under its own code, which every body uses, with the class it had when it was registered."""

    reference = models.CharField(_("Number"), max_length=20, unique=True)
    code = models.CharField(
        _("Project code"),
        max_length=30,
        unique=True,
        validators=[CODE],
        help_text=_("From the national investment platform, for example 2022-320500-47-01-000001"),
    )
    name = models.CharField(_("Name"), max_length=120)
    place = models.CharField(_("Where it is built"), max_length=200)
    of = models.ForeignKey(ProjectClass, PROTECT, related_name="+", verbose_name=_("Class"))
    enterprise = models.ForeignKey(Applicant, PROTECT, related_name="+", verbose_name=_("Enterprise"))
    status = models.CharField(_("Status"), max_length=8, choices=ProjectStatus, blank=True)
    begun_at = models.DateTimeField(_("Registered at"))
    ended_on = models.DateField(_("Ended on"), null=True, blank=True)
    is_example = models.BooleanField(_("Invented for the demo"), default=False)

    class Meta:
        verbose_name = _("Construction project")
        verbose_name_plural = _("Construction projects")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=["done", "stopped"]) | Q(ended_on__isnull=False),
                name="project_ended_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Stage(models.Model):
    """A stage that was begun: one joint application. Begun again after a withdrawal, it has another row."""

    project = models.ForeignKey(Project, PROTECT, related_name="stages", verbose_name=_("Project"))
    number = models.PositiveSmallIntegerField(_("Stage"))
    attempt = models.PositiveSmallIntegerField(_("Attempt"), default=1)
    joint = models.OneToOneField(
        JointApplication, PROTECT, related_name="+", verbose_name=_("Joint application")
    )

    class Meta:
        verbose_name = _("Stage of a project")
        verbose_name_plural = _("Stages of projects")
        ordering = ["project", "number", "attempt"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number", "attempt"], name="project_stage_once")
        ]

    def __str__(self) -> str:
        return f"{self.project} · {self.number}"


class Review(models.Model):
    """Several bodies on one set of drawings, or on one building in one visit."""

    reference = models.CharField(_("Number"), max_length=20, unique=True)
    stage = models.ForeignKey(Stage, PROTECT, related_name="reviews", verbose_name=_("Stage"))
    kind = models.CharField(_("Kind"), max_length=10, choices=Kind)
    status = models.CharField(_("Status"), max_length=10, choices=ReviewStatus, blank=True)
    round = models.PositiveSmallIntegerField(_("Round"), default=1)
    is_again = models.BooleanField(_("One more correction allowed"), default=False)
    days = models.PositiveSmallIntegerField(_("Working days for the bodies' opinions"))
    due_on = models.DateField(_("Opinions by"))
    visit_on = models.DateField(_("Day of the one visit"), null=True, blank=True)
    opened_at = models.DateTimeField(_("Opened at"))
    ended_on = models.DateField(_("Ended on"), null=True, blank=True)

    class Meta:
        verbose_name = _("Joint review")
        verbose_name_plural = _("Joint reviews")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["stage", "kind"],
                condition=Q(status__in=["asked", "correcting", "passed"]),
                name="review_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(kind="acceptance") | Q(visit_on__isnull=False), name="acceptance_has_its_visit"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["passed", "failed", "stopped"]) | Q(ended_on__isnull=False),
                name="review_ended_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class AskedBody(models.Model):
    """A body that is asked in a review."""

    may_change: ClassVar[tuple[str, ...]] = ()
    review = models.ForeignKey(Review, PROTECT, related_name="asked", verbose_name=_("Joint review"))
    body = models.ForeignKey(Department, PROTECT, related_name="+", verbose_name=_("Body"))

    class Meta:
        verbose_name = _("Body asked")
        verbose_name_plural = _("Bodies asked")
        ordering = ["review", "pk"]
        constraints = [models.UniqueConstraint(fields=["review", "body"], name="body_asked_once")]

    def __str__(self) -> str:
        return f"{self.review} · {self.body}"


class Opinion(models.Model):
    """What a body says in a round: nothing against it, or remarks, each with the provision that it rests on."""

    may_change: ClassVar[tuple[str, ...]] = ()
    review = models.ForeignKey(Review, PROTECT, related_name="opinions", verbose_name=_("Joint review"))
    round = models.PositiveSmallIntegerField(_("Round"))
    body = models.ForeignKey(Department, PROTECT, related_name="+", verbose_name=_("Body"))
    remarks = models.JSONField(_("Remarks"), default=list)
    by = models.ForeignKey(USER, PROTECT, related_name="+", verbose_name=_("Given by"))
    at = models.DateTimeField(_("Given at"))

    class Meta:
        verbose_name = _("Opinion of a body")
        verbose_name_plural = _("Opinions of bodies")
        ordering = ["review", "round", "pk"]
        constraints = [models.UniqueConstraint(fields=["review", "round", "body"], name="opinion_once")]

    def __str__(self) -> str:
        return f"{self.review} · {self.body}"


class MergedOpinion(models.Model):
    """The one paper of a round, as issued; never changed."""

    may_change: ClassVar[tuple[str, ...]] = ()
    review = models.ForeignKey(Review, PROTECT, related_name="merged", verbose_name=_("Joint review"))
    round = models.PositiveSmallIntegerField(_("Round"))
    number = models.CharField(_("Number of the paper"), max_length=40, unique=True)
    content = models.JSONField(_("Content"), default=dict)
    digest = models.CharField(_("Digest"), max_length=64)
    by = models.ForeignKey(USER, PROTECT, related_name="+", verbose_name=_("Merged by"))
    at = models.DateTimeField(_("Merged at"))

    class Meta:
        verbose_name = _("Merged opinion")
        verbose_name_plural = _("Merged opinions")
        ordering = ["review", "round"]
        constraints = [models.UniqueConstraint(fields=["review", "round"], name="merged_once_per_round")]

    def __str__(self) -> str:
        return self.number


class CorrectedSet(models.Model):
    """What the applicant handed in corrected, for the next round."""

    may_change: ClassVar[tuple[str, ...]] = ()
    review = models.ForeignKey(Review, PROTECT, related_name="sets", verbose_name=_("Joint review"))
    round = models.PositiveSmallIntegerField(_("Round"))
    file = models.ForeignKey(StoredFile, PROTECT, related_name="+", verbose_name=_("File"))
    name = models.CharField(_("Name of the file"), max_length=200)
    by = models.ForeignKey(USER, PROTECT, related_name="+", verbose_name=_("Handed in by"))
    at = models.DateTimeField(_("Handed in at"))

    class Meta:
        verbose_name = _("Corrected set")
        verbose_name_plural = _("Corrected sets")
        ordering = ["review", "round"]
        constraints = [models.UniqueConstraint(fields=["review", "round"], name="corrected_once_per_round")]

    def __str__(self) -> str:
        return self.name
