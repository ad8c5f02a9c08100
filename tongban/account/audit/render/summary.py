"""What an audit comes to: counts by severity and rule, the size of the report, its telling shares."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from tongban.account.audit.concepts import missed
from tongban.account.audit.deviation import difference
from tongban.account.audit.quantities import percentage
from tongban.account.audit.report import Report
from tongban.account.audit.rule import Finding

OUTPUTS = ("产出", "履职", "效益", "效果")


class PartOfWhole(Struct, frozen=True):
    """A part of a whole and the percentage it makes (None where there is no whole)."""

    part: int
    whole: int
    percent: Decimal | None


class Totals(Struct, frozen=True):
    """The shares by which a self-evaluation is known."""

    exact_hits: PartOfWhole
    verbal: PartOfWhole
    outputs_and_benefits: PartOfWhole
    zero_deviation: PartOfWhole
    missed: PartOfWhole
    without_source: PartOfWhole
    without_cause: PartOfWhole


class Summary(Struct, frozen=True):
    """The counts of one audit."""

    error: int
    warning: int
    info: int
    rules: dict[str, int]
    indicators: int
    budget_rows: int
    tasks: int
    totals: Totals


def summary_of(report: Report, findings: Sequence[Finding]) -> Summary:
    """Return what the findings on a report come to."""
    by_severity = Counter(finding.severity for finding in findings)
    by_rule = Counter(finding.rule for finding in findings)
    return Summary(
        error=by_severity["error"],
        warning=by_severity["warning"],
        info=by_severity["info"],
        rules=dict(sorted(by_rule.items())),
        indicators=len(report.indicators),
        budget_rows=len(report.budget.lines),
        tasks=len(report.tasks),
        totals=_totals(report),
    )


def _totals(report: Report) -> Totals:
    rows = report.indicators
    gaps = [gap for row in rows if (gap := difference(row)) is not None]
    return Totals(
        exact_hits=_share(sum(gap == 0 for gap in gaps), len(gaps)),
        verbal=_share(sum(not row.is_quantitative for row in rows), len(rows)),
        outputs_and_benefits=_share(sum(row.level1.text.startswith(OUTPUTS) for row in rows), len(rows)),
        zero_deviation=_share(sum(row.deviation.value == 0 for row in rows), len(rows)),
        missed=_share(len(missed(report)), len(rows)),
        without_source=_share(sum(not row.source for row in rows), len(rows)),
        without_cause=_share(sum(not row.cause for row in rows), len(rows)),
    )


def _share(part: int, whole: int) -> PartOfWhole:
    return PartOfWhole(part, whole, percentage(Decimal(part), Decimal(whole)))
