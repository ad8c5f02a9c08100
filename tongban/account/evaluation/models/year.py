"""The performance year of a department: where it stands, its functions, chapters and problems."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tongban.account.budget.models import Budget
from tongban.ground.people.models import BudgetUnit, Department

PROTECT, CASCADE = models.PROTECT, models.CASCADE


class Status(models.TextChoices):
    """Where a performance year stands; see ``states.CHART``."""

    DECLARING = "declaring", _("declaring targets")
    DECLARED = "declared", _("targets declared")
    MONITORING = "monitoring", _("monitoring")
    DRAFTING = "drafting", _("self-evaluation draft")
    WITH_DIVISION = "with_division", _("with the division head")
    WITH_FINANCE = "with_finance", _("with the finance division")
    WITH_LEADER = "with_leader", _("waiting for the leader's signature")
    SIGNED = "signed", _("signed")
    FILED = "filed", _("filed with the finance bureau")
    ACCEPTED = "accepted", _("accepted")
    PUBLISHED = "published", _("published")
    RECTIFYING = "rectifying", _("rectifying")
    CLOSED = "closed", _("closed")


class Layout(models.TextChoices):
    """The two indicator frames in use."""

    SUZHOU = "suzhou", _("decision – process – duties – benefit – satisfaction")
    NATIONAL = "national", _("cost – output – benefit – satisfaction")


FILED_STATES = [Status.FILED, Status.ACCEPTED, Status.PUBLISHED, Status.RECTIFYING, Status.CLOSED]


class Evaluation(models.Model):
    """One department's performance year, from the declaration of targets to the rectification."""

    reference = models.CharField(_("Number"), max_length=20, unique=True, editable=False)
    department = models.ForeignKey(Department, PROTECT, related_name="+", verbose_name=_("department"))
    year = models.PositiveSmallIntegerField(_("year"))
    edition = models.CharField(_("edition"), max_length=60, blank=True)
    budget = models.OneToOneField(Budget, PROTECT, related_name="+", verbose_name=_("budget"))
    layout = models.CharField(_("layout"), max_length=10, choices=Layout, default=Layout.SUZHOU)
    status = models.CharField(_("status"), max_length=15, choices=Status, default="", editable=False)
    title = models.CharField(_("title"), max_length=200)
    bodies = models.JSONField(_("internal bodies"), default=list, blank=True)
    units = models.ManyToManyField(BudgetUnit, related_name="+", verbose_name=_("budget units"), blank=True)
    author = models.CharField(_("author"), max_length=60, blank=True)
    contact = models.CharField(_("contact"), max_length=100, blank=True)
    seal = models.CharField(_("seal"), max_length=100, blank=True)
    prepared_on = models.DateField(_("prepared on"), null=True, blank=True)
    filed_at = models.DateTimeField(_("filed at"), null=True, blank=True)
    accepted_on = models.DateField(_("accepted on"), null=True, blank=True)
    publish_on = models.DateField(_("planned day of publication"), null=True, blank=True)
    publish_at = models.CharField(_("address of publication"), max_length=200, blank=True)
    publish_by = models.DateField(_("to be published by"), null=True, blank=True)
    is_example = models.BooleanField(_("example with invented parts"), default=False)
    origin = models.TextField(_("where the figures come from"), blank=True)

    class Meta:
        verbose_name = _("performance year")
        ordering = ["-year", "department", "edition"]
        constraints = [
            models.UniqueConstraint(fields=["department", "year", "edition"], name="one_year_per_edition"),
            models.CheckConstraint(
                condition=~Q(status__in=FILED_STATES) | Q(filed_at__isnull=False), name="filed_has_an_instant"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["accepted", "published", "rectifying", "closed"])
                | Q(accepted_on__isnull=False, publish_by__isnull=False),
                name="accepted_has_a_day_and_a_deadline",
            ),
        ]

    def __str__(self) -> str:
        return " ".join(filter(None, [str(self.year), str(self.department), self.edition]))


class DutyFunction(models.Model):
    """One main function of the department (主要职能)."""

    evaluation = models.ForeignKey(Evaluation, CASCADE, related_name="functions")
    number = models.PositiveSmallIntegerField(_("number"))
    text = models.TextField(_("function"))

    class Meta:
        verbose_name = _("main function")
        ordering = ["evaluation", "number"]
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "number"], name="one_function_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.numeral}{self.text}"

    @property
    def numeral(self) -> str:
        """Return the number as the form writes it: （三）."""
        digits = "零一二三四五六七八九"
        tens, ones = divmod(self.number, 10)
        ten = ("十" if tens == 1 else f"{digits[tens]}十") if tens else ""
        return f"（{ten}{digits[ones] if ones else ''}）"


class ChapterCode(models.TextChoices):
    """The parts of the report that are written, not computed."""

    DUTIES = "2", _("fulfilment of the year's duties")
    INPUT = "4.1", _("input")
    EXECUTION = "4.2", _("execution and management")
    RESULTS = "4.3", _("output and benefit")
    USE = "6", _("use and publication of the result")


class Chapter(models.Model):
    """A written part of the report. Figures stand in braces and are filled from the data: {预算总金额.执行率}."""

    evaluation = models.ForeignKey(Evaluation, CASCADE, related_name="chapters")
    code = models.CharField(_("part"), max_length=4, choices=ChapterCode)
    body = models.TextField(_("text"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("chapter")
        ordering = ["evaluation", "code"]
        constraints = [models.UniqueConstraint(fields=["evaluation", "code"], name="one_chapter_per_part")]

    def __str__(self) -> str:
        return self.get_code_display()


class Problem(models.Model):
    """A problem the self-evaluation admits, the measure against it, and how it was rectified."""

    evaluation = models.ForeignKey(Evaluation, CASCADE, related_name="problems")
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    heading = models.CharField(_("heading"), max_length=100)
    problem = models.TextField(_("problem"))
    measure = models.TextField(_("measure"), blank=True)
    owner = models.CharField(_("responsible division"), max_length=60, blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    result = models.TextField(_("result"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("problem")
        ordering = ["evaluation", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | ~Q(result=""), name="rectified_has_a_result"
            )
        ]

    def __str__(self) -> str:
        return self.heading
