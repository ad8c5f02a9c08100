"""The map of moves, variants, where time goes, departures, and the cases behind each."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tongban.account.insight import flows
from tongban.account.insight.engines.postgres_engine import LIVE
from tongban.account.insight.engines.protocol import EngineDown
from tongban.doors.desk.flows import columns, labels
from tongban.doors.desk.flows.map_svg import draw_map
from tongban.doors.desk.flows.request import FlowRequest, PickedCases, pick_from_query
from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.tables import Column, Table
from tongban.work.logs.queries import visible_to as logs_visible_to

READING = ("cases.decide", "cases.read_all", "cases.supervise")
MOST_VARIANTS = 100


@requires(*READING)
@require_safe
def moves(request: StaffRequest) -> HttpResponse:
    asked = _asked(request)
    try:
        found = flows.flow_map_of(asked.log, asked.engine)
    except EngineDown as down:
        return _down(request, asked, down)
    table = Table(
        request,
        found.arcs,
        columns.arcs(asked.url_of),
        code="flow-moves",
        title=_("Moves that follow each other"),
    )
    if table.is_export:
        return table.export()
    drawing = draw_map(found, least=asked.least_of(found.cases), url_of=asked.url_of)
    return _shown(request, "flows/moves.html", asked, table, found=found, drawing=drawing)


@requires(*READING)
@require_safe
def variants(request: StaffRequest) -> HttpResponse:
    asked = _asked(request)
    try:
        found = flows.variants(asked.log, asked.engine, limit=MOST_VARIANTS)
    except EngineDown as down:
        return _down(request, asked, down)
    table = Table(
        request, found, columns.variants(asked.url_of), code="flow-variants", title=_("Ways cases take")
    )
    counts = {"shown_count": len(found), "all_count": found[0].all_variants if found else 0}
    return (
        table.export() if table.is_export else _shown(request, "flows/variants.html", asked, table, **counts)
    )


@requires(*READING)
@require_safe
def waiting(request: StaffRequest) -> HttpResponse:
    asked = _asked(request)
    try:
        stood = flows.stays(asked.log, asked.engine)
    except EngineDown as down:
        return _down(request, asked, down)
    shown = columns.stays(asked.url_of, stood)
    table = Table(request, stood, shown, code="flow-stays", title=_("Where time goes"))
    slowest = stood[0] if stood else None
    return (
        table.export()
        if table.is_export
        else _shown(request, "flows/waiting.html", asked, table, slowest=slowest)
    )


@requires(*READING)
@require_safe
def steps(request: StaffRequest) -> HttpResponse:
    asked = _asked(request)
    try:
        found = flows.step_times(asked.chosen, asked.engine)
    except EngineDown as down:
        return _down(request, asked, down)
    table = Table(request, found, columns.STEPS, code="flow-steps", title=_("Time for each step"))
    return table.export() if table.is_export else _shown(request, "flows/steps.html", asked, table)


@requires(*READING)
@require_safe
def outside(request: StaffRequest) -> HttpResponse:
    asked = _asked(request)
    try:
        found, cases = (
            flows.count_departures(asked.chosen, asked.engine),
            flows.flow_map_of(asked.log, asked.engine).cases,
        )
    except EngineDown as down:
        return _down(request, asked, down)
    title = _("Outside the published flow")
    table = Table(request, found, columns.departures(asked.url_of, cases), code="flow-outside", title=title)
    return (
        table.export()
        if table.is_export
        else _shown(request, "flows/outside.html", asked, table, cases=cases)
    )


@requires(*READING)
@require_safe
def cases(request: StaffRequest) -> HttpResponse:
    asked, pick = _asked(request), pick_from_query(request.GET.dict())
    if pick is None:
        raise Http404
    try:
        rows = PickedCases(asked, pick)
        table = Table(request, rows, columns.CASES, code="flow-cases", title=_("Cases"))
        if table.is_export:
            return table.export()
        return _shown(request, "flows/cases.html", asked, table, said=_said(pick))
    except EngineDown as down:
        return _down(request, asked, down)


@requires("logs.read")
@require_safe
def imported(request: StaffRequest, pk: int) -> HttpResponse:
    log = get_object_or_404(logs_visible_to(request.user), pk=pk)
    source = flows.imported_log(log.pk)
    found = flows.flow_map_of(source, LIVE)
    ways = flows.variants(source, LIVE, limit=MOST_VARIANTS)
    plain: tuple[Column[Any], ...] = columns.arcs(None)
    table = Table(request, found.arcs, plain, code="flow-moves", title=log.name)
    if table.is_export:
        return table.export()
    of_ways = Table(request, ways, columns.variants(None), code="flow-variants", title=_("Ways cases take"))
    drawing = draw_map(found, least=max(1, found.cases // 100))
    shown = {"log": log, "found": found, "drawing": drawing, "table": table, "ways": of_ways}
    return render(request, "flows/imported.html", shown)


def _asked(request: StaffRequest) -> FlowRequest:
    return FlowRequest(request.user, request.GET.dict(), localdate())


def _shown(
    request: StaffRequest, template: str, asked: FlowRequest, table: Table[Any], **more: Any
) -> HttpResponse:
    status = 422 if asked.form.errors else 200
    return render(request, template, {"asked": asked, "table": table, **more}, status=status)


def _down(request: StaffRequest, asked: FlowRequest, down: EngineDown) -> HttpResponse:
    return render(request, "flows/down.html", {"asked": asked, "fault": str(down)}, status=503)


def _said(pick: flows.Pick) -> str:
    """Return a pick in words."""
    if pick.arc:
        return f"{labels.end(pick.arc[0], is_first=True)} → {labels.end(pick.arc[1], is_first=False)}"
    if pick.variant:
        return " → ".join(map(labels.activity, pick.variant))
    if pick.departure:
        return str(labels.OUTSIDE[pick.departure][0])
    return labels.activity(pick.activity) if pick.activity else labels.place(pick.place)
