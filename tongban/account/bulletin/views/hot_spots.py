"""Hot spots on the drawn map, the table beside it, the bursts with their statistics; and loading another map."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from tongban.account.bulletin import actions
from tongban.account.bulletin.forms import MapForm, SpotsForm, asked_span
from tongban.account.bulletin.queries.hot_spots import LEGEND, WINDOWS, Spot, bursts_of, spots_of
from tongban.account.bulletin.queries.map_drawing import draw_map
from tongban.account.insight.rules import Period
from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.figures import NOTHING
from tongban.ground.kit.tables import Column, Table
from tongban.ground.matters.answers import SAVED, attempt, redirect_saved
from tongban.work.hotline.queries.bursts import budget_on

WEEK = timedelta(days=6)
SPOTS: tuple[Column[Spot], ...] = (
    Column("name", _("Area")),
    Column("count", _("Orders"), kind="number", places=0),
    Column("usual", _("Usual"), kind="number", places=1),
    Column("level", _("Against the usual"), value=lambda row: row.level[1]),
    Column(
        "p",
        _("Probability of so many or more"),
        value=lambda row: NOTHING if row.p is None else f"{row.p:.2g}",
    ),
)


@requires("insight.read")
@require_safe
def hot_spots(request: StaffRequest) -> HttpResponse:
    today = localdate()
    form, period = asked_span(SpotsForm, request.GET, Period(today - WEEK, today))
    chosen = form.cleaned_data.get("demand_class") if form.is_bound and form.is_valid() else None
    spots = spots_of(period, demand_class=chosen.key.removesuffix("00").removesuffix("00") if chosen else "")
    table = Table(request, spots, SPOTS, code="spots", title=_("Orders by area"), page_size=200)
    if table.is_export:
        return table.export()
    shown = {
        "form": form,
        "period": period,
        "map": draw_map(spots),
        "table": table,
        "bursts": bursts_of(period),
        "levels": LEGEND,
        "windows": WINDOWS,
        "budget": budget_on(period.last),
    }
    return render(request, "bulletin/hot_spots.html", shown)


@requires("bulletin.issue")
@require_http_methods(["GET", "HEAD", "POST"])
def load_map(request: StaffRequest) -> HttpResponse:
    form = MapForm(*((request.POST, request.FILES) if request.method == "POST" else ()))

    def load() -> None:
        said = form.cleaned_data
        actions.load_map(form.text(), said["source"], said["review_number"], by=request.user, at=now())

    status = attempt(form, load)
    if status == SAVED:
        return redirect_saved(request, "bulletin:hot_spots")
    return render(request, "bulletin/load_map.html", {"form": form}, status=status)
