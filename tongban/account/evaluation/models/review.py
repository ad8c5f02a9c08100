"""What comes in, what is said of it, and what goes out: imported reports, decisions, comments, versions."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tongban.account.evaluation.models.year import Evaluation
from tongban.ground.kit.models import StoredFile
from tongban.ground.people.models import Department

PROTECT, CASCADE = models.PROTECT, models.CASCADE


class ImportedReport(models.Model):
    """A report from outside as it was read: the file, the typed report and what the audit counted."""

    reference = models.CharField(_("Number"), max_length=20, unique=True, editable=False)
    department = models.ForeignKey(Department, PROTECT, related_name="+", verbose_name=_("department"))
    file = models.ForeignKey(StoredFile, PROTECT, related_name="+", verbose_name=_("file"))
    name = models.CharField(_("file name"), max_length=200)
    report = models.JSONField(_("report"))
    errors = models.PositiveIntegerField(_("errors"), default=0)
    warnings = models.PositiveIntegerField(_("warnings"), default=0)
    notes = models.PositiveIntegerField(_("notes"), default=0)
    evaluation = models.ForeignKey(
        Evaluation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="imports",
        verbose_name=_("draft made of it"),
    )
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, PROTECT, related_name="+")
    imported_at = models.DateTimeField(_("imported at"))

    class Meta:
        verbose_name = _("imported report")
        ordering = ["-imported_at", "-pk"]

    def __str__(self) -> str:
        return self.name


class FindingDecision(models.Model):
    """What a person decided on a finding of the audit; kept even when the finding goes away."""

    class Decision(models.TextChoices):
        """A warning or note may be dismissed with a reason; an error must be mended."""

        ACCEPTED = "accepted", _("accepted, will be mended")
        DISMISSED = "dismissed", _("dismissed")

    evaluation = models.ForeignKey(Evaluation, CASCADE, related_name="decisions")
    rule = models.CharField(_("rule"), max_length=10)
    place = models.CharField(_("place"), max_length=200)
    decision = models.CharField(_("decision"), max_length=10, choices=Decision)
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("decision on a finding")
        ordering = ["evaluation", "pk"]

    def __str__(self) -> str:
        return f"{self.rule} {self.place}"


class Comment(models.Model):
    """A reviewer's remark on a part of the report; kept through every return."""

    evaluation = models.ForeignKey(Evaluation, CASCADE, related_name="comments")
    place = models.CharField(_("place"), max_length=200, blank=True)
    text = models.TextField(_("comment"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, PROTECT, related_name="+")
    at = models.DateTimeField()
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("comment")
        ordering = ["evaluation", "pk"]

    def __str__(self) -> str:
        return self.text[:40]


class Version(models.Model):
    """The report as it was filed, frozen: its data, their digest, and the papers made from them."""

    evaluation = models.ForeignKey(Evaluation, PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    report = models.JSONField(_("report"))
    digest = models.CharField(_("digest (SM3)"), max_length=64)
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, PROTECT, related_name="+")
    frozen_at = models.DateTimeField(_("frozen at"))
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    papers = models.ManyToManyField(StoredFile, related_name="+", blank=True)

    may_change = ("published_at",)

    class Meta:
        verbose_name = _("version")
        ordering = ["evaluation", "number"]
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "number"], name="one_version_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.evaluation} v{self.number}"
