"""XCK-05: the procurement rate against the lines that hold procurement."""

from collections.abc import Iterator
from decimal import Decimal

from tongban.account.audit.arithmetic import HALF_CENT, column_sum, money
from tongban.account.audit.concepts import PROCUREMENT_RATE, indicators_of, rate_from_basis
from tongban.account.audit.fragments import budget, self_evaluation
from tongban.account.audit.parameters import number, words
from tongban.account.audit.prose import has_any
from tongban.account.audit.quantities import percentage
from tongban.account.audit.report import Budget, BudgetLine, Indicator, Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

TABLE = budget("办公设备购置|10||10|8.58|85.80%") + "\n"
ROW = self_evaluation("过程|政府采购执行率|=100%|100%|部门决算|0.00%|")

RULE = Rule(
    code="XCK-05",
    severity="warning",
    title=Words("政府采购执行率与采购类项目执行率不符", "Procurement rate against the procurement lines"),
    why=Words(
        "含政府采购的项目没有执行完，采购执行率却恰为 100%，通常是没有计算。",
        "Exactly 100 % next to procurement lines that were not used up usually was never computed.",
    ),
    source=Words(
        "财预〔2013〕53号：政府采购执行率＝实际采购金额÷采购预算×100%；词表和界限可配置",
        "MOF document 财预〔2013〕53号: procured ÷ procurement budget × 100 %; words and limit configurable",
    ),
    parameters={
        "points": Decimal(1),
        "tolerance": HALF_CENT,
        "words": ("购置", "采购", "设备", "信息化", "网络", "购建"),
        "flags": ("是", "有", "全部", "部分"),
    },
    fires=TABLE + ROW,
    silent=TABLE + ROW + "\n指标\t计算数据\n政府采购执行率\t520.00/520.00\n",
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find a procurement rate above what the procurement lines used, with no figures and no cause.

    Lines count that are flagged 政府采购; where none is flagged, those named like purchases.
    """
    lines = _procured(report.budget, given)
    for indicator in indicators_of(report, PROCUREMENT_RATE):
        printed, computed = indicator.actual.value, rate_from_basis(indicator)
        if printed is None:
            continue
        if computed is not None:
            if abs(printed - computed) > number(given, "tolerance"):
                yield _contradicted(indicator, computed)
        elif lines and not indicator.cause:
            yield from _compared(indicator, printed, lines, number(given, "points"))


def _procured(budget: Budget, given: Given) -> tuple[BudgetLine, ...]:
    """Return the lines that hold procurement."""
    lines, flags, names = budget.of_level("line"), words(given, "flags"), words(given, "words")
    flagged = tuple(line for line in lines if line.procurement.text.startswith(flags))
    if any(line.procurement for line in lines):
        return flagged
    return tuple(line for line in lines if has_any(line.name.text, names))


def _compared(
    indicator: Indicator, printed: Decimal, lines: tuple[BudgetLine, ...], points: Decimal
) -> Iterator[Finding]:
    actual, revised = column_sum(lines, "actual"), column_sum(lines, "revised")
    rate = percentage(actual, revised)
    if rate is None or printed - rate <= points:
        return
    formula = f"{money(actual)} ÷ {money(revised)} = {rate}%"
    names = "、".join(line.name.text for line in lines)
    yield RULE.finding(
        indicator.actual,
        message=Words(
            f"{indicator.name.text} {indicator.actual.text}，但采购类项目（{names}）只执行 {formula}",
            f"{indicator.name.text} {indicator.actual.text}, but the procurement lines ({names}) used {formula}",
        ),
        advice=Words(
            "在“计算数据”栏写明“实际采购金额/采购预算”，或说明差异原因。",
            "Record “procured/procurement budget” under 计算数据, or the cause of the difference.",
        ),
        section="九",
        row=indicator.name.text,
        column="指标完成值",
        expected="计算数据",
    )


def _contradicted(indicator: Indicator, computed: Decimal) -> Finding:
    said = f"{indicator.basis.text} = {computed}% ≠ {indicator.actual.text}"
    return RULE.finding(
        indicator.actual,
        severity="error",
        message=Words(
            f"{indicator.name.text}：计算数据 {said}", f"{indicator.name.text}: recorded figures {said}"
        ),
        advice=Words("更正完成值或计算数据。", "Correct the value or the recorded figures."),
        section="九",
        row=indicator.name.text,
        column="指标完成值",
        expected=f"{computed}%",
    )
