"""Taking in: opening a year, importing a report from outside, drafting a year from an imported report."""

import json
from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongban.account.audit.reading import from_json, read_content, to_json
from tongban.account.audit.report import Report
from tongban.account.audit.rule import check
from tongban.account.budget.actions import open_budget
from tongban.account.evaluation.actions.drafting import budget_from, parts_from
from tongban.account.evaluation.models import Evaluation, ImportedReport
from tongban.account.evaluation.queries.report import TITLE
from tongban.account.evaluation.states import CHART, EVALUATING
from tongban.ground.kit.files import content_of, keep_content
from tongban.ground.kit.models import StoredFile
from tongban.ground.kit.scanning import need_clean
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
        department=department, year=year, edition=edition, budget=budget, title=TITLE, status=""
    )


def take_in(department: Department, content: bytes, name: str, *, by: User, at: datetime) -> ImportedReport:
    """Read a report before anything is kept, then keep and audit it; raises `Unreadable` and keeps nothing."""
    if not by.may("audit.run"):
        raise PermissionDenied
    report = read_content(content, name)
    need_clean(content)
    return _take_in(department, content, name, report, by=by, at=at)


@transaction.atomic
def _take_in(
    department: Department, content: bytes, name: str, report: Report, *, by: User, at: datetime
) -> ImportedReport:
    file = keep_content(content, name, by=by, at=at, allowed=ACCEPTED, is_clean=True)
    return import_report(department, file, name, by=by, at=at, report=report)


@transaction.atomic
def import_report(
    department: Department,
    file: StoredFile,
    name: str,
    *,
    by: User,
    at: datetime,
    report: Report | None = None,
) -> ImportedReport:
    """Read and audit a report from outside and keep both; raises `Unreadable` when it cannot be read."""
    if not by.may("audit.run"):
        raise PermissionDenied
    report = report or read_content(content_of(file), name)
    counts = Counter(finding.severity for finding in check(report))
    imported = ImportedReport.objects.create(
        department=department,
        file=file,
        name=name,
        report=json.loads(to_json(report)),
        errors=counts["error"],
        warnings=counts["warning"],
        notes=counts["info"],
        imported_by=by,
        imported_at=at,
    )
    payload = {"file": file.digest, "findings": dict(counts)}
    record(imported.reference, "import", by=by, at=at, basis=EVALUATING, payload=payload)
    return imported


def report_in(imported: ImportedReport) -> Report:
    """Return the typed report of an import."""
    return from_json(json.dumps(imported.report).encode())


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
        budget_from(report, year, by=by, at=at, document=imported.name)
        parts_from(report, year, by=by, at=at)
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
