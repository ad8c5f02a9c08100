"""A live programme, the questions put to it, what its own page counted, and what the platform's export says."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import PROTECT, F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.ground.kit.models import StoredFile
from tongban.ground.people.models import Department

USER = settings.AUTH_USER_MODEL


class ProgrammeStatus(models.TextChoices):
    """Where a programme stands."""

    PLANNED = "planned", pgettext_lazy("programme", "Planned")
    OPEN = "open", _("Collecting questions")
    LIVE = "live", _("On air")
    ENDED = "ended", _("Over, answers to come")
    PUBLISHED = "published", _("Answers published")
    LOOKED_BACK = "looked_back", _("Looked back on")
    CANCELLED = "cancelled", pgettext_lazy("programme", "Cancelled")


class Programme(models.Model):
    """One broadcast: its plan, when it really began and ended, and what its page had counted by the end."""

    reference = models.CharField(_("Number"), max_length=20, unique=True)
    status = models.CharField(_("Status"), max_length=12, choices=ProgrammeStatus, blank=True)
    topic = models.CharField(_("Topic"), max_length=120)
    introduction = models.TextField(
        pgettext_lazy("programme", "What it is about"), max_length=2000, blank=True
    )
    platform = models.CharField(_("Where it is broadcast"), max_length=120, blank=True)
    leaders = models.TextField(
        _("Leaders on air"), max_length=1000, help_text=_("One a line: name and office.")
    )
    units = models.ManyToManyField(Department, related_name="+", blank=True, verbose_name=_("Units on air"))
    planned_start = models.DateTimeField(_("Planned start"))
    planned_end = models.DateTimeField(_("Planned end"))
    answer_days = models.PositiveSmallIntegerField(
        _("Working days to answer"),
        help_text=_("Each question is answered in writing within so many working days of the broadcast."),
    )
    started_at = models.DateTimeField(_("Started at"), null=True, blank=True)
    ended_at = models.DateTimeField(_("Ended at"), null=True, blank=True)
    likes = models.PositiveIntegerField(_("Likes"), null=True, blank=True)
    viewers_peak = models.PositiveIntegerField(_("Most viewers at once"), null=True, blank=True)
    viewers_total = models.PositiveIntegerField(_("Viewers in all"), null=True, blank=True)
    is_example = models.BooleanField(_("Invented for the demo"), default=False)

    class Meta:
        verbose_name = _("Programme")
        verbose_name_plural = _("Programmes")
        ordering = ["-planned_start", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(planned_end__gt=F("planned_start")), name="programme_takes_time"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["", "planned", "open", "cancelled"]) | Q(started_at__isnull=False),
                name="programme_on_air_was_started",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["ended", "published", "looked_back"])
                | Q(ended_at__isnull=False, likes__isnull=False, viewers_total__isnull=False),
                name="programme_over_was_counted",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_open_to_questions(self) -> bool:
        """Return whether the public may put questions and like them."""
        return self.status in (ProgrammeStatus.OPEN, ProgrammeStatus.LIVE)

    @property
    def is_on_time(self) -> bool | None:
        """Return whether it began in the minute it was planned for; None while it has not begun."""
        late = timedelta(minutes=1)
        return None if self.started_at is None else self.started_at < self.planned_start + late


class QuestionStatus(models.TextChoices):
    """Where a question stands."""

    RECEIVED = "received", _("To be looked at")
    ACCEPTED = "accepted", _("Accepted")
    REJECTED = "rejected", _("Not taken")
    ON_AIR = "on_air", _("Being answered on air")
    ANSWERED = "answered", _("Answered on air")
    PUBLISHED = "published", _("Answer published")
    LOOKED_BACK = "looked_back", _("Looked back on")


PUBLIC = ("accepted", "on_air", "answered", "published", "looked_back")
"""Statuses at which everybody may read a question."""


class QuestionSource(models.TextChoices):
    """How a question came."""

    WEB = "web", _("Public page")
    PHONE = "phone", _("Telephone")
    STUDIO = "studio", _("In the studio")


class Question(models.Model):
    """What somebody asked of a programme, its place in the run-down, its answers, and what became of it."""

    reference = models.CharField(_("Number"), max_length=20, unique=True)
    programme = models.ForeignKey(Programme, PROTECT, related_name="questions", verbose_name=_("Programme"))
    status = models.CharField(_("Status"), max_length=12, choices=QuestionStatus, blank=True)
    source = models.CharField(_("How it came"), max_length=8, choices=QuestionSource)
    text = models.TextField(_("Question"), max_length=500)
    asked_by = models.CharField(_("Who asks"), max_length=80, blank=True)
    phone = models.CharField(_("Telephone"), max_length=20, blank=True)
    asked_at = models.DateTimeField(_("Asked at"))
    follow_code = models.CharField(_("Code to follow it"), max_length=12, blank=True)
    reason = models.TextField(_("Why it was not taken"), max_length=500, blank=True)
    place = models.PositiveSmallIntegerField(_("Place in the run-down"), null=True, blank=True)
    unit = models.ForeignKey(
        Department, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Unit that answers")
    )
    aired_at = models.DateTimeField(_("On air at"), null=True, blank=True)
    answered_at = models.DateTimeField(_("Answered on air at"), null=True, blank=True)
    answered_by = models.CharField(_("Answered on air by"), max_length=80, blank=True)
    spoken_answer = models.TextField(_("What was said on air"), max_length=2000, blank=True)
    order_reference = models.CharField(_("Hotline order"), max_length=40, blank=True)
    due_on = models.DateField(_("Answer in writing by"), null=True, blank=True)
    published_answer = models.TextField(_("Answer in writing"), max_length=4000, blank=True)
    published_at = models.DateTimeField(_("Answer published at"), null=True, blank=True)
    is_solved = models.BooleanField(_("Solved"), null=True, blank=True)
    look_back = models.TextField(_("What the look-back found"), max_length=2000, blank=True)
    looked_back_at = models.DateTimeField(_("Looked back on at"), null=True, blank=True)

    class Meta:
        verbose_name = _("Question to a programme")
        verbose_name_plural = _("Questions to programmes")
        ordering = ["place", "asked_at", "pk"]
        indexes = [models.Index(fields=["programme", "status"], name="question_by_programme")]
        constraints = [
            models.UniqueConstraint(
                fields=["programme"], condition=Q(status="on_air"), name="one_question_on_air"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["", "received", "rejected"]) | Q(due_on__isnull=False),
                name="question_accepted_has_its_limit",
            ),
            models.CheckConstraint(
                condition=~Q(status="rejected") | ~Q(reason=""), name="question_not_taken_has_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["published", "looked_back"]) | ~Q(published_answer=""),
                name="question_published_has_its_answer",
            ),
            models.CheckConstraint(
                condition=~Q(status="looked_back") | Q(is_solved__isnull=False),
                name="question_looked_back_has_a_result",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_public(self) -> bool:
        """Return whether everybody may read it."""
        return self.status in PUBLIC


class Like(models.Model):
    """That one visitor likes one question, once: by a keyed digest of the visitor's cookie."""

    question = models.ForeignKey(Question, PROTECT, related_name="+", verbose_name=_("Question"))
    visitor = models.UUIDField(_("Visitor"))

    class Meta:
        verbose_name = _("Like")
        verbose_name_plural = _("Likes")
        constraints = [models.UniqueConstraint(fields=["question", "visitor"], name="a_like_once")]

    def __str__(self) -> str:
        return str(self.question)


class LikeBatch(models.Model):
    """How many new likes a question got in one batch; the sum over its batches is its count."""

    may_change = ()
    question = models.ForeignKey(Question, PROTECT, related_name="+", verbose_name=_("Question"))
    at = models.DateTimeField(_("At"))
    count = models.PositiveIntegerField(_("New likes"))

    class Meta:
        verbose_name = _("Batch of likes")
        verbose_name_plural = _("Batches of likes")
        indexes = [models.Index(fields=["question"], include=["count"], name="likes_of_a_question")]

    def __str__(self) -> str:
        return f"{self.question} +{self.count}"


class Visitor(models.Model):
    """That a visitor watched a programme, by the same digest."""

    programme = models.ForeignKey(Programme, PROTECT, related_name="+", verbose_name=_("Programme"))
    visitor = models.UUIDField(_("Visitor"))

    class Meta:
        verbose_name = _("Viewer")
        verbose_name_plural = _("Viewers")
        constraints = [models.UniqueConstraint(fields=["programme", "visitor"], name="a_viewer_once")]

    def __str__(self) -> str:
        return str(self.programme)


class Presence(models.Model):
    """How many watched at a moment, as one live server counted its open streams."""

    may_change = ()
    programme = models.ForeignKey(Programme, PROTECT, related_name="+", verbose_name=_("Programme"))
    server = models.CharField(_("Live server"), max_length=40)
    at = models.DateTimeField(_("At"))
    present = models.PositiveIntegerField(_("Viewers"))

    class Meta:
        verbose_name = _("Viewers at a moment")
        verbose_name_plural = _("Viewers at moments")
        indexes = [models.Index(fields=["programme", "-at"], name="presence_of_a_programme")]

    def __str__(self) -> str:
        return f"{self.programme}: {self.present}"


class PlatformFigures(models.Model):
    """What the broadcasting platform's export says, with the export itself as evidence; never changed."""

    may_change = ()
    programme = models.ForeignKey(Programme, PROTECT, related_name="figures", verbose_name=_("Programme"))
    platform = models.CharField(_("Platform"), max_length=120)
    viewers_peak = models.PositiveIntegerField(_("Most viewers at once"), null=True, blank=True)
    viewers_total = models.PositiveIntegerField(_("Viewers in all"), null=True, blank=True)
    likes = models.PositiveIntegerField(_("Likes"), null=True, blank=True)
    exported_on = models.DateField(_("Exported on"))
    evidence = models.ForeignKey(StoredFile, PROTECT, related_name="+", verbose_name=_("The export"))
    by = models.ForeignKey(USER, PROTECT, related_name="+", verbose_name=_("Entered by"))
    at = models.DateTimeField(_("Entered at"))

    class Meta:
        verbose_name = _("Figures of a platform")
        verbose_name_plural = _("Figures of platforms")
        ordering = ["platform", "-at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(viewers_peak__isnull=False)
                | Q(viewers_total__isnull=False)
                | Q(likes__isnull=False),
                name="platform_figures_say_something",
            )
        ]

    def __str__(self) -> str:
        return self.platform
