"""What was set, change by change: the newest row of a code is what holds."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.models import StoredFile


class SettingChange(models.Model):
    """One change of a setting. Rows stay: a paper keeps the seal that it was sealed with, and nobody asks what was before."""

    code = models.CharField(_("Setting"), max_length=80)
    value = models.JSONField(_("Value"))
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, related_name="+", verbose_name=_("Picture")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("By")
    )
    at = models.DateTimeField(_("At"))

    class Meta:
        verbose_name = _("Change of a setting")
        verbose_name_plural = _("Changes of settings")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["code", "-id"], name="setting_newest")]

    def __str__(self) -> str:
        return self.code
