"""What the pages of inspection share: the page of a matter with its acts and its history, and lights."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.tables import Column, Table
from tongban.ground.kit.templatetags.kit import light
from tongban.ground.ledger.wording import history_in_words
from tongban.ground.matters.acts import offered

ALL = (
    "inspection.plan",
    "inspection.inspect",
    "inspection.judge",
    "inspection.evaluate",
    "inspection.decide",
    "inspection.read",
)
OWN = ("inspection.answer", "hotline.approve", "hotline.work")
reads = requires(*ALL)
"""Staff of the centre and supervision."""
sees = requires(*ALL, *OWN)
"""They, and whose work it is."""
evaluates = requires("inspection.evaluate")
decides = requires("inspection.decide")
plans = requires("inspection.plan")
TONES = {
    "open": "yellow",
    "scored": "blue",
    "appealed": "red",
    "final": "green",
    "found": "yellow",
    "looked_at": "blue",
    "confirmed": "red",
    "false": "grey",
    "draft": "grey",
    "in_force": "green",
    "retired": "grey",
    "collecting": "yellow",
    "reported": "green",
    "answered": "blue",
    "done": "green",
}


def status_light(matter: Any) -> Any:
    """Return where a matter stands, in colour, sign and word."""
    return light(TONES[str(matter.status)], matter.get_status_display())


def status_column(title: Any) -> Column[Any]:
    """Return the column of where matters stand."""
    return Column(
        "status", title, value=lambda row: row.get_status_display(), show=status_light, sort="status"
    )


def draw_matter(
    request: StaffRequest,
    template: str,
    matter: Any,
    acts: Mapping[str, Any],
    shown: dict[str, Any],
    status: int,
) -> HttpResponse:
    """Return the page of a matter with its acts and what happened."""
    more = {
        "matter": matter,
        "light": status_light(matter) if hasattr(matter, "status") else "",
        "acts": offered(acts, matter, request.user),
        "happened": history_in_words(matter.reference),
    }
    return render(request, template, more | shown, status=status)


def draw_list(request: StaffRequest, template: str, table: Table[Any], **shown: Any) -> HttpResponse:
    """Return a list as a page, or as a workbook where that is asked for."""
    return table.export() if table.is_export else render(request, template, {"table": table, **shown})
