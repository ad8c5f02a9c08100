"""What one may ask of imported reports, and of the files that the years keep."""

import json
from typing import Any

from django.db.models import QuerySet

from tongban.account.audit.reading import from_json
from tongban.account.audit.report import Report
from tongban.account.audit.rule import Finding, check
from tongban.account.evaluation.models import Evidence, ImportedReport, Version
from tongban.account.evaluation.queries.account import visible_to
from tongban.ground.kit.models import StoredFile
from tongban.ground.people.models import User
from tongban.ground.people.queries import departments_visible_to


def imports_visible_to(user: User) -> QuerySet[ImportedReport]:
    """Return the imported reports that a member of staff may see."""
    rows = ImportedReport.objects.select_related("department", "file", "evaluation", "imported_by")
    if not (user.may("account.read") or user.may("account.read_all")):
        return rows.none()
    return rows.filter(department__in=departments_visible_to(user))


def report_in(imported: ImportedReport) -> Report:
    """Return the typed report of an import."""
    return from_json(json.dumps(imported.report).encode())


def findings_in(imported: ImportedReport) -> tuple[Report, list[Finding]]:
    """Return an imported report and what the audit says of it."""
    report = report_in(imported)
    return report, check(report)


def may_read_file(user: Any, stored: StoredFile) -> bool:
    """Say whether a file belongs to an import, an evidence or a version that this person may see."""
    years = visible_to(user)
    return (
        imports_visible_to(user).filter(file=stored).exists()
        or Evidence.objects.filter(file=stored, indicator__evaluation__in=years).exists()
        or Version.objects.filter(papers=stored, evaluation__in=years).exists()
    )
