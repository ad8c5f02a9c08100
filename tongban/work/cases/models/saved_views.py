"""What an officer keeps on the own desk: choices of a work list under a name."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedView(models.Model):
    """Filters and order of a list, kept by its reader under a name."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    page = models.SlugField(_("List"), max_length=30)
    name = models.CharField(_("Name"), max_length=40)
    query = models.CharField(_("Filters"), max_length=600)

    class Meta:
        verbose_name = _("Saved view")
        verbose_name_plural = _("Saved views")
        ordering = ["page", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "page", "name"], name="saved_view_named_once")
        ]

    def __str__(self) -> str:
        return self.name
