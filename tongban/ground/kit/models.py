"""A file kept by the house, known by the digest of its content."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class StoredFile(models.Model):
    """A file whose content was checked and is kept once, under its SHA-256 digest."""

    digest = models.CharField(_("SHA-256"), max_length=64, primary_key=True)
    name = models.CharField(_("Name"), max_length=200)
    media_type = models.CharField(_("Media type"), max_length=100)
    size_bytes = models.PositiveBigIntegerField(_("Size in bytes"))
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("Uploaded by")
    )
    uploaded_at = models.DateTimeField(_("Uploaded at"))

    class Meta:
        verbose_name = _("File")
        verbose_name_plural = _("Files")
        ordering = ["-uploaded_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(digest__regex=r"^[0-9a-f]{64}$"), name="file_digest_is_sha256"
            ),
        ]

    def __str__(self) -> str:
        return self.name
