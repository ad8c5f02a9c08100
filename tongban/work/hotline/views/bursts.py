"""Bursts: the alarms with what they rest on, what was found behind them, and the budget of false alarms."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.timezone import localdate, now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.charts import ChartData, Series
from tongban.ground.kit.tables import Column, Table
from tongban.ground.kit.templatetags.kit import light
from tongban.ground.matters.answers import SAVED, attempt, redirect_saved
from tongban.work.hotline.actions import bursts as bursts_acts
from tongban.work.hotline.forms.bursts import AlarmFilters, AlarmFindingForm, BudgetForm
from tongban.work.hotline.models import BurstAlarm
from tongban.work.hotline.queries.bursts import (
    READING_BURSTS,
    alarms_visible_to,
    budget_on,
    days_around,
    orders_behind,
    weeks_of,
)

TONES = {"": "red", "burst": "yellow", "chance": "grey"}
MOST_ORDERS = 50
WEEKS_BEFORE = 12
LEAST_SHOWN = 1e-9


def _state(alarm: BurstAlarm) -> SafeString:
    return light(TONES[alarm.finding], alarm.get_finding_display())


COLUMNS: tuple[Column[BurstAlarm], ...] = (
    Column(
        "day", _("Day"), kind="day", sort="day", link=lambda alarm: reverse("hotline:burst", args=[alarm.pk])
    ),
    Column("demand_class", _("Class"), value=lambda alarm: alarm.demand_class),
    Column("area", _("Area"), value=lambda alarm: alarm.area or ""),
    Column("seen", _("Demands"), kind="number", places=0, sort="seen"),
    Column("expected", _("Usual"), kind="number", places=1),
    Column("limit", _("Alarm limit"), kind="number", places=0),
    Column(
        "finding", _("Outcome of the check"), value=lambda alarm: alarm.get_finding_display(), show=_state
    ),
)


@requires(*READING_BURSTS)
def bursts(request: StaffRequest) -> HttpResponse:
    """The alarms, newest first; whoever leads the hotline sets the budget here."""
    form = BudgetForm(request.POST or None, initial={"a_year": budget_on(localdate())})
    status = attempt(
        form,
        lambda: bursts_acts.set_alarm_budget(form.cleaned_data["a_year"], by=request.user, at=now()),
    )
    if status == SAVED:
        return redirect_saved(request, "hotline:bursts")
    rows = alarms_visible_to(request.user)
    table = Table(request, rows, COLUMNS, code="bursts", title=_("Bursts"), filters=AlarmFilters)
    if table.is_export:
        return table.export()
    shown = {
        "table": table,
        "form": form,
        "may_set": request.user.may("hotline.lead"),
        "budget": budget_on(localdate()),
        "looked_at": rows.exclude(finding="").count(),
        "false": rows.filter(finding=BurstAlarm.Finding.CHANCE).count(),
    }
    return render(request, "hotline/bursts.html", shown, status=status)


@requires(*READING_BURSTS)
def burst(request: StaffRequest, pk: int) -> HttpResponse:
    """One alarm: the days around it, the statistics, the orders, and what was found."""
    alarm: BurstAlarm = get_object_or_404(alarms_visible_to(request.user), pk=pk)
    form = AlarmFindingForm(request.POST or None)
    status = attempt(
        form, lambda: bursts_acts.acknowledge(alarm, by=request.user, at=now(), **form.cleaned_data)
    )
    if status == SAVED:
        return redirect("hotline:burst", alarm.pk)
    days = days_around(alarm)
    weeks = weeks_of(days_around(alarm, before=WEEKS_BEFORE * 7))
    shown = {
        "alarm": alarm,
        "light": _state(alarm),
        "probability": _rounded(alarm.p),
        "form": form if request.user.may("hotline.lead") and not alarm.finding else None,
        "chart": _chart(alarm, list(days), list(days.values())),
        "weeks": weeks,
        "week_of_alarm": alarm.day - timedelta(days=alarm.day.weekday()),
        "orders": orders_behind(alarm, request.user)[:MOST_ORDERS],
    }
    return render(request, "hotline/burst.html", shown, status=status)


def _chart(alarm: BurstAlarm, days: Sequence[date], counts: Sequence[int]) -> ChartData:
    return ChartData(
        "burst",
        _("Demands a day, and the limit of the alarm"),
        [f"{day:%m-%d}" for day in days],
        (Series(_("Demands"), counts),),
        places=0,
        target=alarm.limit,
        target_title=_("Alarm limit"),
    )


def _rounded(p: float) -> str:
    """Return a small probability as it is read: 1 in so many."""
    if p < LEAST_SHOWN:
        return gettext("less than 1 in a thousand million")
    return gettext("1 in %(many)s") % {"many": f"{round(1 / p):,}"}
