"""The second store: who knows a field, in which unit, and until when that is taken as true."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tongban.ground.people.models import Department

PROTECT = models.PROTECT


class Expert(models.Model):
    """A specialist whom an enterprise's question may be put to."""

    reference = models.CharField(_("Number"), max_length=20, unique=True)
    name = models.CharField(_("Full name"), max_length=40)
    field = models.CharField(_("Field"), max_length=80)
    unit = models.ForeignKey(Department, PROTECT, related_name="+", verbose_name=_("Unit"))
    position = models.CharField(_("Post held"), max_length=60, blank=True)
    phone = models.CharField(_("Office telephone"), max_length=40, blank=True)
    policies = models.CharField(
        _("Policies answered for"), max_length=400, blank=True, help_text=_("Numbers")
    )
    review_on = models.DateField(_("To be reviewed by"))
    is_active = models.BooleanField(_("Answers questions"), default=True)
    told_on = models.DateField(_("Unit told that it is due"), null=True, blank=True)
    is_example = models.BooleanField(_("Invented for the demo"), default=False)

    class Meta:
        verbose_name = _("Expert")
        verbose_name_plural = _("Experts")
        ordering = ["field", "name", "pk"]

    def __str__(self) -> str:
        return self.name
