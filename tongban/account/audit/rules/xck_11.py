"""XCK-11: a quantity that is exactly the money divided by a round price."""

from collections.abc import Iterator
from decimal import Decimal

from tongban.account.audit.arithmetic import money
from tongban.account.audit.evidence import is_structured
from tongban.account.audit.fragments import budget, self_evaluation
from tongban.account.audit.links import lines_of_indicators
from tongban.account.audit.parameters import number
from tongban.account.audit.report import BudgetLine, Indicator, Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

YUAN = Decimal(10_000)
TABLE = budget("专项邮寄费|25||25|16.73|66.92%") + "\n"

RULE = Rule(
    code="XCK-11",
    severity="info",
    title=Words("数量恰为金额除以整数单价", "A quantity that is money ÷ a round price"),
    why=Words(
        "数量可能是由金额倒推的，而不是统计出来的。",
        "The quantity may have been derived from the money instead of being counted.",
    ),
    source=Words("财政复核通行做法；界限可配置", "Practice of finance reviews; the limits are configurable"),
    parameters={"smallest": Decimal(100), "step": Decimal(1)},
    fires=TABLE + self_evaluation("履职|免费邮寄办件数量|≥24000 份|16730 份|专项邮寄费|-30.29%|疫情"),
    silent=TABLE
    + self_evaluation(
        "履职|免费邮寄办件数量|≥24000 份|16730 份|《专项邮寄费对账单》（寄递系统，2023-01-05，审改处）|-30.29%|疫情"
    ),
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find counts that divide their line's spending into whole yuan and rest on no independent evidence."""
    smallest, step = number(given, "smallest"), number(given, "step")
    for indicator, lines in lines_of_indicators(report):
        value = indicator.actual.value
        if not lines or value is None or value < smallest or indicator.actual.unit in ("", "%"):
            continue
        if is_structured(indicator.source.text):
            continue
        for line in lines:
            if line.actual.value and not line.actual.value * YUAN % (value * step):
                yield _finding(indicator, line, line.actual.value * YUAN / value)


def _finding(indicator: Indicator, line: BudgetLine, price: Decimal) -> Finding:
    unit = indicator.actual.unit
    formula = f"{line.actual.text}万元 ÷ {indicator.actual.text} = {money(price)} 元/{unit}"
    return RULE.finding(
        indicator.actual,
        message=Words(
            f"{line.name.text} {formula}，恰为整数，数量可能由金额倒推",
            f"{line.name.text}: {formula}, exactly round; the quantity may be derived from the money",
        ),
        advice=Words(
            "以业务系统或寄递对账单为据填写数量，注明系统、日期和责任处室。",
            "Count it from a system or statement and cite system, date and owner.",
        ),
        section="九",
        row=indicator.name.text,
        column="指标完成值",
        expected="《资料名称》（系统，日期，责任处室）",
    )
