"""The figures of a period: shares with what they were counted from and their 95 % interval."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.figures import NOTHING, percent
from tongban.ground.kit.tables import Column, Table
from tongban.work.ratings import queries
from tongban.work.ratings.forms import PeriodForm
from tongban.work.ratings.rules import Share, Tally

PERIOD = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Figure:
    """A group of services and how it was rated."""

    name: str
    tally: Tally


def interval_of(share: Share) -> str:
    """Return the 95 % interval of a share as text."""
    bounds = share.interval
    return NOTHING if bounds is None else f"{percent(bounds[0])} – {percent(bounds[1])}"


COLUMNS: tuple[Column[Figure], ...] = (
    Column("name", gettext_lazy("Group")),
    Column("asked", gettext_lazy("Asked"), kind="number", places=0, value=lambda row: row.tally.asked),
    Column("rated", gettext_lazy("Rated (n)"), kind="number", places=0, value=lambda row: row.tally.rated),
    Column(
        "excluded", gettext_lazy("Not counted"), kind="number", places=0, value=lambda row: row.tally.excluded
    ),
    Column(
        "response", gettext_lazy("Response rate"), kind="percent", value=lambda row: row.tally.response.value
    ),
    Column("good", gettext_lazy("Good"), kind="percent", value=lambda row: row.tally.good.value),
    Column("interval", gettext_lazy("95 % interval"), value=lambda row: interval_of(row.tally.good)),
    Column("bad", gettext_lazy("Bad"), kind="percent", value=lambda row: row.tally.bad.value),
)


@requires("ratings.handle", "ratings.rule", "cases.read_all")
@require_safe
def figures(request: StaffRequest) -> HttpResponse:
    today = localdate()
    usual: dict[str, Any] = {"since": today - PERIOD, "until": today, "by": "item_name"}
    form = PeriodForm(request.GET if "since" in request.GET else None, initial=usual)
    said = form.cleaned_data if form.is_bound and form.is_valid() else usual
    tallies = queries.tallies_by(said["by"], said["since"], said["until"])
    rows = [Figure(name, tally) for name, tally in tallies.items()]
    table = Table(request, rows, COLUMNS, code="figures", title=_("Ratings in figures"))
    if table.is_export:
        return table.export()
    return render(request, "ratings/figures.html", {"table": table, "form": form, **said})
