"""Event logs: upload, choose what the columns mean, check, import; a log's page, a historical case, removal."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import SafeString
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.tables import Column, Table
from tongban.ground.kit.templatetags.kit import light
from tongban.ground.ledger import Refused
from tongban.ground.ledger.wording import history_in_words
from tongban.work.logs import queries
from tongban.work.logs.actions import log_import, uploads
from tongban.work.logs.forms import LogFilters, LogUploadForm, MappingForm, RemovalForm, TraceFilters
from tongban.work.logs.models import Event, Log, Trace
from tongban.work.logs.parsers.mapping import ColumnMapping, guess_mapping
from tongban.work.logs.parsers.sources import LogFault, UnreadableLog
from tongban.work.logs.preview import chosen_columns, first_rows

reads, imports = requires("logs.read"), requires("logs.import")


def _light(log: Log) -> SafeString:
    if log.removed_at:
        return light("grey", _("Removed"))
    return light("green", _("Imported")) if log.imported_at else light("yellow", _("Columns to be chosen"))


def _known(row: Log, value: object) -> object:
    return value if row.imported_at else None


LOGS: tuple[Column[Log], ...] = (
    Column("name", gettext_lazy("File"), sort="name", link=lambda row: f"{row.pk}/"),
    Column("reference", gettext_lazy("Number")),
    Column(
        "traces_count",
        gettext_lazy("Cases"),
        kind="number",
        places=0,
        sort="traces_count",
        value=lambda row: _known(row, row.traces_count),
    ),
    Column(
        "events_count",
        gettext_lazy("Events"),
        kind="number",
        places=0,
        sort="events_count",
        value=lambda row: _known(row, row.events_count),
    ),
    Column("first_at", gettext_lazy("First event"), kind="day", sort="first_at"),
    Column("last_at", gettext_lazy("Last event"), kind="day", sort="last_at"),
    Column("by", gettext_lazy("Uploaded by"), value=lambda row: str(row.by)),
    Column("at", gettext_lazy("Uploaded at"), kind="instant", sort="at"),
    Column("status", gettext_lazy("Status"), value=_light),
)
TRACES: tuple[Column[Trace], ...] = (
    Column("reference", gettext_lazy("Case number"), sort="reference", link=lambda row: f"{row.pk}/"),
    Column("area", gettext_lazy("Area"), sort="area"),
    Column("events_count", gettext_lazy("Events"), kind="number", places=0, sort="events_count"),
    Column("began_at", gettext_lazy("First event"), kind="instant", sort="began_at"),
    Column("ended_at", gettext_lazy("Last event"), kind="instant", sort="ended_at"),
    Column(
        "days",
        gettext_lazy("Days"),
        kind="number",
        places=1,
        value=lambda row: round((row.ended_at - row.began_at).total_seconds() / 86400, 1),
    ),
)
EVENTS: tuple[Column[Event], ...] = (
    Column("position", gettext_lazy("Number"), kind="number", places=0),
    Column("activity", gettext_lazy("Activity")),
    Column("at", gettext_lazy("At"), kind="instant"),
    Column("resource", gettext_lazy("Resource")),
    Column("lifecycle", gettext_lazy("Transition")),
    Column(
        "attributes",
        gettext_lazy("Further particulars"),
        value=lambda row: "; ".join(f"{name}: {text}" for name, text in row.attributes.items()),
    ),
)


@reads
@require_safe
def logs(request: StaffRequest) -> HttpResponse:
    rows, title = queries.visible_to(request.user), _("Event logs")
    table = Table(request, rows, LOGS, code="logs", title=title, filters=LogFilters)
    shown = {
        "table": table,
        "waiting": queries.latest_upload_of(request.user),
        "may_import": request.user.may("logs.import"),
    }
    return table.export() if table.is_export else render(request, "logs/logs.html", shown)


@imports
def upload(request: StaffRequest) -> HttpResponse:
    is_sent = request.method == "POST"
    form = LogUploadForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    if not is_sent or not form.is_valid():
        return render(request, "logs/upload.html", {"form": form}, status=422 if is_sent else 200)
    try:
        kept = uploads.upload(form.cleaned_data["file"], by=request.user, at=now())
    except ValidationError as error:
        form.add_error("file", error)
        return render(request, "logs/upload.html", {"form": form}, status=422)
    except uploads.DuplicateLog as known:
        shown = {"form": form, "known": known.log, "reason": str(known)}
        return render(request, "logs/upload.html", shown, status=409)
    return redirect("logs:columns", kept.pk)


@imports
def columns(request: StaffRequest, pk: int) -> HttpResponse:
    """Choose what the columns mean; check the whole file, or import it."""
    found = _found(request, pk)
    if found.imported_at or found.removed_at:
        return redirect("logs:log", pk)
    shown: dict[str, Any]
    try:
        source = log_import.source_of(found)
    except UnreadableLog as error:
        unread = log_import.LogCheck(faults_count=1, faults=[LogFault(error.row, "", error.text)])
        shown = {"log": found, "checked": unread, "removal": RemovalForm()}
        return render(request, "logs/columns.html", shown, status=422)
    known = ColumnMapping.from_json(found.mapping) if found.mapping else guess_mapping(source.columns)
    form = MappingForm(request.POST or None, columns=source.columns, initial=known.as_json())
    shown = {
        "log": found,
        "source": source,
        "form": form,
        "rows": first_rows(source),
        "removal": RemovalForm(),
    }
    if request.method != "POST" or not form.is_valid():
        return render(request, "logs/columns.html", shown, status=422 if form.is_bound else 200)
    log_import.map_columns(found, form.mapping())
    if request.POST.get("act") != "import":
        checked = log_import.check(found, form.mapping())
        status = 422 if checked.faults_count else 200
        return render(request, "logs/columns.html", {**shown, "checked": checked}, status=status)
    try:
        leaves_out = form.cleaned_data["leaves_out"]
        taken = log_import.import_log(found, form.mapping(), by=request.user, at=now(), leaves_out=leaves_out)
    except log_import.FaultyLog as error:
        return render(request, "logs/columns.html", {**shown, "checked": error.checked}, status=422)
    if taken.rows_count:
        messages.warning(request, log_import.told_left_out(taken))
    messages.success(request, _("The log is imported."))
    return redirect("logs:log", pk)


@reads
@require_safe
def log(request: StaffRequest, pk: int) -> HttpResponse:
    return _page(request, _found(request, pk))


@imports
def remove(request: StaffRequest, pk: int) -> HttpResponse:
    """Remove a log with a reason."""
    found, form = _found(request, pk), RemovalForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, found, form, status=422 if form.is_bound else 200)
    try:
        uploads.remove(found, reason=form.cleaned_data["reason"], by=request.user, at=now())
    except Refused as refused:
        return _page(request, _found(request, pk), form, status=409, reason=str(refused))
    messages.success(request, _("The log is removed; that it was here stays in the ledger."))
    return redirect("logs:logs")


@reads
@require_safe
def trace(request: StaffRequest, pk: int, trace_pk: int) -> HttpResponse:
    found = _found(request, pk)
    one = get_object_or_404(queries.traces_of(found), pk=trace_pk)
    table = Table(request, queries.events_of(one), EVENTS, code="events", title=one.reference, page_size=200)
    return table.export() if table.is_export else render(
        request, "logs/trace.html", {"log": found, "trace": one, "table": table}
    )  # fmt: skip


def _found(request: StaffRequest, pk: int) -> Log:
    found: Log = get_object_or_404(queries.visible_to(request.user), pk=pk)
    return found


def _page(
    request: StaffRequest, found: Log, form: RemovalForm | None = None, *, status: int = 200, reason: str = ""
) -> HttpResponse:
    rows = queries.traces_of(found)
    table = Table(request, rows, TRACES, code="traces", title=_("Historical cases"), filters=TraceFilters)
    if table.is_export:
        return table.export()
    shown: dict[str, Any] = {
        "log": found,
        "light": _light(found),
        "table": table,
        "variants": queries.variants_of(found),
        "entries": history_in_words(found.reference),
        "removal": form or RemovalForm(),
        "chosen": chosen_columns(found),
        "reason": reason,
        "may_import": request.user.may("logs.import"),
    }
    return render(request, "logs/log.html", shown, status=status)
