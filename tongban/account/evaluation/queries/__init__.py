"""What one may ask of performance years."""

from tongban.account.evaluation.queries.account import Account, account_of, visible_to
from tongban.account.evaluation.queries.findings import Opened, open_errors, opened_findings
from tongban.account.evaluation.queries.report import report_of

__all__ = [
    "Account",
    "Opened",
    "account_of",
    "open_errors",
    "opened_findings",
    "report_of",
    "visible_to",
]
