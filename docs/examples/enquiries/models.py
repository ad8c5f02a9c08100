"""An enquiry: who asked what, which division answers by when, and the answer as it was given."""

from django.conf import settings
from django.db import models
from django.db.models import PROTECT, Q
from django.utils.translation import gettext_lazy as _

from tongban.ground.people.models import Applicant, Department


class Status(models.TextChoices):
    """Where an enquiry stands."""

    OPEN = "open", _("To be answered")
    ANSWERED = "answered", _("Answered")


class Enquiry(models.Model):
    """What somebody asked at the window."""

    reference = models.CharField(_("Number"), max_length=20, unique=True)
    applicant = models.ForeignKey(Applicant, PROTECT, related_name="+", verbose_name=_("Applicant"))
    division = models.ForeignKey(Department, PROTECT, related_name="+", verbose_name=_("Division"))
    status = models.CharField(_("Status"), max_length=10, choices=Status, blank=True)
    question = models.TextField(_("Question"), max_length=2000)
    asked_at = models.DateTimeField(_("Asked at"))
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, PROTECT, related_name="+", verbose_name=_("Taken in by")
    )
    due_on = models.DateField(_("Answer by"))
    answered_at = models.DateTimeField(_("Answered at"), null=True, blank=True)
    paper = models.JSONField(_("Answer as given"), default=dict, blank=True)

    class Meta:
        verbose_name = _("Enquiry")
        verbose_name_plural = _("Enquiries")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="answered") | Q(answered_at__isnull=False) & ~Q(paper={}),
                name="enquiry_answered_has_its_paper",
            ),
        ]

    def __str__(self) -> str:
        return self.reference
