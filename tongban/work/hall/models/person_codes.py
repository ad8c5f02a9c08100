"""The one code of a person: what it was used for, and up to when what was shown of it counts no more."""

from django.db import models
from django.db.models import PROTECT
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.work.hall.models.places import Place
from tongban.work.hall.models.windows import USER


class PersonCode(models.Model):
    """That an account has a code; what is shown of it is signed anew each time, lasts minutes and is not kept."""

    reference = models.CharField(_("Number"), max_length=20, unique=True)
    account = models.OneToOneField(USER, PROTECT, related_name="+", verbose_name=_("Account"))
    stopped_at = models.DateTimeField(_("What was shown before counts no more"), null=True, blank=True)

    class Meta:
        verbose_name = _("Code of a person")
        verbose_name_plural = _("Codes of persons")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.reference


class CodeUse(models.Model):
    """One use of a code that was shown: where, for what, read by whom; the database allows each kind of use once."""

    class Kind(models.TextChoices):
        """What read the code."""

        KIOSK = "kiosk", _("Ticket machine")
        WINDOW = "window", pgettext_lazy("use of a code", "Service window")
        TERMINAL = "terminal", _("Self-service terminal")
        RATING = "rating", pgettext_lazy("use of a code", "Rating device")

    may_change = ()
    code = models.ForeignKey(PersonCode, PROTECT, related_name="uses", verbose_name=_("Code of a person"))
    issued_at = models.DateTimeField(_("Shown at"))
    kind = models.CharField(_("Use"), max_length=8, choices=Kind)
    place = models.ForeignKey(Place, PROTECT, related_name="+", verbose_name=_("Place of service"))
    by = models.ForeignKey(USER, PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Read by"))
    basis = models.CharField(_("Why, without a visit"), max_length=120, blank=True)
    at = models.DateTimeField(_("At"))

    class Meta:
        verbose_name = _("Use of a code")
        verbose_name_plural = _("Uses of codes")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["code", "issued_at", "kind"], name="shown_code_used_once_a_kind")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.get_kind_display()}"
