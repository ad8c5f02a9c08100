"""Who is helped: the matter, the written authorisations, the tasks with their days, the hand-overs, the papers."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import PROTECT, F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.ground.matters.papers import NumberedPaper
from tongban.ground.people.models import Applicant
from tongban.work.cases.models import Case

USER = settings.AUTH_USER_MODEL


class Status(models.TextChoices):
    """Where help stands."""

    ASKED = "asked", pgettext_lazy("help", "Asked for")
    DECLINED = "declined", pgettext_lazy("help", "Declined")
    ASSIGNED = "assigned", pgettext_lazy("help", "Waits for the authorisation")
    HELPING = "helping", pgettext_lazy("help", "Being helped")
    HANDING_OVER = "handing_over", pgettext_lazy("help", "Being handed over")
    CONCLUDED = "concluded", pgettext_lazy("help", "Ended")
    WITHDRAWN = "withdrawn", pgettext_lazy("help", "Withdrawn")


OPEN = (Status.ASKED, Status.ASSIGNED, Status.HELPING, Status.HANDING_OVER)


class Kind(models.TextChoices):
    """Who or what is helped."""

    PROJECT = "project", _("Major project")
    PERSON = "person", _("Elderly, disabled or otherwise in need")


class Result(models.TextChoices):
    """How help ended."""

    OPEN = "", pgettext_lazy("help", "Open")
    DONE = "done", pgettext_lazy("help", "Everything is done")
    PARTLY = "partly", pgettext_lazy("help", "Partly done")
    NOT_DONE = "not_done", pgettext_lazy("help", "Not done")


class Assistance(models.Model):
    """A project or a person with a helper of the office: what is wanted, who helps since when, how it ended."""

    reference = models.CharField(_("Number"), max_length=20, unique=True)
    status = models.CharField(_("Status"), max_length=12, choices=Status, blank=True)
    kind = models.CharField(_("Kind"), max_length=8, choices=Kind)
    applicant = models.ForeignKey(Applicant, PROTECT, related_name="+", verbose_name=_("Who is helped"))
    title = models.CharField(_("Project or need"), max_length=120)
    project_code = models.CharField(_("Code of the project"), max_length=40, blank=True)
    text = models.TextField(_("What is to be got done"), max_length=2000)
    taken_by = models.ForeignKey(
        USER, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Taken by")
    )
    asked_at = models.DateTimeField(_("Asked for at"))
    assign_due_on = models.DateField(_("Helper named by"))
    assigned_at = models.DateTimeField(_("Helper named at"), null=True, blank=True)
    helper = models.ForeignKey(
        USER, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Helper")
    )
    worked_at = models.DateTimeField(_("Last worked on at"), null=True, blank=True)
    reminded_on = models.DateField(_("Reminded on"), null=True, blank=True)
    result = models.CharField(_("Result"), max_length=8, choices=Result, default=Result.OPEN, blank=True)
    ending = models.TextField(_("What came of it"), max_length=2000, blank=True)
    ended_at = models.DateTimeField(_("Ended at"), null=True, blank=True)
    is_example = models.BooleanField(_("Invented for the demo"), default=False)

    class Meta:
        verbose_name = _("Help of projects and people")
        verbose_name_plural = _("Help of projects and people")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["status", "assign_due_on"], name="assistance_by_status"),
            models.Index(fields=["helper", "status"], name="assistance_by_helper"),
            models.Index(fields=["applicant", "-id"], name="assistance_by_applicant"),
            models.Index(fields=["asked_at"], name="assistance_by_instant"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=["assigned", "helping", "handing_over", "concluded"])
                | Q(helper__isnull=False, assigned_at__isnull=False),
                name="assistance_assigned_has_a_helper",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["declined", "concluded", "withdrawn"])
                | Q(ended_at__isnull=False) & ~Q(ending=""),
                name="assistance_over_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(status="concluded") | ~Q(result=""), name="assistance_ended_has_a_result"
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Authorisation(models.Model):
    """What somebody has authorised a helper to do for them, in writing: for what, from when to when, until it is revoked."""

    class Way(models.TextChoices):
        """How it was signed."""

        PAPER = "paper", _("On paper, before the helper")
        ONLINE = "online", _("On the portal")

    may_change: ClassVar[tuple[str, ...]] = ("ended_at", "ended_why")
    assistance = models.ForeignKey(
        Assistance, PROTECT, related_name="authorisations", verbose_name=_("Help of projects and people")
    )
    helper = models.ForeignKey(USER, PROTECT, related_name="+", verbose_name=_("Helper"))
    scope = models.CharField(_("What the helper may do"), max_length=500)
    since = models.DateField(_("From"))
    until = models.DateField(_("Until"), help_text=_("The last day, inclusive"))
    signed_by = models.CharField(_("Signed by"), max_length=60)
    way = models.CharField(_("How it was signed"), max_length=6, choices=Way)
    signed_at = models.DateTimeField(_("Signed at"))
    ended_at = models.DateTimeField(_("Ended at"), null=True, blank=True)
    ended_why = models.CharField(_("Why it ended"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("Authorisation of a helper")
        verbose_name_plural = _("Authorisations of helpers")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assistance"], condition=Q(ended_at__isnull=True), name="one_authorisation_in_force"
            ),
            models.CheckConstraint(
                condition=Q(until__gte=F("since")), name="authorisation_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assistance} {self.since}–{self.until}"

    def holds_on(self, day: date) -> bool:
        """Return whether the helper may act on a day."""
        return self.ended_at is None and self.since <= day <= self.until


class Task(models.Model):
    """One thing that the helper gets done, by a day."""

    assistance = models.ForeignKey(
        Assistance, PROTECT, related_name="tasks", verbose_name=_("Help of projects and people")
    )
    title = models.CharField(_("Task"), max_length=120)
    case = models.ForeignKey(Case, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Case"))
    due_on = models.DateField(_("Due on"))
    closed_at = models.DateTimeField(_("Closed at"), null=True, blank=True)
    is_done = models.BooleanField(_("Done"), default=False)
    note = models.CharField(_("What came of it"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("Task of a helper")
        verbose_name_plural = _("Tasks of helpers")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_done=False) | Q(closed_at__isnull=False), name="task_done_is_closed"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class HandOver(models.Model):
    """From one helper to another: offered with what is open, accepted or not by the other."""

    may_change: ClassVar[tuple[str, ...]] = ("ended_at", "is_accepted", "answer")
    assistance = models.ForeignKey(
        Assistance, PROTECT, related_name="hand_overs", verbose_name=_("Help of projects and people")
    )
    giver = models.ForeignKey(USER, PROTECT, related_name="+", verbose_name=_("Given by"))
    taker = models.ForeignKey(USER, PROTECT, related_name="+", verbose_name=_("Taken over by"))
    note = models.TextField(_("What the other must know"), max_length=2000)
    offered_at = models.DateTimeField(_("Offered at"))
    ended_at = models.DateTimeField(_("Answered at"), null=True, blank=True)
    is_accepted = models.BooleanField(_("Accepted"), default=False)
    answer = models.CharField(_("Answer"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("Hand-over between helpers")
        verbose_name_plural = _("Hand-overs between helpers")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assistance"], condition=Q(ended_at__isnull=True), name="one_hand_over_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(giver=F("taker")), name="hand_over_is_to_another"),
        ]

    def __str__(self) -> str:
        return f"{self.assistance} · {self.giver} → {self.taker}"


class AssistancePaper(NumberedPaper):
    """The paper of an authorisation, or the slip of a hand-over; checked by anybody with its code."""

    class Kind(models.TextChoices):
        """The papers of a helper."""

        AUTHORISATION = "authorisation", _("Authorisation of a helper")
        HAND_OVER = "hand_over", _("Hand-over slip")

    assistance = models.ForeignKey(Assistance, PROTECT, related_name="papers")
    kind = models.CharField(_("Kind"), max_length=14, choices=Kind)

    class Meta(NumberedPaper.Meta):
        verbose_name = _("Paper of a helper")
        verbose_name_plural = _("Papers of helpers")

    @property
    def matter(self) -> Assistance:
        """Return the help it belongs to."""
        return self.assistance

    @property
    def addressee(self) -> str:
        """Return who is helped, masked."""
        return str(self.assistance.applicant.shown_name)
