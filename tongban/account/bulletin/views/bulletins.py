"""Bulletins: those issued, what the next one would say, issuing it, and each as a page and as PDF."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from tongban.account.bulletin import actions
from tongban.account.bulletin.arithmetic import faults_of
from tongban.account.bulletin.forms import IssueForm
from tongban.account.bulletin.models import Bulletin
from tongban.account.bulletin.papers import pdf
from tongban.account.bulletin.queries.content import content_of, period_of
from tongban.account.bulletin.queries.figures import PeriodFigures
from tongban.account.insight.rules import Period
from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.charts import ChartData, Series
from tongban.ground.kit.fonts import PrintError
from tongban.ground.kit.tables import Column, Table
from tongban.ground.matters.answers import attempt_making, redirect_saved

COLUMNS: tuple[Column[Bulletin], ...] = (
    Column(
        "number", _("Number"), sort="number", link=lambda row: reverse("bulletin:bulletin", args=[row.number])
    ),
    Column("kind", _("Kind"), value=lambda row: row.get_kind_display(), sort="kind"),
    Column("first", _("First day"), kind="day", sort="first"),
    Column("last", pgettext_lazy("bulletin", "Last day"), kind="day", sort="last"),
    Column("orders", _("Demands taken in"), kind="number", places=0, value=lambda row: row.content["orders"]),
    Column("at", _("Issued at"), kind="instant", sort="at"),
    Column("by", _("By"), value=lambda row: row.by),
)


@requires("insight.read")
@require_safe
def bulletins(request: StaffRequest) -> HttpResponse:
    table = Table(
        request,
        Bulletin.objects.select_related("by"),
        COLUMNS,
        code="bulletins",
        title=_("Bulletins"),
        empty=_("No bulletin has been issued yet."),
    )
    return table.export() if table.is_export else render(request, "bulletin/bulletins.html", {"table": table})


@requires("bulletin.issue")
@require_http_methods(["GET", "HEAD", "POST"])
def issue(request: StaffRequest) -> HttpResponse:
    yesterday = localdate() - timedelta(days=1)
    usual = {"kind": request.GET.get("kind", "daily"), "day": request.GET.get("day", yesterday)}
    form = IssueForm(request.POST if request.method == "POST" else None, initial=usual)
    status, made = attempt_making(form, lambda: actions.issue(**form.cleaned_data, by=request.user, at=now()))
    if made is not None:
        return redirect_saved(
            request, "bulletin:bulletin", made.number, message=str(_("The bulletin is issued."))
        )
    preview = _preview(request, yesterday)
    return render(request, "bulletin/issue.html", {"form": form, **preview}, status=status)


@requires("insight.read")
@require_safe
def bulletin(request: StaffRequest, number: str) -> HttpResponse:
    found = get_object_or_404(Bulletin.objects.select_related("by"), number=number)
    shown = {"bulletin": found, **_shown(found.content, Period(found.first, found.last))}
    return render(request, "bulletin/bulletin.html", shown)


@requires("insight.read")
@require_safe
def paper(request: StaffRequest, number: str) -> HttpResponse:
    found = get_object_or_404(Bulletin, number=number)
    try:
        made = pdf(found)
    except PrintError as error:
        return render(
            request, "bulletin/unprinted.html", {"reason": str(error), "bulletin": found}, status=503
        )
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{found.number}.pdf"'
    return answer


def charts_of(content: dict[str, Any]) -> list[ChartData]:
    """Return the charts of a bulletin: each of its series as it stands in its content."""
    days, kinds = content["days"], next((part for part in content["parts"] if part["by"] == "类型"), None)
    charts = [_chart("days", "每日受理量", days)]
    return [*charts, _chart("kinds", "诉求类型", kinds["rows"])] if kinds and kinds["rows"] else charts


def _chart(code: str, title: str, rows: list[list[Any]]) -> ChartData:
    names, counts = [row[0] for row in rows], [row[1] for row in rows]
    return ChartData(code, title, names, (Series("件数", counts),), unit="件", places=0)


def _preview(request: HttpRequest, yesterday: date) -> dict[str, Any]:
    """Return what the bulletin of the address would say, and what the audit finds wrong with it."""
    asked = IssueForm(request.GET)
    if not asked.is_valid():
        asked = IssueForm({"kind": "daily", "day": yesterday})
        asked.is_valid()
    said = asked.cleaned_data
    period = period_of(said["kind"], said["day"])
    content = content_of(said["kind"], PeriodFigures(period, now()))
    return {**_shown(content, period), "faults": faults_of(content)}


def _shown(content: dict[str, Any], period: Period) -> dict[str, Any]:
    """Return a bulletin with the period by whose name each figure leads to its rows."""
    return {"content": content, "charts": charts_of(content), "period": period.name}
