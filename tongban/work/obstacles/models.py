"""What could not be done: the entry, what stood in the way, the runs of changed rules, and the analysis of a month."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import PROTECT, Q
from django.utils.translation import gettext_lazy as _

from tongban.ground.people.models import Applicant, Department
from tongban.offer.catalogue.models import Item, ItemVersion
from tongban.work.cases.models import Case
from tongban.work.hall.models import Ticket, Window

USER = settings.AUTH_USER_MODEL


class Status(models.TextChoices):
    """Where an entry stands."""

    TAKEN = "taken", _("Taken down")
    DECLINED = "declined", _("Not a matter of this window")
    CLASSIFIED = "classified", _("Classified")
    ASSIGNED = "assigned", _("With the unit")
    HANDLED = "handled", _("Handled by the unit")
    ANSWERED = "answered", _("Answered")
    CALLED_BACK = "called_back", _("Called back")
    ANALYSED = "analysed", _("Analysed")


class ObstacleKind(models.TextChoices):
    """What happened."""

    NOT_ACCEPTED = "not_accepted", _("Could not get it accepted or approved")
    SEVERAL_VISITS = "several_visits", _("Several visits without result")
    CONDUCT = "conduct", _("Attitude, delay, passing the buck")
    ELSEWHERE = "elsewhere", _("Done elsewhere, not here")
    HELP = "help", _("Special help is needed")


class Source(models.TextChoices):
    """How it came in."""

    PORTAL = "portal", _("Portal")
    WINDOW = "window", _("Said at the window")
    REFUSAL = "refusal", _("Refusal reported on the spot")


class Outcome(models.TextChoices):
    """How it ended."""

    OPEN = "", _("Open")
    SOLVED = "solved", _("Solved")
    EXPLAINED = "explained", _("Explained: no legal basis")
    RULE = "rule", _("The rule must change")


class Barrier(models.TextChoices):
    """What stood in the way."""

    UNSAID = "", _("Not said yet")
    MATERIAL = "material", _("A material asked for")
    RULE = "rule", _("A condition or a rule of the item")
    FORM = "form", _("A field of the form")
    SYSTEM = "system", _("A system or its data")
    COOPERATION = "cooperation", _("Another body")
    PEOPLE = "people", _("How somebody acted")
    LAW = "law", _("The law itself")


class Obstacle(models.Model):
    """Something that could not be done: what, where it failed, who looks into it, how it ended, what was learned."""

    reference = models.CharField(_("Number"), max_length=20, unique=True)
    check_code = models.CharField(_("Code for following it"), max_length=12)
    status = models.CharField(_("Status"), max_length=12, choices=Status, blank=True)
    source = models.CharField(_("How it came in"), max_length=8, choices=Source)
    kind = models.CharField(_("Kind"), max_length=14, choices=ObstacleKind)
    text = models.TextField(_("What could not be done"), max_length=4000)
    name = models.CharField(_("Who asks"), max_length=60, blank=True)
    phone = models.CharField(_("Telephone"), max_length=20, blank=True)
    applicant = models.ForeignKey(
        Applicant, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Applicant")
    )
    case = models.ForeignKey(Case, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Case"))
    item = models.ForeignKey(Item, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Item"))
    version = models.ForeignKey(
        ItemVersion, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Version that applied")
    )
    place = models.CharField(
        _("Window or visit"), max_length=40, blank=True, help_text=_("By its number, if it is known")
    )
    ticket = models.ForeignKey(
        Ticket, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Visit")
    )
    window = models.ForeignKey(
        Window, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Service window")
    )
    division = models.ForeignKey(
        Department, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Where it failed")
    )
    unit = models.ForeignKey(
        Department,
        PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Unit that looks into it"),
    )
    is_joint = models.BooleanField(_("Several bodies together"), default=False)
    taken_by = models.ForeignKey(
        USER, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Taken by")
    )
    taken_at = models.DateTimeField(_("Taken at"))
    due_on = models.DateField(_("Answer by"), null=True, blank=True)
    outcome = models.CharField(_("Outcome"), max_length=10, choices=Outcome, default=Outcome.OPEN, blank=True)
    barrier = models.CharField(
        _("What stood in the way"), max_length=12, choices=Barrier, default=Barrier.UNSAID, blank=True
    )
    barrier_name = models.CharField(_("Which material, rule or field"), max_length=200, blank=True)
    finding = models.TextField(_("What the unit found and did"), max_length=4000, blank=True)
    legal_basis = models.CharField(_("Legal basis of the explanation"), max_length=300, blank=True)
    answer = models.TextField(_("Answer"), max_length=4000, blank=True)
    answered_at = models.DateTimeField(_("Answered at"), null=True, blank=True)
    is_solved = models.BooleanField(_("Solved, as the person says"), null=True, blank=True)
    satisfaction = models.PositiveSmallIntegerField(_("Satisfaction"), null=True, blank=True)
    called_back_at = models.DateTimeField(_("Called back at"), null=True, blank=True)
    lesson = models.TextField(_("What is learned from it"), max_length=2000, blank=True)
    proposed = models.ForeignKey(
        ItemVersion, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Change proposed")
    )
    is_example = models.BooleanField(_("Invented for the demo"), default=False)

    class Meta:
        verbose_name = _("What could not be done")
        verbose_name_plural = _("What could not be done")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["status", "due_on"], name="obstacle_by_status"),
            models.Index(fields=["unit", "status"], name="obstacle_by_unit"),
            models.Index(fields=["item", "-id"], name="obstacle_by_item"),
            models.Index(fields=["taken_at"], name="obstacle_by_instant"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(source="refusal"), name="obstacle_refusal_reported_once"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["", "taken", "declined"]) | Q(due_on__isnull=False),
                name="obstacle_classified_has_a_limit",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["assigned", "handled"]) | Q(unit__isnull=False),
                name="obstacle_assigned_has_a_unit",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["handled", "answered", "called_back", "analysed"])
                | ~Q(outcome="") & ~Q(barrier="") & ~Q(finding=""),
                name="obstacle_handled_says_what_came_of_it",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="explained") | ~Q(legal_basis=""),
                name="obstacle_explained_names_the_law",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["answered", "called_back", "analysed"])
                | Q(answered_at__isnull=False) & ~Q(answer=""),
                name="obstacle_answered_has_its_answer",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["called_back", "analysed"]) | Q(called_back_at__isnull=False),
                name="obstacle_called_back_has_an_instant",
            ),
            models.CheckConstraint(
                condition=~Q(status="analysed") | ~Q(lesson=""), name="obstacle_analysed_has_a_lesson"
            ),
            models.CheckConstraint(
                condition=Q(satisfaction__isnull=True) | Q(satisfaction__gte=1, satisfaction__lte=5),
                name="obstacle_satisfaction_has_five_levels",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class RuleRun(models.Model):
    """The rules of a version really run on the facts of the entry: whether it would succeed, and what would not."""

    may_change: ClassVar[tuple[str, ...]] = ()
    obstacle = models.ForeignKey(
        Obstacle, PROTECT, related_name="runs", verbose_name=_("What could not be done")
    )
    version = models.ForeignKey(ItemVersion, PROTECT, related_name="+", verbose_name=_("Version"))
    would_succeed = models.BooleanField(_("Would succeed now"))
    hindrances = models.JSONField(_("What would stand against it"), default=list)
    at = models.DateTimeField(_("Run at"))

    class Meta:
        verbose_name = _("Run of the rules")
        verbose_name_plural = _("Runs of the rules")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["obstacle", "version"], name="obstacle_run_once_for_a_version")
        ]

    def __str__(self) -> str:
        return f"{self.obstacle} · {self.version}"


class MonthAnalysis(models.Model):
    """The analysis of a month, as issued; never changed."""

    may_change: ClassVar[tuple[str, ...]] = ()
    month = models.DateField(_("Month"), unique=True, help_text=_("Its first day"))
    number = models.CharField(_("Number of the paper"), max_length=40, unique=True)
    content = models.JSONField(_("Content"), default=dict)
    digest = models.CharField(_("Digest"), max_length=64)
    by = models.ForeignKey(USER, PROTECT, related_name="+", verbose_name=_("Issued by"))
    at = models.DateTimeField(_("Issued at"))

    class Meta:
        verbose_name = _("Analysis of a month")
        verbose_name_plural = _("Analyses of months")
        ordering = ["-month"]

    def __str__(self) -> str:
        return self.number

    @property
    def reference(self) -> str:
        """Return how the ledger names the analysis."""
        return f"OBSM-{self.month:%Y-%m}"
