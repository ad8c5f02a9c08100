"""What the search looks into: one row for each published version."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from tongban.offer.catalogue.models.items import ItemVersion


class SearchText(models.Model):
    """The words of a published version, and their pieces: single and paired characters, sounds, initials."""

    version = models.OneToOneField(ItemVersion, models.CASCADE, primary_key=True, related_name="+")
    name = models.TextField(_("Name"))
    words = models.TextField(_("Citizens' words"), blank=True)
    body = models.TextField(_("Text"), blank=True)
    sounds = models.TextField(_("Sounds"), blank=True)
    pieces = ArrayField(models.CharField(max_length=12), verbose_name=_("Pieces"))

    class Meta:
        verbose_name = _("Text for the search")
        verbose_name_plural = _("Texts for the search")
        indexes = [GinIndex(fields=["pieces"], name="catalogue_search_pieces")]

    def __str__(self) -> str:
        return self.name
