"""All indicators on one page, as a sheet; the same sheet as a workbook, out and in."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from tongban.account.evaluation.actions import year_parts
from tongban.account.evaluation.forms.sheet import ENTRIES, EntryRow, IndicatorSheet, typed_cells
from tongban.account.evaluation.forms.sheet_workbook import IndicatorWorkbookForm, entries_of, workbook_of
from tongban.account.evaluation.models import Evaluation
from tongban.account.evaluation.queries.account import account_of
from tongban.account.evaluation.views.year import edits, is_editable, page, reader, reads, year_for
from tongban.ground.kit.contents import check_content
from tongban.ground.kit.file_faults import FaultyFile, FileFault
from tongban.ground.kit.tables import download
from tongban.ground.ledger import Refused
from tongban.ground.matters.answers import OPENED, REFUSED, WRONG, attempt_making, redirect_saved


@edits
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    year = year_for(request, pk)
    typed = typed_cells(request.POST) if request.method == "POST" else None
    shown = IndicatorSheet(account_of(year), typed)
    status = OPENED
    if typed is not None:
        status, count = _save(request, year, shown)
        if not status:
            return redirect_saved(request, "evaluation:indicators", pk, message=saved_rows(count))
    context = {"sheet": shown, "columns": ENTRIES, "may_edit": is_editable(request, year)}
    return page(request, "evaluation/sheet.html", year, "indicators", context, is_light=True, status=status)


def saved_rows(count: int) -> str:
    """Say how many indicators were changed."""
    if not count:
        return _("Nothing was changed.")
    text = ngettext("%(count)d indicator was changed.", "%(count)d indicators were changed.", count)
    return text % {"count": count}


def _save(request: HttpRequest, year: Evaluation, sheet: IndicatorSheet) -> tuple[int, int]:
    """Save what was changed; return the status to answer with (0: saved) and how many rows it were."""
    if sheet.faulty:
        return WRONG, 0
    rows = _edits(sheet.rows)
    try:
        year_parts.enter_rows(year, rows, by=reader(request), at=now())
    except Refused as refusal:
        sheet.refuse(refusal)
        return REFUSED, 0
    return 0, len(rows)


def _edits(rows: Sequence[EntryRow]) -> list[year_parts.RowEdit]:
    return [year_parts.RowEdit(row.indicator, row.changes, row.seen) for row in rows if row.changes]


@reads
@require_safe
def export(request: HttpRequest, pk: int) -> HttpResponse:
    year = year_for(request, pk)
    return download(workbook_of(account_of(year)), f"indicators-{year.year}-{year.pk}.xlsx")


@edits
def take_in(request: HttpRequest, pk: int) -> HttpResponse:
    year = year_for(request, pk)
    form = IndicatorWorkbookForm(request.POST or None, request.FILES or None)
    faults: list[FileFault] = []

    def make() -> str:
        upload = form.cleaned_data["file"]
        content = upload.read()
        check_content(content, upload.name, ("xlsx",))
        return _import(request, year, content, adds=form.cleaned_data["adds"])

    try:
        status, said = attempt_making(form, make)
    except FaultyFile as error:
        status, said, faults = WRONG, None, error.faults
    if said is not None:
        return redirect_saved(request, "evaluation:indicators", pk, message=said)
    shown: dict[str, Any] = {"form": form, "faults": faults, "may_post": is_editable(request, year)}
    return page(
        request, "evaluation/sheet_import.html", year, "indicators", shown, is_light=True, status=status
    )


def _import(request: HttpRequest, year: Evaluation, content: bytes, *, adds: bool) -> str:
    entries = entries_of(account_of(year), content, adds=adds)
    edits = _edits(entries.rows)
    year_parts.enter_rows(year, edits, entries.new, by=reader(request), at=now())
    said = _("Imported: %(added)d indicators new, %(changed)d changed, %(same)d as they were.")
    counts = {"added": len(entries.new), "changed": len(edits), "same": len(entries.rows) - len(edits)}
    return said % counts
