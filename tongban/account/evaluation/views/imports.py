"""Reports from outside: taken in, audited at once, shown with the findings in the margin, made into a draft."""

from collections import Counter
from io import BytesIO
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from tongban.account.audit.reader import UnreadableReport
from tongban.account.audit.render.interchange import as_json
from tongban.account.audit.render.page import as_page, report_with_findings
from tongban.account.audit.render.summary import summary_of
from tongban.account.audit.render.workbook import write_workbook
from tongban.account.audit.rule import Finding, all_rules
from tongban.account.evaluation.actions import intake
from tongban.account.evaluation.forms.imports import (
    DraftYearForm,
    FindingFilters,
    ImportFilters,
    ReportUploadForm,
)
from tongban.account.evaluation.models import ImportedReport
from tongban.account.evaluation.queries.imports import findings_in, imports_visible_to
from tongban.account.evaluation.templatetags.findings import language
from tongban.account.evaluation.views.year import edits, reader
from tongban.ground.kit.access import requires
from tongban.ground.kit.lights import LIGHTS
from tongban.ground.kit.tables import XLSX, Column, Table
from tongban.ground.kit.templatetags.kit import light
from tongban.ground.matters.answers import SAVED, attempt, redirect_saved

sees_imports = requires("account.read", "account.read_all")
audits = requires("audit.run")
MEDIA = {"xlsx": XLSX, "json": "application/json", "html": "text/html; charset=utf-8"}


def _counted(row: ImportedReport) -> Any:
    if row.errors:
        return light("red", ngettext("%(n)d error", "%(n)d errors", row.errors) % {"n": row.errors})
    return light("green", LIGHTS["green"].title) if not row.warnings else light("yellow", _("No errors"))


COLUMNS: tuple[Column[ImportedReport], ...] = (
    Column("name", gettext_lazy("File name"), sort="name", link=lambda row: f"{row.pk}/"),
    Column("department", gettext_lazy("Department"), value=lambda row: str(row.department)),
    Column("errors", gettext_lazy("Errors"), sort="errors", kind="number", places=0),
    Column("warnings", gettext_lazy("Warnings"), sort="warnings", kind="number", places=0),
    Column("notes", gettext_lazy("Notes"), sort="notes", kind="number", places=0),
    Column("result", gettext_lazy("Result"), value=lambda row: row.errors, show=_counted),
    Column(
        "evaluation",
        gettext_lazy("Draft year"),
        value=lambda row: str(row.evaluation) if row.evaluation else "",
        show=lambda row: row.evaluation.edition or row.evaluation.year if row.evaluation else "—",
    ),
    Column("imported_by", gettext_lazy("By"), value=lambda row: str(row.imported_by)),
    Column("imported_at", gettext_lazy("At"), sort="imported_at", kind="instant"),
)


@sees_imports
@require_safe
def imports(request: HttpRequest) -> HttpResponse:
    return _list(request, ReportUploadForm(user=reader(request)))


def _list(request: HttpRequest, form: ReportUploadForm, status: int = 200) -> HttpResponse:
    rows = imports_visible_to(reader(request))
    table = Table(
        request, rows, COLUMNS, code="imports", title=_("Imported reports"), filters=ImportFilters,
        empty=_("Take in the first report above."),
    )  # fmt: skip
    if table.is_export:
        return table.export()
    shown = {"table": table, "form": form, "may_import": reader(request).may("audit.run")}
    return render(request, "evaluation/imports.html", shown, status=status)


@audits
@sees_imports
@require_POST
def take_in(request: HttpRequest) -> HttpResponse:
    form = ReportUploadForm(request.POST, request.FILES, user=reader(request))
    if not form.is_valid():
        return _list(request, form, 422)
    upload, department = form.cleaned_data["file"], form.cleaned_data["department"]
    try:
        imported = intake.audit_and_import(
            department, upload.read(), upload.name, by=reader(request), at=now()
        )
    except UnreadableReport as error:
        form.add_error("file", error.said_in(language()))
    except ValidationError as error:
        form.add_error("file", error)
    else:
        return redirect("evaluation:import", imported.pk)
    return _list(request, form, 422)


def imported_for(request: HttpRequest, pk: int) -> ImportedReport:
    """Return an import that this person may see; anything else does not exist."""
    return get_object_or_404(imports_visible_to(reader(request)), pk=pk)


@sees_imports
@require_safe
def imported(request: HttpRequest, pk: int) -> HttpResponse:
    return _detail(request, imported_for(request, pk), DraftYearForm())


def _detail(
    request: HttpRequest, row: ImportedReport, form: DraftYearForm, status: int = 200
) -> HttpResponse:
    report, found = findings_in(row)
    filters = FindingFilters(request.GET or None, found, language())
    chosen = [each for each in found if filters.lets_through(each)]
    shown = {
        "imported": row,
        "report": report,
        "summary": summary_of(report, found),
        "filters": filters,
        "is_filtered": len(chosen) < len(found),
        "chosen": len(chosen),
        "explained": SafeString(report_with_findings(report, chosen, language())),
        "rules": _rules(found),
        "form": form,
        "may_draft": reader(request).may("evaluation.edit") and row.evaluation is None,
        "formats": ("xlsx", "json", "html"),
    }
    return render(request, "evaluation/import.html", shown, status=status)


def _rules(found: list[Finding]) -> list[dict[str, Any]]:
    counts = Counter(each.rule for each in found)
    worst = {each.rule: each.severity for each in sorted(found, key=_gravity, reverse=True)}
    rules = (rule for rule in all_rules() if rule.code in counts)
    return [{"rule": rule, "count": counts[rule.code], "severity": worst[rule.code]} for rule in rules]


def _gravity(finding: Finding) -> int:
    return ("error", "warning", "info").index(finding.severity)


@edits
@sees_imports
@require_POST
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    row = imported_for(request, pk)
    form = DraftYearForm(request.POST)
    status = attempt(form, lambda: _draft(request, row, form))
    if status != SAVED:
        return _detail(request, row, form, status)
    return redirect_saved(
        request, "evaluation:overview", row.evaluation_id, message=_("The draft year was made.")
    )


def _draft(request: HttpRequest, row: ImportedReport, form: DraftYearForm) -> None:
    intake.draft_from(row, edition=form.cleaned_data["edition"].strip(), by=reader(request), at=now())


@sees_imports
@require_safe
def findings_file(request: HttpRequest, pk: int, extension: str) -> HttpResponse:
    row = imported_for(request, pk)
    if extension not in MEDIA:
        raise Http404
    report, found = findings_in(row)
    name = f"{row.name.rpartition('.')[0] or row.name}-{_('findings')}.{extension}"
    response = HttpResponse(_findings_as(extension, row.name, report, found), content_type=MEDIA[extension])
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response


def _findings_as(extension: str, name: str, report: Any, found: list[Finding]) -> bytes:
    if extension == "json":
        return as_json(report, found, language())
    if extension == "html":
        return as_page(report, found, language()).encode()
    buffer = BytesIO()
    write_workbook(buffer, [(name, found)], language())
    return buffer.getvalue()
