"""Files that belong to what a version of an entry says: a form, a map, a picture of the window."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.models import StoredFile
from tongban.offer.knowledge.models.entries import EntryVersion


class EntryAttachment(models.Model):
    """A file of a version; the next version begins with the same ones."""

    version = models.ForeignKey(EntryVersion, models.CASCADE, related_name="attachments")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("File"))
    name = models.CharField(_("Name"), max_length=200)

    class Meta:
        verbose_name = _("Attachment of an entry")
        verbose_name_plural = _("Attachments of entries")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "file"], name="entry_attachment_once"),
        ]

    def __str__(self) -> str:
        return self.name
