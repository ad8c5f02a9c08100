"""Published lists of items: each list in versions, each entry with what changed, why and on whose approval."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tongban.offer.catalogue.models.items import Item, PowerType

PROTECT, CASCADE = models.PROTECT, models.CASCADE
POWER_OF = {"licences": PowerType.LICENCE, "services": PowerType.PUBLIC_SERVICE}
"""Lists of one kind of power: nothing else stands on them."""


class ItemList(models.Model):
    """A list that the bureau keeps and publishes."""

    class Kind(models.TextChoices):
        """The lists of the bureau."""

        LICENCES = "licences", _("Administrative licences")
        SERVICES = "services", _("Public services")
        REFORM = "reform", _("Reform items")
        VILLAGE = "village", _("Villages and communities")
        EXEMPT = "exempt", _("Two exemptions from submission")
        OUTSIDE = "outside", _("Outside the hall (negative list)")
        CROSS_PROVINCE = "cross_province", _("Across provinces")
        WHOLE_CITY = "whole_city", _("Anywhere in the city")
        ONE_THING = "one_thing", _("One thing, once")

    kind = models.CharField(_("Kind"), max_length=16, choices=Kind)
    name = models.CharField(_("Name"), max_length=120, unique=True)

    class Meta:
        verbose_name = _("List")
        verbose_name_plural = _("Lists")
        ordering = ["kind", "pk"]

    def __str__(self) -> str:
        return self.name


class ListVersion(models.Model):
    """A list as published on a day; what was published is never changed."""

    class Status(models.TextChoices):
        """Where the version stands."""

        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        SUPERSEDED = "superseded", _("Superseded")

    list = models.ForeignKey(ItemList, PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("Version"))
    status = models.CharField(_("Status"), max_length=12, choices=Status, blank=True)
    basis = models.CharField(_("Basis"), max_length=200, blank=True)
    approval = models.CharField(_("Approved by"), max_length=200, blank=True)
    published_on = models.DateField(_("Published on"), null=True, blank=True)

    class Meta:
        verbose_name = _("Version of a list")
        verbose_name_plural = _("Versions of lists")
        ordering = ["list", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["list", "number"], name="list_version_once_per_number"),
            models.UniqueConstraint(
                fields=["list"], condition=Q(status="published"), name="list_published_in_one_version"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["published", "superseded"])
                | Q(published_on__isnull=False) & ~Q(basis="") & ~Q(approval=""),
                name="published_list_has_day_basis_and_approval",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.list} v{self.number}"

    @property
    def reference(self) -> str:
        """Return how the ledger names the version."""
        return f"LIST-{self.list_id}-V{self.number}"


class ListEntry(models.Model):
    """An item on a list, and how it came to stand there."""

    class Change(models.TextChoices):
        """What changed against the version before."""

        KEPT = "", _("Unchanged")
        ADDED = "added", _("Added")
        REMOVED = "removed", _("Cancelled")
        HANDED_DOWN = "handed_down", _("Handed down")
        TAKEN_OVER = "taken_over", _("Taken over")
        MERGED = "merged", _("Merged")
        CHANGED = "changed", _("Changed")

    version = models.ForeignKey(ListVersion, CASCADE, related_name="entries")
    item = models.ForeignKey(Item, PROTECT, related_name="+", verbose_name=_("Item"))
    change = models.CharField(_("Change"), max_length=12, choices=Change, blank=True)
    basis = models.CharField(_("Basis"), max_length=200, blank=True)
    note = models.CharField(_("Note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Entry of a list")
        verbose_name_plural = _("Entries of lists")
        ordering = ["item__code"]
        constraints = [
            models.UniqueConstraint(fields=["version", "item"], name="item_once_on_a_list"),
            models.CheckConstraint(condition=Q(change="") | ~Q(basis=""), name="list_change_has_a_basis"),
        ]

    def __str__(self) -> str:
        return str(self.item)
