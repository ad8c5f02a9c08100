"""What the reader mended, as findings of the rule that notes it."""

from collections.abc import Iterator

from tongban.account.audit.report import Repair, Report
from tongban.account.audit.rule import Finding, Rule
from tongban.account.audit.words import Words


def repairs_of(report: Report, rule: Rule) -> Iterator[Repair]:
    """Yield the reader's repairs that a rule notes."""
    return (repair for repair in report.repairs if repair.rule == rule.code)


def repair_finding(rule: Rule, repair: Repair, message: Words, advice: Words) -> Finding:
    """Return a repair as a finding: printed as it stood, expected as it was read."""
    return rule.finding(
        repair.cell,
        message=message,
        advice=advice,
        section=repair.section,
        row=repair.row,
        column=repair.column,
        printed=repair.printed,
        expected=repair.repaired,
    )
