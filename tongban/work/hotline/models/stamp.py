"""When the registers were last changed: one row that the database itself keeps, so that processes may remember them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RegisterStamp(models.Model):
    """The moment of the last change to lines, classes, areas, questions, rules or the model of suggestions."""

    changed_at = models.DateTimeField(_("Changed at"))

    class Meta:
        verbose_name = _("Stamp of the registers")
        verbose_name_plural = _("Stamps of the registers")

    def __str__(self) -> str:
        return self.changed_at.isoformat()
