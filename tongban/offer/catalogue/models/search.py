"""What the search looks into: one row for each published version."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.search.rows import SearchRow
from tongban.offer.catalogue.models.items import ItemVersion


class SearchText(SearchRow):
    """The words of a published version."""

    WHERE = (
        _("the name has “%(text)s”"),
        _("citizens say “%(text)s”"),
        _("the guide has “%(text)s”"),
    )

    version = models.OneToOneField(ItemVersion, models.CASCADE, primary_key=True, related_name="+")

    class Meta(SearchRow.Meta):
        verbose_name = _("Text for the search")
        verbose_name_plural = _("Texts for the search")
