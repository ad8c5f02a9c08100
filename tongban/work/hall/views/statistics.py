"""The figures of places, from entries only: by day and month, place, group, half-hour and window."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.tables import Column, Table
from tongban.work.hall.actions.statistics import rebuild_figures
from tongban.work.hall.forms.statistics import DayForm, FigureFilters
from tongban.work.hall.models import KeptFigures
from tongban.work.hall.queries.places import staffed_places, visible_to
from tongban.work.hall.queries.statistics import as_figures, figures_of, figures_on, figures_visible_to


def _minutes(name: str, title: Any) -> Column[KeptFigures]:
    def value(row: KeptFigures) -> float | None:
        if row.cut == "window" and "waiting" in name:
            return None  # people wait in a line and not for a window
        seconds = getattr(as_figures(row), name)
        return None if seconds is None else seconds / 60

    return Column(name, title, value=value, kind="number", places=1)


def _share(name: str, title: Any) -> Column[KeptFigures]:
    return Column(name, title, value=lambda row: getattr(as_figures(row), name), kind="percent")


COLUMNS: tuple[Column[Any], ...] = (
    Column("span", gettext_lazy("Day or month"), sort="span"),
    Column("place", gettext_lazy("Place of service"), value=lambda row: row.place.name),
    Column("name", gettext_lazy("Part"), sort="name"),
    Column("tickets", gettext_lazy("Numbers taken"), kind="number", sort="tickets", places=0),
    Column("served", gettext_lazy("Served"), kind="number", sort="served", places=0),
    _share("abandonment", gettext_lazy("Left unserved")),
    _minutes("mean_waiting", gettext_lazy("Mean wait (min)")),
    _minutes("waiting_p90", gettext_lazy("Nine of ten waited at most (min)")),
    _minutes("mean_service", gettext_lazy("Mean service (min)")),
    _minutes("service_p90", gettext_lazy("Nine of ten services at most (min)")),
    _share("load", gettext_lazy("Load of the windows")),
    _share("kept_share", gettext_lazy("Appointments kept")),
)


PART = Column[Any](
    "name",
    gettext_lazy("Part"),
    value=lambda row: _("Window %(number)s") % {"number": row.name} if row.name else _("Whole place"),
)
DAY_COLUMNS = tuple(
    replace(PART if column.code == "name" else column, sort="") for column in COLUMNS if column.code != "span"
)
"""A day's columns; its list is short and keeps its order."""


def table_is_asked(request: StaffRequest) -> bool:
    """Say whether the kept figures are narrowed, and not only a day is looked at."""
    return any(name != "day" for name in request.GET)


@requires("hall.read")
@require_safe
def statistics(request: StaffRequest) -> HttpResponse:
    rows = figures_visible_to(request.user)
    table = Table(
        request,
        rows if table_is_asked(request) else figures_of(rows),
        COLUMNS,
        code="hall-figures",
        title=_("Figures of the hall"),
        filters=FigureFilters,
        empty=_("No day is over yet of which something could be counted."),
    )
    if table.is_export:
        return table.export()
    day = DayForm(request.GET if "day" in request.GET else None, initial={"day": localdate()})
    asked = day.cleaned_data["day"] if day.is_bound and day.is_valid() else localdate()
    shown = {
        "table": table,
        "day_form": day,
        "day": asked,
        "today": Table(
            request, figures_on(request.user, asked), DAY_COLUMNS, code="hall-day", title=_("One day")
        ),
        "may_rebuild": request.user.may("hall.manage"),
        "places": staffed_places(localdate()),
    }
    return render(request, "hall/statistics.html", shown)


@requires("hall.manage")
@require_POST
def rebuild(request: StaffRequest, code: str) -> HttpResponse:
    """Drop the figures of a place, work them out anew, and say whether they are the same."""
    place = get_object_or_404(visible_to(request.user), code=code)
    before, after = rebuild_figures(place, by=request.user, at=now())
    said = {"place": place.name, "digest": after[:16]}
    if before == after:
        messages.success(
            request,
            _("The figures of %(place)s were worked out anew and are the same to the byte (%(digest)s…).")
            % said,
        )
    else:
        messages.warning(
            request,
            _("The figures of %(place)s were worked out anew and differ from those before (now %(digest)s…).")
            % said,
        )
    return redirect("hall:statistics")
