"""How many findings of the audit are open: kept until the next entry in the ledger of the year or its budget."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tongban.account.audit.rule import all_rules
from tongban.account.audit.words import Words
from tongban.account.evaluation.models import Evaluation, FindingDecision
from tongban.account.evaluation.queries.account import Account, account_of
from tongban.account.evaluation.queries.findings import FindingWithDecision, findings_with_decisions
from tongban.account.evaluation.queries.stamps import stamp_of
from tongban.ground.ledger.memo import Memo


@dataclass(frozen=True, slots=True)
class FindingCounts:
    """Open findings by severity."""

    errors: int
    warnings: int
    notes: int
    errors_by_rule: tuple[tuple[str, int], ...] = ()

    @property
    def titled(self) -> list[tuple[str, Words | str, int]]:
        """Return the rules with open errors: code, title, how many."""
        titles = {rule.code: rule.title for rule in all_rules()}
        return [(code, titles.get(code, code), count) for code, count in self.errors_by_rule]


COUNTS: Memo[tuple[int, int], FindingCounts] = Memo("evaluation.counts", 256)


def counts_of(findings: list[FindingWithDecision]) -> FindingCounts:
    """Count the findings that still ask for something."""
    counts = Counter(each.finding.severity for each in findings if each.is_open)
    errors = Counter(each.finding.rule for each in findings if each.finding.severity == "error")
    return FindingCounts(counts["error"], counts["warning"], counts["info"], tuple(sorted(errors.items())))


def finding_counts(
    evaluation: Evaluation,
    *,
    account: Account | None = None,
    decisions: Sequence[FindingDecision] | None = None,
    stamp: int | None = None,
) -> FindingCounts:
    """Return how many findings are open; the audit runs again only after somebody did something."""
    now = stamp_of(evaluation) if stamp is None else stamp
    return COUNTS.get(
        (evaluation.pk, now),
        lambda: counts_of(findings_with_decisions(account or account_of(evaluation), decisions, stamp=now)),
    )


def cached_counts(evaluation: Evaluation, stamp: int) -> FindingCounts | None:
    """Return the open findings when they are known since the last act; a page that has not read the year need not."""
    return COUNTS.peek((evaluation.pk, stamp))
