"""How a year begins: it is opened, or drafted from a report that was imported from outside."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tongban.account.audit.isolation import AuditResult, audit_content
from tongban.account.audit.reader import to_plain
from tongban.account.budget.actions.books import open_budget
from tongban.account.evaluation.actions.draft_builder import enter_budget, enter_parts
from tongban.account.evaluation.models import Evaluation, ImportedReport
from tongban.account.evaluation.numbers import IMPORTS, YEARS
from tongban.account.evaluation.queries.imports import report_in
from tongban.account.evaluation.queries.report import TITLE
from tongban.account.evaluation.states import CHART, EVALUATING
from tongban.ground.kit.files import content_of, store_content
from tongban.ground.kit.models import StoredFile
from tongban.ground.kit.virus_scan import require_clean
from tongban.ground.ledger import Refused, record
from tongban.ground.people.models import Department, User

ACCEPTED = ("txt", "csv", "docx", "xlsx", "pdf", "html", "json")


@transaction.atomic
def open_year(
    department: Department, year: int, *, edition: str = "", layout: str = "suzhou", by: User, at: datetime
) -> Evaluation:
    """Open a performance year with its budget; the declaration of targets begins."""
    evaluation = _new_year(department, year, edition, by, at)
    evaluation.layout = layout
    CHART.make("open", evaluation, by=by, at=at)
    evaluation.save()
    return evaluation


def _new_year(department: Department, year: int, edition: str, by: User, at: datetime) -> Evaluation:
    if not by.may("evaluation.edit"):
        raise PermissionDenied
    if Evaluation.objects.filter(department=department, year=year, edition=edition).exists():
        raise Refused(_("This department has already opened the year %(year)d.") % {"year": year})
    budget = open_budget(department, year, edition=edition, by=by, at=at)
    return Evaluation.objects.create(
        reference=YEARS.next(year),
        department=department,
        year=year,
        edition=edition,
        budget=budget,
        title=TITLE,
        status="",
    )


def audit_and_import(
    department: Department, content: bytes, name: str, *, by: User, at: datetime
) -> ImportedReport:
    """Read a report before anything is kept, then keep and audit it; raises `UnreadableReport` and keeps nothing."""
    if not by.may("audit.run"):
        raise PermissionDenied
    audited = audit_content(content, name)
    require_clean(content)
    return _keep_and_import(department, content, name, audited, by=by, at=at)


@transaction.atomic
def _keep_and_import(
    department: Department, content: bytes, name: str, audited: AuditResult, *, by: User, at: datetime
) -> ImportedReport:
    file = store_content(content, name, by=by, at=at, allowed=ACCEPTED, is_clean=True)
    return import_report(department, file, name, by=by, at=at, audited=audited)


@transaction.atomic
def import_report(
    department: Department,
    file: StoredFile,
    name: str,
    *,
    by: User,
    at: datetime,
    audited: AuditResult | None = None,
) -> ImportedReport:
    """Read and audit a report from outside and keep both; raises `UnreadableReport` when it cannot be read."""
    if not by.may("audit.run"):
        raise PermissionDenied
    audited = audited or audit_content(content_of(file), name)
    counts = Counter(finding.severity for finding in audited.findings)
    imported = ImportedReport.objects.create(
        reference=IMPORTS.next(localdate(at)),
        department=department,
        file=file,
        name=name,
        report=to_plain(audited.report),
        errors=counts["error"],
        warnings=counts["warning"],
        notes=counts["info"],
        imported_by=by,
        imported_at=at,
    )
    payload = {"file": file.digest, "findings": dict(counts)}
    record(imported.reference, "import", by=by, at=at, basis=EVALUATING, payload=payload)
    return imported


@transaction.atomic
def draft_from(imported: ImportedReport, *, edition: str, by: User, at: datetime) -> Evaluation:
    """Make a draft year of an imported report: budget, indicators, tasks and texts become data to be mended."""
    report = report_in(imported)
    if report.year is None:
        raise Refused(_("The report does not say which year it is of; the draft cannot be made."))
    _refuse_twice(_("indicator"), (row.name.text for row in report.indicators))
    _refuse_twice(_("budget line"), (row.name.text for row in report.budget.of_level("line")))
    _refuse_twice(_("key task"), (row.name.text for row in report.tasks))
    year = _new_year(imported.department, report.year, edition, by, at)
    year.origin = _("Imported from %(name)s") % {"name": imported.name}
    CHART.make("import", year, by=by, at=at, payload={"import": imported.reference})
    try:
        enter_budget(report, year, by=by, at=at, document=imported.name)
        enter_parts(report, year, by=by, at=at)
    except ValidationError as error:
        raise Refused("；".join(error.messages)) from error
    year.save()
    imported.evaluation = year
    imported.save(update_fields=["evaluation"])
    return year


def _refuse_twice(kind: str, names: Iterable[str]) -> None:
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        raise Refused(
            _("The %(kind)s “%(names)s” stands twice in the report. Mend the file and import it again.")
            % {"kind": kind, "names": "、".join(twice)}
        )
