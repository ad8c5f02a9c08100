"""What a version of an entry rests on, and the mark of each source as it was when somebody vouched for the answer."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tongban.ground.people.models import Department
from tongban.offer.catalogue.models import Item
from tongban.offer.knowledge.models.entries import EntryVersion


class EntrySource(models.Model):
    """An item, an article of law or a unit that the answer tells of."""

    class Kind(models.TextChoices):
        """What it is."""

        ITEM = "item", _("Item")
        LAW = "law", _("Article of law")
        UNIT = "unit", _("Unit")

    version = models.ForeignKey(EntryVersion, models.CASCADE, related_name="sources")
    kind = models.CharField(_("Kind"), max_length=4, choices=Kind)
    item = models.ForeignKey(
        Item, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Item")
    )
    unit = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Unit")
    )
    article = models.CharField(_("Article"), max_length=80, blank=True)
    mark = models.CharField(_("Mark when vouched for"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("Source of an entry")
        verbose_name_plural = _("Sources of entries")
        ordering = ["kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "item", "unit", "article"],
                name="entry_source_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(kind="item", item__isnull=False, unit__isnull=True, article="")
                | Q(kind="unit", item__isnull=True, unit__isnull=False, article="")
                | Q(kind="law", item__isnull=True, unit__isnull=True) & ~Q(article=""),
                name="entry_source_is_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return self.article or str(self.item or self.unit)
