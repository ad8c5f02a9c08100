"""Open cases that will likely miss their promised day, and how such forecasts fared before."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from tongban.account.insight import flows
from tongban.account.insight.engines.newest import newest_engine
from tongban.account.insight.engines.protocol import EngineDown
from tongban.doors.desk.flows.columns import as_bar
from tongban.doors.desk.flows.likely_cases import RED, YELLOW, Likely, known_forecasts, likely_cases
from tongban.doors.desk.flows.request import as_of
from tongban.doors.desk.flows.views.maps import READING
from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.tables import Column, Filters, Table
from tongban.ground.kit.templatetags.kit import light
from tongban.work.cases.queries.visibility import visible_to

ANY = ("", gettext_lazy("All"))
FROM = (
    ("", gettext_lazy("from 20 %")),
    ("50", gettext_lazy("from 50 %")),
    ("0", gettext_lazy("every open case")),
    ("late", gettext_lazy("late already")),
)
"""What is late already is no warning: it stands in a list of its own."""
USUAL_FROM = 20


class LikelyFilters(Filters):
    """By number or item, division and probability."""

    q = forms.CharField(label=gettext_lazy("Number or item"), required=False)
    division = forms.ChoiceField(label=gettext_lazy("Division"), required=False)
    least = forms.ChoiceField(label=gettext_lazy("Probability"), choices=FROM, required=False)

    def narrow(self, rows: Iterable[Likely]) -> list[Likely]:
        """Return the cases that fit."""
        said = self.cleaned_data
        wants_late = said["least"] == "late"
        least = Decimal(0 if wants_late else said["least"] or USUAL_FROM) / 100
        text, division = said["q"].strip(), said["division"]
        return [
            row
            for row in rows
            if (not text or text in row.open.case.reference or text in row.open.case.version.item.name)
            and (said["least"] == "0" or row.is_late == wants_late)
            and (not division or row.open.standing.division == division)
            and (not least or (row.forecast is not None and row.forecast.probability >= least))
        ]


@requires(*READING)
@require_safe
def likely(request: StaffRequest) -> HttpResponse:
    asked, on = newest_engine(), localdate()
    try:
        known, fared = known_forecasts(asked, as_of(asked, on))
    except EngineDown as down:
        return render(request, "flows/down.html", {"fault": str(down)}, status=503)
    rows = likely_cases(visible_to(request.user), on, known)
    table = _table(request, rows)
    if table.is_export:
        return table.export()
    shown = {
        "table": table,
        "fared": fared,
        "on": on,
        "open_count": len(rows),
        "unknown_count": sum(row.forecast is None for row in rows),
        "known_count": known.cases,
        "until": as_of(asked, on),
        "weeks": flows.CHECKED_WEEKS,
    }
    return render(request, "flows/likely.html", shown)


def _table(request: StaffRequest, rows: list[Likely]) -> Table[Likely]:
    divisions = sorted({row.open.standing.division for row in rows})

    class Here(LikelyFilters):
        """The filters with the divisions of these cases."""

        division = forms.ChoiceField(
            label=gettext_lazy("Division"),
            choices=[ANY, *((name, name) for name in divisions)],
            required=False,
        )
        field_order = ("q", "division", "least")

    table = Table(request, rows, COLUMNS, code="likely-late", title=_("Likely late"), filters=Here)
    if table.filters is not None and not table.filters.is_bound:
        table.filters = Here({})
    return table


def _likelihood(row: Likely) -> Any:
    if row.forecast is None:
        return light("grey", _("no like cases"))
    said = row.forecast.probability
    if row.is_late:
        return light("red", _("late already"))
    tone = "red" if said >= RED else "yellow" if said >= YELLOW else "green"
    return as_bar(Decimal(str(round(said, 4))), tone)


def _rests(row: Likely) -> str:
    if row.forecast is None:
        return ""
    said = row.forecast
    own = (
        _("%(missed)d of %(like)d like cases") % {"missed": said.missed, "like": said.like}
        if said.like
        else ""
    )
    wider = next(((count, late) for count, late in said.wider if count), None)
    if wider is None:
        return own
    text = _("%(late)d of %(count)d in the wider group") % {"late": wider[1], "count": wider[0]}
    return f"{own}; {text}" if own else text


COLUMNS: tuple[Column[Likely], ...] = (
    Column(
        "reference",
        gettext_lazy("Case"),
        value=lambda row: row.open.case.reference,
        link=lambda row: reverse("cases:case", args=[row.open.case.reference]),
    ),
    Column("item", gettext_lazy("Item"), value=lambda row: row.open.case.version.item.name),
    Column("division", gettext_lazy("Division"), value=lambda row: row.open.standing.division),
    Column("step", gettext_lazy("Waits in"), value=lambda row: row.open.step or _("Decision")),
    Column("due_on", gettext_lazy("Last day promised"), kind="day", value=lambda row: row.open.case.due_on),
    Column(
        "left",
        gettext_lazy("Working days left"),
        kind="number",
        places=0,
        value=lambda row: row.open.standing.days_left,
    ),
    Column(
        "probability",
        gettext_lazy("Probability to miss it"),
        kind="percent",
        value=lambda row: None if row.forecast is None else Decimal(str(round(row.forecast.probability, 4))),
        show=_likelihood,
    ),
    Column(
        "late",
        gettext_lazy("Days late if so"),
        kind="number",
        places=1,
        value=lambda row: None if row.forecast is None else Decimal(str(round(row.forecast.days_late, 1))),
    ),
    Column("rests", gettext_lazy("Rests on"), value=_rests),
)
