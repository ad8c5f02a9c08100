"""BUD-05: a headline execution rate that money without lines has lifted."""

from collections.abc import Iterator
from decimal import Decimal

from tongban.account.audit.arithmetic import Unlisted, execution, money, total_of, unlisted
from tongban.account.audit.fragments import budget
from tongban.account.audit.parameters import number
from tongban.account.audit.quantities import percentage
from tongban.account.audit.report import Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

RULE = Rule(
    code="BUD-05",
    severity="warning",
    title=Words("项目支出执行率被未列项目抬高", "Rate lifted by money that no line shows"),
    why=Words(
        "列出的项目执行得差，未列出的钱却全部用完，合计执行率就掩盖了问题。",
        "Where the listed lines spent little and the unlisted money was all spent, the headline hides it.",
    ),
    source=Words("财政复核通行做法；界限可配置", "Practice of finance reviews; the limit is configurable"),
    parameters={"points": Decimal(1)},
    fires=budget("项目支出|30|70|100|94|94.00%", "体检费|10||10|8|80.00%", "宣传费|20||20|16|80.00%"),
    silent=budget("项目支出|30||30|24|80.00%", "体检费|10||10|8|80.00%", "宣传费|20||20|16|80.00%"),
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find a project rate more than some points above the rate of the lines listed under it."""
    hidden = unlisted(report.budget)
    if hidden is None:
        return
    headline = execution(hidden.family.parent)
    listed = percentage(hidden.listed_actual, hidden.listed_revised)
    if headline is None or listed is None or headline - listed <= number(given, "points"):
        return
    yield _finding(report, hidden, headline, listed)


def _finding(report: Report, hidden: Unlisted, headline: Decimal, listed: Decimal) -> Finding:
    parent = hidden.family.parent
    formula = f"{money(hidden.listed_actual)} ÷ {money(hidden.listed_revised)} = {listed}%"
    zh, en = _whole(report, hidden)
    return RULE.finding(
        parent.rate,
        message=Words(
            f"{parent.name.text}执行率 {headline}%，但列出的 {len(hidden.family.children)} 项只有 {formula}，"
            f"高 {headline - listed} 个百分点{zh}",
            f"Rate of {parent.name.text} is {headline} %, but the {len(hidden.family.children)} listed lines "
            f"reach only {formula}, {headline - listed} points less{en}",
        ),
        advice=Words(
            "列出全部项目；分别说明列出项目和其余资金的执行率。",
            "List every project, and state the rate of the listed lines and of the rest apart.",
        ),
        section="七",
        row=parent.name.text,
        column="执行率",
        printed=f"{headline}%",
        expected=f"{listed}%",
    )


def _whole(report: Report, hidden: Unlisted) -> tuple[str, str]:
    """Say what the rate of the whole department is without the unlisted money."""
    total = total_of(report.budget)
    if total is None or total.actual.value is None or total.revised.value is None:
        return "", ""
    actual, revised = total.actual.value - hidden.actual, total.revised.value - hidden.revised
    formula = f"{money(actual)} ÷ {money(revised)} = {percentage(actual, revised)}%"
    return f"；剔除未列资金后部门整体为 {formula}", f"; without the unlisted money the whole is {formula}"
