"""What the search looks into: one row for each version that is shown."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.search.rows import SearchRow
from tongban.offer.knowledge.models.entries import EntryVersion


class EntryText(SearchRow):
    """The words of a version that is shown."""

    WHERE = (
        _("the question has “%(text)s”"),
        _("it is also asked with “%(text)s”"),
        _("the answer has “%(text)s”"),
    )

    version = models.OneToOneField(EntryVersion, models.CASCADE, primary_key=True, related_name="+")

    class Meta(SearchRow.Meta):
        verbose_name = _("Text for the search of entries")
        verbose_name_plural = _("Texts for the search of entries")
