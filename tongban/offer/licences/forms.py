"""Forms of the register of licences: what is looked for, and why something is done."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.tables import Filters
from tongban.ground.matters.acts import long_text
from tongban.offer.catalogue.models import LicenceType
from tongban.offer.licences.models import Status

ENDS_SOON = timedelta(days=60)
EXPIRED, SOON = "expired", "soon"


class LicenceFilters(Filters):
    """By number, holder or case; by type and standing."""

    text = forms.CharField(label=_("Number, holder or case"), required=False)
    type = forms.ModelChoiceField(
        label=_("Type"), queryset=LicenceType.objects.all(), required=False, empty_label=_("any")
    )
    standing = forms.ChoiceField(
        label=_("Standing"),
        required=False,
        choices=[("", _("any")), *Status.choices, (EXPIRED, _("Expired")), (SOON, _("Ends within 60 days"))],
    )

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the licences that fit."""
        said, day = self.cleaned_data, localdate()
        text = said["text"].strip()
        if text:
            rows = rows.filter(
                Q(number__icontains=text)
                | Q(holder__name__icontains=text)
                | Q(holder__number=text.upper())
                | Q(case=text)
            )
        if said["type"]:
            rows = rows.filter(type=said["type"])
        return rows.filter(_standing(said["standing"], day)) if said["standing"] else rows


def _standing(chosen: str, day: date) -> Q:
    holds = Q(status=Status.VALID)
    if chosen == EXPIRED:
        return holds & Q(valid_until__lt=day)
    if chosen == SOON:
        return holds & Q(valid_until__gte=day, valid_until__lte=day + ENDS_SOON)
    if chosen == Status.VALID:
        return holds & (Q(valid_until=None) | Q(valid_until__gte=day))
    return Q(status=chosen)


class LicenceReasonForm(forms.Form):
    """Why a licence is suspended, reinstated, revoked, cancelled or printed again."""

    reason = long_text(_("Why"), rows=3)
