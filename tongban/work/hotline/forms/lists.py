"""The filters of the lists of orders."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.tables import Filters
from tongban.work.hotline.models import Kind, Line, Status
from tongban.work.hotline.queries.search import narrowed

ANY = ("", _("All"))


class OrderFilters(Filters):
    """By number, telephone or words; by line, kind, class and where it stands."""

    q = forms.CharField(label=_("Number, telephone or words"), required=False)
    status = forms.ChoiceField(label=_("Status"), choices=[ANY, *Status.choices], required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=[ANY, *Kind.choices], required=False)
    line = forms.ModelChoiceField(
        Line.objects.all(), label=_("Hotline line"), required=False, empty_label=_("All")
    )

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the orders that fit; of confidential ones nothing but the number is searched, as nothing else is there."""
        said = self.cleaned_data
        for name in ("status", "kind", "line"):
            if said[name]:
                rows = rows.filter(**{name: said[name]})
        text = said["q"].strip()
        return narrowed(rows, text, localdate()) if text else rows
