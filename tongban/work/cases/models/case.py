"""A case: one application from the first draft to the archive, and its materials."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.ground.kit.models import StoredFile
from tongban.ground.matters.limits import StoredLimits
from tongban.ground.matters.numbers import shown_number
from tongban.ground.people.models import Applicant, Department
from tongban.offer.catalogue.models import ItemVersion, Material, Mode

PROTECT, CASCADE = models.PROTECT, models.CASCADE


class Status(models.TextChoices):
    """Where a case stands."""

    DRAFT = "draft", _("Draft")
    FILED = "filed", _("Filed")
    INCOMPLETE = "incomplete", _("To be completed")
    COMPLETED = "completed", _("Completed")
    ACCEPTED = "accepted", _("Accepted, in review")
    PAUSED = "paused", _("In a special procedure")
    NOT_ACCEPTED = "not_accepted", _("Not accepted")
    NOT_NEEDED = "not_needed", _("No approval needed")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", pgettext_lazy("case", "Refused")
    ISSUED = "issued", _("Result ready")
    DELIVERED = "delivered", _("Delivered")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    TERMINATED = "terminated", _("Terminated")
    DISCARDED = "discarded", _("Discarded")
    ARCHIVED = "archived", _("Archived")


WAITING = (Status.FILED, Status.COMPLETED)
RUNNING = (Status.ACCEPTED, Status.PAUSED)
OPEN = (Status.FILED, Status.INCOMPLETE, Status.COMPLETED, Status.ACCEPTED, Status.PAUSED)
DECIDED = (Status.GRANTED, Status.REFUSED, Status.ISSUED, Status.DELIVERED)


UNDER_WAY = ("filed", "incomplete", "completed", "accepted", "paused", "granted", "refused", "issued")
"""Where a case waits for somebody: a small part of all, with indexes of its own."""


class Channel(models.TextChoices):
    """Where the application came in."""

    ONLINE = "online", _("Online")
    WINDOW = "window", pgettext_lazy("where it was filed", "At the window")


class Case(StoredLimits):
    """One application. Its days are facts of the moves made; nothing counts them down."""

    reference = models.CharField(_("Case number"), max_length=20, unique=True)
    version = models.ForeignKey(ItemVersion, PROTECT, related_name="+", verbose_name=_("Item"))
    division = models.ForeignKey(Department, PROTECT, related_name="+", verbose_name=_("Division"))
    divisions = ArrayField(
        models.BigIntegerField(), default=list, blank=True, verbose_name=_("Divisions that take part")
    )
    applicant = models.ForeignKey(Applicant, PROTECT, related_name="+", verbose_name=_("Applicant"))
    agent = models.ForeignKey(
        Applicant, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Agent")
    )
    channel = models.CharField(_("Channel"), max_length=8, choices=Channel, default=Channel.ONLINE)
    taken_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Taken in by"),
    )
    status = models.CharField(_("Status"), max_length=14, choices=Status, blank=True)
    mode = models.CharField(_("Mode"), max_length=10, choices=Mode, default=Mode.ORDINARY)
    tolerated = models.BooleanField(_("Accepted with materials to follow"), default=False)
    answers = models.JSONField(_("Answers"), default=dict, blank=True)
    form = models.JSONField(pgettext_lazy("application", "Form"), default=dict, blank=True)
    check_code = models.CharField(_("Code for asking without signing in"), max_length=12)
    begun_at = models.DateTimeField(_("Begun at"))
    saved_at = models.DateTimeField(_("Last saved at"))
    filed_at = models.DateTimeField(_("Filed at"), null=True, blank=True)
    notice_due_on = models.DateField(_("Last day of the one-time notice"), null=True, blank=True)
    returned_at = models.DateTimeField(_("Returned at"), null=True, blank=True)
    completed_at = models.DateTimeField(_("Completed at"), null=True, blank=True)
    committed_at = models.DateTimeField(_("Commitment signed at"), null=True, blank=True)
    accepted_at = models.DateTimeField(_("Limits run from"), null=True, blank=True)
    accepted_on = models.DateField(_("Accepted on"), null=True, blank=True)
    by_silence = models.BooleanField(_("Accepted by silence"), default=False)
    follow_on = models.DateField(_("Missing materials by"), null=True, blank=True)
    is_reviewed = models.BooleanField(_("The review is complete"), default=False)
    hearing_until = models.DateField(_("A hearing may be asked for until"), null=True, blank=True)
    heard_on = models.DateField(_("Heard on"), null=True, blank=True)
    decided_on = models.DateField(_("Decided on"), null=True, blank=True)
    decision_text = models.TextField(_("Reasons"), blank=True)
    issue_due_on = models.DateField(_("Result due by law"), null=True, blank=True)
    delivered_on = models.DateField(_("Delivered on"), null=True, blank=True)
    licence = models.CharField(_("Licence"), max_length=60, blank=True)
    is_example = models.BooleanField(_("Invented for the demo"), default=False)
    is_part = models.BooleanField(_("Part of a joint application"), default=False)

    class Meta:
        verbose_name = _("Case")
        verbose_name_plural = _("Cases")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["", "draft", "discarded"]) | Q(filed_at__isnull=False),
                name="case_filed_has_an_instant",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["accepted", "paused", "granted", "refused", "issued"])
                | Q(accepted_on__isnull=False, accepted_at__isnull=False),
                name="case_in_review_was_accepted",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["granted", "refused", "issued"]) | Q(decided_on__isnull=False),
                name="case_decided_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(status="refused") | ~Q(decision_text=""), name="refusal_has_reasons"
            ),
            models.CheckConstraint(
                condition=~Q(status="incomplete") | Q(returned_at__isnull=False),
                name="case_to_complete_was_returned",
            ),
            models.CheckConstraint(
                condition=~Q(status="completed") | Q(completed_at__isnull=False),
                name="case_completed_has_an_instant",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["granted", "refused", "issued"]) | Q(issue_due_on__isnull=False),
                name="case_decided_has_a_limit_to_issue",
            ),
            models.CheckConstraint(
                condition=~Q(status="delivered") | Q(delivered_on__isnull=False),
                name="case_delivered_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(mode="commitment") | Q(committed_at__isnull=False),
                name="case_on_commitment_was_signed",
            ),
            models.CheckConstraint(
                condition=Q(agent__isnull=True) | ~Q(agent=F("applicant")), name="agent_is_another"
            ),
        ]
        indexes = [
            models.Index(
                fields=["notice_due_on", "id"],
                condition=Q(status__in=["filed", "completed"]),
                name="case_to_accept",
            ),
            models.Index(
                fields=["due_on", "id"], condition=Q(status__in=["accepted", "paused"]), name="case_running"
            ),
            models.Index(
                fields=["due_on", "id"],
                condition=Q(status="accepted", is_reviewed=True),
                name="case_to_decide",
            ),
            models.Index(
                fields=["issue_due_on", "id"],
                condition=Q(status__in=["granted", "refused", "issued"]),
                name="case_to_hand_over",
            ),
            models.Index(
                fields=["follow_on", "id"],
                condition=Q(status="accepted", tolerated=True),
                name="case_to_follow",
            ),
            models.Index(fields=["saved_at"], condition=Q(status="draft"), name="case_draft_by_age"),
            models.Index(fields=["division", "status", "-id"], name="case_by_division"),
            models.Index(fields=["applicant", "-id"], name="case_by_applicant"),
            models.Index(fields=["status", "-id"], name="case_by_status"),
            models.Index(fields=["version", "status"], name="case_by_version"),
            GinIndex(fields=["divisions"], name="case_by_taking_part"),
            GinIndex(
                fields=["divisions"], condition=Q(status__in=UNDER_WAY), name="case_under_way_by_division"
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def number(self) -> str:
        """Return its number as the office writes it."""
        return shown_number(self.reference)


class CaseMaterial(models.Model):
    """What the file holds for one material: nothing yet, a file, a licence on record, a promise."""

    class State(models.TextChoices):
        """How the material stands."""

        MISSING = "missing", _("Missing")
        SUBMITTED = "submitted", _("Submitted")
        SHOWN = "shown", _("Shown on paper at the window")
        ON_FILE = "on_file", _("Already on file")
        PROMISED = "promised", _("Promised in writing")
        ASKED = "asked", _("Asked from the issuing body")
        TO_FOLLOW = "to_follow", _("To follow")
        NOT_NEEDED = "not_needed", _("Not needed")

    case = models.ForeignKey(Case, CASCADE, related_name="materials")
    material = models.ForeignKey(Material, PROTECT, related_name="+", verbose_name=_("Material"))
    state = models.CharField(_("State"), max_length=10, choices=State, default=State.MISSING)
    licence = models.CharField(_("Licence used"), max_length=60, blank=True)
    consented_at = models.DateTimeField(_("Holder consented at"), null=True, blank=True)
    fault = models.CharField(_("What is missing or wrong"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("Material of a case")
        verbose_name_plural = _("Materials of cases")
        ordering = ["material__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "material"], name="material_once_in_a_case"),
            models.CheckConstraint(
                condition=~Q(state="on_file") | ~Q(licence="") & Q(consented_at__isnull=False),
                name="material_on_file_has_licence_and_consent",
            ),
        ]

    def __str__(self) -> str:
        return str(self.material)


class CaseFile(models.Model):
    """A file handed in for a material; a later one stands beside it, nothing is replaced."""

    entry = models.ForeignKey(CaseMaterial, CASCADE, related_name="files")
    number = models.PositiveSmallIntegerField(_("Version"))
    file = models.ForeignKey(StoredFile, PROTECT, related_name="+", verbose_name=_("File"))
    name = models.CharField(_("Name"), max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, PROTECT, related_name="+", verbose_name=_("By"))
    at = models.DateTimeField(_("At"))

    class Meta:
        verbose_name = _("File of a case")
        verbose_name_plural = _("Files of cases")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["entry", "number"], name="case_file_numbered_once")]

    def __str__(self) -> str:
        return self.name
