"""What the audit says of a performance year as it stands, and what people decided on it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from tongban.account.audit.rule import Finding, check
from tongban.account.evaluation.models import Evaluation, FindingDecision, Status
from tongban.account.evaluation.queries.account import Account, account_of
from tongban.account.evaluation.queries.places import Places
from tongban.account.evaluation.queries.report import report_of
from tongban.ground.ledger.memo import Memo


def place_of(finding: Finding) -> str:
    """Return the text by which a decision finds its finding again."""
    return " · ".join(filter(None, [finding.section, finding.row, finding.column]))[:200]


@dataclass(frozen=True, slots=True)
class FindingWithDecision:
    """A finding with the last decision on it, if any."""

    finding: Finding
    decision: FindingDecision | None

    @property
    def place(self) -> str:
        """Return where it was found."""
        return place_of(self.finding)

    @property
    def is_open(self) -> bool:
        """Say whether it still asks for something: an error always does until it is mended."""
        if self.finding.severity == "error" or self.decision is None:
            return True
        return self.decision.decision != FindingDecision.Decision.DISMISSED


TARGET_STAGES = (Status.DECLARING, Status.DECLARED, Status.MONITORING)
TARGET_RULES = frozenset(
    {
        *("BUD-01", "BUD-02", "BUD-03", "BUD-04", "BUD-06", "BUD-12", "BUD-13", "BUD-14", "COV-01", "COV-02"),
        *("FMT-01", "FMT-02", "FMT-03", "FMT-04", "IND-03", "IND-05", "IND-07", "IND-09", "IND-11", "IND-12"),
        *("SCO-01", "TXT-03", "YEAR-01"),
    }
)
"""What can be said before there are results: of the budget, of targets and their wording."""


def findings_of(account: Account) -> list[Finding]:
    """Return what the audit finds in a year as far as it has come: results are not missed before they are due."""
    found = check(report_of(account))
    if account.evaluation.status in TARGET_STAGES:
        return [each for each in found if each.rule in TARGET_RULES]
    return found


AuditWithPlaces = tuple[tuple[Finding, ...], Places]
AUDITS: Memo[tuple[int, int], AuditWithPlaces] = Memo("evaluation.audits", 128)


def cached_audit(account: Account, stamp: int | None) -> AuditWithPlaces:
    """Return what the audit finds and the places to mend it; under a stamp it runs again only after an act."""

    def audit() -> AuditWithPlaces:
        return tuple(findings_of(account)), Places(account)

    return audit() if stamp is None else AUDITS.get((account.evaluation.pk, stamp), audit)


def findings_with_decisions(
    account: Account, decisions: Iterable[FindingDecision] | None = None, *, stamp: int | None = None
) -> list[FindingWithDecision]:
    """Return the audit's findings on the data, errors first, each with the last decision on it.

    ``decisions``, newest first, saves asking for them again; ``stamp`` saves auditing what did not change.
    """
    made = decisions_of(account.evaluation) if decisions is None else decisions
    decided = {(each.rule, each.place): each for each in reversed(list(made))}
    order = {"error": 0, "warning": 1, "info": 2}
    found = [
        FindingWithDecision(each, decided.get((each.rule, place_of(each))))
        for each in cached_audit(account, stamp)[0]
    ]
    return sorted(found, key=lambda each: order[each.finding.severity])


def open_errors(evaluation: Evaluation) -> list[Finding]:
    """Return the error-level findings that keep a report from being signed or filed."""
    return [each for each in check(report_of(account_of(evaluation))) if each.severity == "error"]


def decisions_of(evaluation: Evaluation) -> QuerySet[FindingDecision]:
    """Return what was decided on a year's findings, the newest first."""
    return evaluation.decisions.select_related("by").order_by("-at", "-pk")
