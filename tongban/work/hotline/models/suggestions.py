"""What suggestions rest on: a model learnt from orders, kept with its digest, and keyword rules where there is no history."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tongban.work.hotline.models.classes import DemandClass
from tongban.work.hotline.models.course import person_field

PROTECT = models.PROTECT


class LearntModel(models.Model):
    """A model learnt from orders; the newest one is asked. Its bytes are looked at before they are used."""

    learnt_at = models.DateTimeField(_("Learnt at"))
    orders = models.PositiveIntegerField(_("Orders it was learnt from"))
    newest_order = models.BigIntegerField(_("Newest order"))
    digest = models.CharField(_("Digest"), max_length=64)
    content = models.BinaryField(_("Content"))

    class Meta:
        verbose_name = _("Model of suggestions")
        verbose_name_plural = _("Models of suggestions")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.learnt_at:%Y-%m-%d} · {self.digest[:8]}"


class SuggestionRule(models.Model):
    """These words together speak for a class; a rule is never changed, it ends and another begins."""

    words = ArrayField(models.CharField(max_length=40), verbose_name=_("Words"))
    demand_class = models.ForeignKey(DemandClass, PROTECT, related_name="+", verbose_name=_("Class"))
    since = models.DateField(_("From"))
    until = models.DateField(_("Until"), null=True, blank=True, help_text=_("The last day, inclusive"))
    by = person_field(_("By"), null=True)

    class Meta:
        verbose_name = _("Keyword rule")
        verbose_name_plural = _("Keyword rules")
        ordering = ["demand_class__key", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(words__len__gte=1), name="suggestion_rule_has_words"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="suggestion_rule_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return "＋".join(self.words)

    def holds_on(self, day: date) -> bool:
        """Return whether the rule speaks on a day."""
        return self.since <= day and (self.until is None or day <= self.until)
