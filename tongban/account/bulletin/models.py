"""Bulletins as issued, the rules by which units are ranked, and the map that the office draws of its districts."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.ground.matters.papers import NumberedPaper
from tongban.ground.office.values import bureau_name

PROTECT = models.PROTECT


class Bulletin(NumberedPaper):
    """A bulletin of a day, week or month, frozen as it was issued; a corrected one is issued beside it."""

    class Kind(models.TextChoices):
        """How long a time it tells of."""

        DAILY = "daily", _("Daily bulletin")
        WEEKLY = "weekly", _("Weekly bulletin")
        MONTHLY = "monthly", _("Monthly bulletin")

    kind = models.CharField(_("Kind"), max_length=8, choices=Kind)
    first = models.DateField(_("First day"))
    last = models.DateField(pgettext_lazy("bulletin", "Last day"))

    class Meta(NumberedPaper.Meta):
        verbose_name = _("Bulletin")
        verbose_name_plural = _("Bulletins")
        ordering = ["-last", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="bulletin_ends_after_it_begins")
        ]

    @property
    def reference(self) -> str:
        """Return the number by which the ledger names it."""
        return self.number

    @property
    def matter(self) -> Any:
        """Return itself: a bulletin is entered in a chain of its own."""
        return self

    @property
    def addressee(self) -> str:
        """Return to whom it goes: to everybody it is sent on to."""
        return bureau_name()


class RankingRules(models.Model):
    """By what units are ranked from a day on: the weight of each measure, and how few orders are too few."""

    in_force_on = models.DateField(_("In force from"), unique=True)
    satisfaction = models.PositiveSmallIntegerField(_("Weight of satisfaction"))
    signed_in_time = models.PositiveSmallIntegerField(_("Weight of signing in time"))
    replied_in_time = models.PositiveSmallIntegerField(_("Weight of handling in time"))
    returned = models.PositiveSmallIntegerField(_("Weight of returns"))
    redone = models.PositiveSmallIntegerField(_("Weight of doing again"))
    least_orders = models.PositiveSmallIntegerField(_("Fewest orders to be ranked"))
    source = models.CharField(_("Set by"), max_length=120)

    may_change = ()

    class Meta:
        verbose_name = _("Rules of the ranking")
        verbose_name_plural = _("Rules of the ranking")
        ordering = ["-in_force_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(satisfaction__gt=0)
                | Q(signed_in_time__gt=0)
                | Q(replied_in_time__gt=0)
                | Q(returned__gt=0)
                | Q(redone__gt=0),
                name="ranking_rules_weigh_something",
            )
        ]

    def __str__(self) -> str:
        return str(self.in_force_on)


class DistrictMap(models.Model):
    """A map of the districts that the office loaded; the last one counts."""

    shapes = models.JSONField(_("Shapes"))
    source = models.CharField(pgettext_lazy("bulletin", "Source"), max_length=120)
    review_number = models.CharField(_("Map review number"), max_length=40, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, PROTECT, related_name="+", verbose_name=_("By"))
    at = models.DateTimeField(_("At"))

    may_change = ()

    class Meta:
        verbose_name = _("Map of the districts")
        verbose_name_plural = _("Maps of the districts")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.source
