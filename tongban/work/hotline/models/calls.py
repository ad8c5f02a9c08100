"""Calls back: each attempt, by whom, and what was heard."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.work.hotline.models.course import person_field
from tongban.work.hotline.models.orders import Order, Solved


class CallBack(models.Model):
    """One attempt to hear from the caller: reached or not; solved and satisfied are two answers."""

    class Result(models.TextChoices):
        """What became of the attempt."""

        HEARD = "heard", _("Caller answered")
        UNREACHED = "unreached", _("Not reached")
        DECLINED = "declined", _("Did not want to answer")

    class Means(models.TextChoices):
        """How the caller was asked."""

        PHONE = "phone", _("By telephone")
        SMS = "sms", _("By SMS")
        WEB = "web", _("On the web")

    order = models.ForeignKey(Order, models.PROTECT, related_name="call_backs")
    round = models.PositiveSmallIntegerField(pgettext_lazy("round", "Time"), default=1)
    means = models.CharField(_("Means"), max_length=8, choices=Means, default=Means.PHONE)
    result = models.CharField(_("Result"), max_length=10, choices=Result)
    was_contacted = models.BooleanField(_("Says the unit made contact"), null=True, blank=True)
    solved = models.CharField(_("Solved"), max_length=8, choices=Solved, default=Solved.UNKNOWN)
    satisfaction = models.PositiveSmallIntegerField(_("Satisfaction"), null=True, blank=True)
    remark = models.CharField(_("In the caller's words"), max_length=300, blank=True)
    by = person_field(_("By; nobody where the caller answered on the web"), null=True, blank=True)
    at = models.DateTimeField(_("At"))

    class Meta:
        verbose_name = _("Call back")
        verbose_name_plural = _("Calls back")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(result="heard")
                | Q(solved="unknown", satisfaction__isnull=True, was_contacted__isnull=True),
                name="call_back_unheard_says_nothing",
            ),
            models.CheckConstraint(
                condition=Q(by__isnull=False) | Q(means="web", result="heard"),
                name="call_back_by_somebody_or_web",
            ),
            models.CheckConstraint(
                condition=Q(satisfaction__isnull=True) | Q(satisfaction__range=(1, 5)),
                name="call_back_has_five_levels",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order} · {self.at:%Y-%m-%d}"
