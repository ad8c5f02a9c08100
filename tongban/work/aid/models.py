"""What an enterprise demands, beside its order; policies sent to it; research meetings; policies it was told of by itself."""

from django.conf import settings
from django.db import models
from django.db.models import PROTECT, Q
from django.utils.translation import gettext_lazy as _

from tongban.ground.people.models import Department
from tongban.offer.policies.models import Expert, Policy, PolicyVersion
from tongban.work.hotline.models import Order

USER = settings.AUTH_USER_MODEL


class DemandKind(models.TextChoices):
    """What an enterprise wants."""

    POLICY = "policy", _("Question about a policy")
    DIFFICULTY = "difficulty", _("Difficulty")
    COMPLAINT = "complaint", _("Complaint")
    SUGGESTION = "suggestion", _("Suggestion")


class Stage(models.TextChoices):
    """Where the enterprise stands in its life."""

    FOUNDING = "founding", _("Being set up")
    BUILDING = "building", _("Building its premises")
    RUNNING = "running", _("In operation")
    GROWING = "growing", _("Growing")
    CHANGING = "changing", _("Changing or moving")
    CLOSING = "closing", _("Closing down")


class Industry(models.TextChoices):
    """The sections of GB/T 4754."""

    A = "A", _("Agriculture, forestry, fishing")
    B = "B", _("Mining")
    C = "C", _("Manufacturing")
    D = "D", _("Power, heat, gas, water")
    E = "E", _("Construction")
    F = "F", _("Wholesale and retail")
    G = "G", _("Transport, storage, post")
    H = "H", _("Hotels and catering")
    I = "I", _("Information and software")  # noqa: E741
    J = "J", _("Finance")
    K = "K", _("Real estate")
    L = "L", _("Leasing and business services")
    M = "M", _("Research and technical services")
    N = "N", _("Water, environment, public facilities")
    O = "O", _("Services to residents, repair")  # noqa: E741
    P = "P", _("Education")
    Q = "Q", _("Health and social work")
    R = "R", _("Culture, sports, entertainment")
    S = "S", _("Public administration, associations")
    T = "T", _("International organisations")


class EnterpriseDemand(models.Model):
    """What an order of the line says beside its text: which enterprise, at what stage, in which industry."""

    reference = models.CharField(_("Subject in the ledger"), max_length=24, unique=True)
    order = models.OneToOneField(Order, PROTECT, related_name="+", verbose_name=_("Hotline order"))
    kind = models.CharField(_("Kind of demand"), max_length=10, choices=DemandKind)
    credit_code = models.CharField(_("Unified social credit code"), max_length=18)
    enterprise = models.CharField(_("Enterprise"), max_length=120)
    stage = models.CharField(_("Stage of the enterprise"), max_length=10, choices=Stage)
    industry = models.CharField(_("Industry"), max_length=1, choices=Industry)
    filed_by = models.ForeignKey(
        USER, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Filed by account")
    )
    expert = models.ForeignKey(
        Expert, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Expert asked")
    )

    class Meta:
        verbose_name = _("Demand of an enterprise")
        verbose_name_plural = _("Demands of enterprises")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["credit_code"], name="aid_demand_by_enterprise")]

    def __str__(self) -> str:
        return self.order.reference


class SentPolicy(models.Model):
    """A policy sent to an enterprise with its explanation, as it was judged on that day; never changed."""

    may_change = ()
    demand = models.ForeignKey(
        EnterpriseDemand, PROTECT, related_name="sent", verbose_name=_("Demand of an enterprise")
    )
    version = models.ForeignKey(PolicyVersion, PROTECT, related_name="+", verbose_name=_("Policy"))
    explanation = models.JSONField(_("Why, why not, what is missing"), default=dict)
    note = models.TextField(_("What the specialist adds"), max_length=1000, blank=True)
    by = models.ForeignKey(USER, PROTECT, related_name="+", verbose_name=_("Sent by"))
    at = models.DateTimeField(_("Sent at"))

    class Meta:
        verbose_name = _("Policy sent to an enterprise")
        verbose_name_plural = _("Policies sent to enterprises")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["demand", "version"], name="aid_policy_sent_once_for_a_demand")
        ]

    def __str__(self) -> str:
        return f"{self.demand} · {self.version}"


class MeetingStatus(models.TextChoices):
    """Where a meeting stands."""

    CALLED = "called", _("Meeting called")
    CONCLUDED = "concluded", _("Minutes issued")
    CANCELLED = "cancelled", _("Meeting cancelled")


class Meeting(models.Model):
    """A research meeting: what it takes up, who takes part, and its minutes as issued."""

    reference = models.CharField(_("Number"), max_length=20, unique=True)
    status = models.CharField(_("Status"), max_length=10, choices=MeetingStatus, blank=True)
    topic = models.CharField(_("Topic"), max_length=120)
    held_at = models.DateTimeField(_("Held at"))
    place = models.CharField(_("Place of the meeting"), max_length=120)
    chair = models.CharField(_("Chair"), max_length=60)
    participants = models.TextField(
        _("Participants"), max_length=2000, help_text=_("One a line: unit and name.")
    )
    centre = models.ForeignKey(Department, PROTECT, related_name="+", verbose_name=_("Centre"))
    minutes_number = models.CharField(_("Number of the minutes"), max_length=40, blank=True)
    minutes = models.JSONField(_("Minutes as issued"), default=dict, blank=True)
    digest = models.CharField(_("Digest of the minutes"), max_length=64, blank=True)
    concluded_at = models.DateTimeField(_("Minutes issued at"), null=True, blank=True)
    is_example = models.BooleanField(_("Invented for the demo"), default=False)

    class Meta:
        verbose_name = _("Research meeting")
        verbose_name_plural = _("Research meetings")
        ordering = ["-held_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="concluded")
                | Q(concluded_at__isnull=False) & ~Q(minutes_number="") & ~Q(minutes={}) & ~Q(digest=""),
                name="aid_meeting_concluded_has_its_minutes",
            )
        ]

    def __str__(self) -> str:
        return self.reference


class MeetingItem(models.Model):
    """A demand on the table of a meeting: what was found, and which unit has it, by when; without a unit it is the answer."""

    meeting = models.ForeignKey(Meeting, PROTECT, related_name="items", verbose_name=_("Research meeting"))
    demand = models.ForeignKey(
        EnterpriseDemand, PROTECT, related_name="items", verbose_name=_("Demand of an enterprise")
    )
    finding = models.TextField(_("What the meeting found"), max_length=2000, blank=True)
    unit = models.ForeignKey(
        Department, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Unit assigned")
    )
    days = models.PositiveSmallIntegerField(_("Working days"), null=True, blank=True)

    class Meta:
        verbose_name = _("Demand before a meeting")
        verbose_name_plural = _("Demands before meetings")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "demand"], name="aid_demand_once_in_a_meeting"),
            models.CheckConstraint(
                condition=Q(unit__isnull=True, days__isnull=True)
                | Q(unit__isnull=False, days__gt=0) & ~Q(finding=""),
                name="aid_item_with_a_unit_has_its_days",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting} · {self.demand}"


class PolicyNews(models.Model):
    """That an enterprise was told of a policy that fits it: once, whether or not it wanted the message."""

    may_change = ()
    reference = models.CharField(_("Subject in the ledger"), max_length=48, unique=True)
    credit_code = models.CharField(_("Unified social credit code"), max_length=18)
    policy = models.ForeignKey(Policy, PROTECT, related_name="+", verbose_name=_("Policy"))
    version = models.ForeignKey(PolicyVersion, PROTECT, related_name="+", verbose_name=_("Version"))
    explanation = models.JSONField(_("Why, why not, what is missing"), default=dict)
    at = models.DateTimeField(_("Told at"))

    class Meta:
        verbose_name = _("News of a policy")
        verbose_name_plural = _("News of policies")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["credit_code", "policy"], name="aid_told_of_a_policy_once")
        ]

    def __str__(self) -> str:
        return self.reference
