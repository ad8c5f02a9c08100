"""What one may ask of imported reports."""

from django.db.models import QuerySet

from tongban.account.audit.reader import from_plain
from tongban.account.audit.report import Report
from tongban.account.audit.rule import Finding, check
from tongban.account.evaluation.models import ImportedReport
from tongban.ground.people.models import Department, User
from tongban.ground.people.queries import departments_visible_to


def imports_visible_to(user: User) -> QuerySet[ImportedReport]:
    """Return the imported reports that a member of staff may see."""
    rows = ImportedReport.objects.select_related("department", "file", "evaluation", "imported_by")
    if not (user.may("account.read") or user.may("account.read_all")):
        return rows.none()
    return rows.filter(department__in=departments_visible_to(user))


def report_in(imported: ImportedReport) -> Report:
    """Return the typed report of an import."""
    return from_plain(imported.report)


def findings_in(imported: ImportedReport) -> tuple[Report, list[Finding]]:
    """Return an imported report and what the audit says of it."""
    report = report_in(imported)
    return report, check(report)


def bureaus_of(user: User) -> QuerySet[Department]:
    """Return the bureaus whose reports a member of staff may take in."""
    return departments_visible_to(user).filter(kind=Department.Kind.BUREAU)
