"""The lists: versions of entries and questions without an answer, by what is to be done."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.tables import Column
from tongban.ground.kit.templatetags.kit import light
from tongban.ground.ledger import Refused
from tongban.ground.matters.answers import redirect_saved
from tongban.ground.matters.work_table import EVERY, WorkPage, WorkTable, due_columns
from tongban.offer.knowledge.actions.gaps import report_gap
from tongban.offer.knowledge.forms.lists import GapFilters, KnowledgeFilters
from tongban.offer.knowledge.models import EntryVersion, Gap, Status
from tongban.offer.knowledge.queries import access
from tongban.offer.knowledge.queries.worklists import (
    ENTRY_LISTS,
    GAP_LISTS,
    KnowledgeRow,
    entry_rows,
    gap_rows,
)

reads = requires("knowledge.read")
TONES: dict[str, str] = {
    Status.PUBLISHED: "green",
    Status.STALE: "yellow",
    Status.RETIRED: "grey",
    Status.SUPERSEDED: "grey",
    Status.DISCARDED: "grey",
    Gap.Status.ANSWERED: "green",
    Gap.Status.DECLINED: "grey",
}


def status_light(matter: EntryVersion | Gap) -> str:
    """Return where a version or a question stands, as a light with its word."""
    return light(TONES.get(matter.status, "blue"), matter.get_status_display())


STATUS: Column[Any] = Column(
    "status",
    gettext_lazy("Status"),
    value=lambda row: row.matter.get_status_display(),
    show=lambda row: status_light(row.matter),
)
ENTRY_COLUMNS: tuple[Column[KnowledgeRow[EntryVersion]], ...] = (
    Column(
        "title",
        gettext_lazy("Question"),
        value=lambda row: row.matter.title,
        link=lambda row: _page(row.matter),
    ),
    Column("reference", gettext_lazy("Number"), value=lambda row: row.matter.reference, sort="reference"),
    Column(
        "owner",
        gettext_lazy("Owner unit"),
        value=lambda row: row.matter.entry.owner,
        sort="entry__owner__code",
    ),
    Column(
        "visibility", gettext_lazy("Who may read it"), value=lambda row: row.matter.get_visibility_display()
    ),
    Column(
        "confirmed_on",
        gettext_lazy("Last confirmed on"),
        kind="day",
        value=lambda row: row.matter.confirmed_on,
        sort="confirmed_on",
    ),
    Column(
        "review_on",
        gettext_lazy("Review by"),
        kind="day",
        value=lambda row: row.matter.review_on,
        sort="review_on",
    ),
    STATUS,
    *due_columns(),
)
GAP_COLUMNS: tuple[Column[KnowledgeRow[Gap]], ...] = (
    Column(
        "question",
        gettext_lazy("Question"),
        value=lambda row: row.matter.question,
        link=lambda row: _page(row.matter),
    ),
    Column("reference", gettext_lazy("Number"), value=lambda row: row.matter.reference, sort="reference"),
    Column(
        "asked",
        gettext_lazy("Times asked"),
        kind="number",
        places=0,
        value=lambda row: row.matter.asked,
        sort="asked",
    ),
    Column("unit", gettext_lazy("Unit to answer"), value=lambda row: row.matter.unit, sort="unit__code"),
    Column(
        "reported_at",
        gettext_lazy("Reported at"),
        kind="instant",
        value=lambda row: row.matter.reported_at,
        sort="reported_at",
    ),
    STATUS,
    *due_columns(),
)


def _page(matter: EntryVersion | Gap) -> str:
    name = "knowledge:gap" if isinstance(matter, Gap) else "knowledge:version"
    return reverse(name, args=[matter.reference])


ENTRIES = WorkPage(
    ENTRY_LISTS, gettext_lazy("All entries"), every="knowledge:versions", listed="knowledge:list"
)
GAPS = WorkPage(GAP_LISTS, gettext_lazy("All questions"), every="knowledge:gaps", listed="knowledge:gap-list")


@reads
@require_safe
def versions(request: StaffRequest, kind: str = EVERY) -> HttpResponse:
    rows = ENTRIES.rows(request, kind, access.visible_to(request.user))
    table: WorkTable[KnowledgeRow[EntryVersion]] = WorkTable(
        request,
        rows,
        ENTRY_COLUMNS,
        code="entries",
        title=_("Base of knowledge"),
        filters=KnowledgeFilters,
        rows_of=lambda found: entry_rows(found, localdate()),
    )
    return ENTRIES.draw(request, "knowledge/versions.html", kind, table)


@reads
@require_safe
def gaps(request: StaffRequest, kind: str = EVERY) -> HttpResponse:
    rows = GAPS.rows(request, kind, access.gaps_visible_to(request.user))
    table: WorkTable[KnowledgeRow[Gap]] = WorkTable(
        request,
        rows,
        GAP_COLUMNS,
        code="gaps",
        title=_("Questions without an answer"),
        filters=GapFilters,
        rows_of=lambda found: gap_rows(found, localdate()),
    )
    return GAPS.draw(request, "knowledge/gaps.html", kind, table)


@reads
@require_POST
def report(request: StaffRequest) -> HttpResponse:
    try:
        gap = report_gap(request.POST.get("question", ""), by=request.user, at=now())
    except Refused as refused:
        return redirect_saved(request, "knowledge:search", message=str(refused))
    return redirect_saved(request, "knowledge:gap", gap.reference)
