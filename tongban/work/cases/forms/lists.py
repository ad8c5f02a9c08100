"""Filters of the lists of cases."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.tables import Filters
from tongban.ground.people.models import Department
from tongban.work.cases.models import RUNNING, Channel, Status
from tongban.work.cases.queries.search import matches_text

ANY = ("", _("All"))
LIGHTS = (ANY, ("over", _("Overdue")), ("today", _("Due today")), ("ahead", _("Not due yet")))
SHOWN = [choice for choice in Status.choices if choice[0] not in (Status.DRAFT, Status.DISCARDED)]


class CaseFilters(Filters):
    """By number, name or item; by channel, by division."""

    q = forms.CharField(label=_("Number, applicant or item"), required=False)
    channel = forms.ChoiceField(label=_("Channel"), choices=[ANY, *Channel.choices], required=False)
    division = forms.ModelChoiceField(
        Department.objects.filter(kind="division"), label=_("Division"), required=False, empty_label=_("All")
    )

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the cases that fit."""
        said = self.cleaned_data
        if text := said["q"].strip():
            rows = rows.filter(matches_text(text, on=localdate()))
        if said["channel"]:
            rows = rows.filter(channel=said["channel"])
        return rows.filter(division=said["division"]) if said["division"] else rows


class AllFilters(CaseFilters):
    """The same, and by the status of the case and of its limit."""

    status = forms.ChoiceField(label=_("Status"), choices=[ANY, *SHOWN], required=False)
    light = forms.ChoiceField(label=_("Limit"), choices=LIGHTS, required=False)

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the cases that fit."""
        rows, said, today = super().narrow(rows), self.cleaned_data, localdate()
        if said["status"]:
            rows = rows.filter(status=said["status"])
        running = {
            "over": Q(due_on__lt=today),
            "today": Q(due_on=today),
            "ahead": Q(due_on__gt=today),
        }
        if said["light"]:
            rows = rows.filter(running[said["light"]], status__in=RUNNING)
        return rows
