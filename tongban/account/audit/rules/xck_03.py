"""XCK-03: the same measure in two places with different values."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from tongban.account.audit.arithmetic import HALF_CENT, amount, execution_rates, total_of
from tongban.account.audit.concepts import (
    ADJUSTMENT_RATE,
    EXECUTION_RATE,
    SATISFACTION,
    indicators_of,
    rate_from_basis,
)
from tongban.account.audit.fragments import self_evaluation, tasks
from tongban.account.audit.parameters import number, words
from tongban.account.audit.prose import Kinship, Mention, core_name, has_any, kinship, likeness, statements
from tongban.account.audit.quantities import percentage
from tongban.account.audit.report import Budget, Indicator, Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

TASK = tasks("审批职能|大厅办件||全年办理大厅办件 34.43 万件，服务对象满意度保持在 99%以上")
COUNT = "履职|大厅办件数量|≥22 万件|344300 件|审批系统|56.50%|"

RULE = Rule(
    code="XCK-03",
    severity="error",
    title=Words("同一数据两处不一致", "The same measure with two values"),
    why=Words(
        "表格、任务和文字说的是同一件事，数字必须一致。",
        "Where tables, tasks and text speak of one thing, the numbers must agree.",
    ),
    source=Words("财政复核通行做法：文表一致", "Practice of finance reviews: text and tables agree"),
    parameters={
        "likeness": Decimal("0.5"),
        "own_likeness": Decimal("0.2"),
        "tolerance": HALF_CENT,
        "subjects": ("服务对象", "企业", "群众", "公众"),
        "apart": ("热线", "好差评", "来电", "培训", "窗口"),
    },
    fires=TASK + "\n" + self_evaluation(COUNT, "满意度|办事企业群众满意度|≥90%|90%|问卷|0.00%|"),
    silent=TASK + "\n" + self_evaluation(COUNT, "满意度|办事企业群众满意度|≥90%|99.2%|问卷|10.22%|"),
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find indicators whose value a task or paragraph contradicts: none of its numbers of the measure agrees.

    34.43 万件 and 344300 件 agree: the value only has to fit within the last printed digit.
    """
    by_unit: dict[str, list[Mention]] = {}
    for mention in statements(report):
        by_unit.setdefault(mention.unit[:1], []).append(mention)
    claims = Claims(report, given)
    for indicator in report.indicators if by_unit else ():
        value, said = indicator.actual.value, by_unit.get(indicator.actual.unit[:1])
        if value is None or not said:
            continue
        same = [mention for mention in said if _is_same(indicator, mention, given)]
        for told in _by_place(same) if same else ():
            if all(mention.fits(value) for mention in told):
                continue
            own = [mention for mention in told if not claims.is_of_another(indicator, mention)]
            if own and not any(mention.fits(value) for mention in own):
                yield _finding(indicator, *_quoted(own[0]))
    yield from _rates(report, number(given, "tolerance"))


def _by_place(mentions: Iterable[Mention]) -> Iterable[list[Mention]]:
    """Group numbers by the task or paragraph that tells them."""
    places: dict[int, list[Mention]] = {}
    for mention in mentions:
        places.setdefault(id(mention.cell), []).append(mention)
    return places.values()


def _is_same(indicator: Indicator, mention: Mention, given: Given) -> bool:
    """Say whether a number in the text, in the indicator's unit, measures what the indicator measures."""
    name = indicator.name.text
    if mention.unit != "%":
        return mention.is_in(indicator.actual.unit or indicator.target.unit) and _is_told(
            name, mention, given
        )
    if core_name(name) in core_name(mention.before):
        return True
    if not (SATISFACTION.names(name) and SATISFACTION.names(mention.before)):
        return False
    subjects, apart = words(given, "subjects"), words(given, "apart")
    if not (has_any(name, subjects) and has_any(mention.before, subjects)):
        return False
    return all((word in name) == (word in mention.before) for word in apart)


def _is_told(name: str, mention: Mention, given: Given) -> bool:
    """Say whether a count speaks of a name: its clause does, or with its task's name it does."""
    if likeness(name, mention.about) < number(given, "likeness"):
        return False
    return kinship(name, mention)[0] >= number(given, "own_likeness")


class Claims:
    """Which indicators a number in the text is nearest to, worked out once for a number that contradicts one."""

    def __init__(self, report: Report, given: Given) -> None:
        self.report, self.given = report, given
        self.nearest: dict[int, tuple[Kinship, bool]] = {}

    def is_of_another(self, indicator: Indicator, mention: Mention) -> bool:
        """Say whether a number rather measures another indicator: one more alike, or as alike with that value."""
        if id(mention) not in self.nearest:
            self.nearest[id(mention)] = self._nearest(mention)
        nearest, is_right = self.nearest[id(mention)]
        if kinship(indicator.name.text, mention) < nearest:
            return True
        value = indicator.actual.value
        return is_right and value is not None and not mention.fits(value)

    def _nearest(self, mention: Mention) -> tuple[Kinship, bool]:
        """Return how near the nearest indicators are, and whether the number is the value of one of them."""
        rows = [row for row in self.report.indicators if _is_same(row, mention, self.given)]
        near = [(kinship(row.name.text, mention), row.actual.value) for row in rows]
        nearest = max(kin for kin, _ in near)
        is_right = any(kin == nearest and value is not None and mention.fits(value) for kin, value in near)
        return nearest, is_right


def _rates(report: Report, tolerance: Decimal) -> Iterator[Finding]:
    """Compare the execution and adjustment rates with the budget table."""
    for concept, rates in (
        (EXECUTION_RATE, execution_rates(report.budget)),
        (ADJUSTMENT_RATE, _adjustment_rates(report.budget)),
    ):
        for indicator in indicators_of(report, concept) if rates else ():
            value = indicator.actual.value
            if value is None or any(abs(value - rate) <= tolerance for rate in rates):
                continue
            if concept is ADJUSTMENT_RATE and rate_from_basis(indicator) == value:
                continue
            yield _finding(indicator, f"{rates[0]}%", "预算表", "the budget table")


def _adjustment_rates(budget: Budget) -> tuple[Decimal, ...]:
    """Return the adjustment rate of the whole: net, revised against initial, and gross over the lowest rows."""
    total = total_of(budget)
    if total is None or not total.initial.value:
        return ()
    initial = total.initial.value
    rows = (*budget.of_level("basic"), *(budget.of_level("line") or budget.of_level("project")))
    gross = sum((abs(amount(row.adjustment)) for row in rows), Decimal(0))
    changes = (amount(total.adjustment), amount(total.revised) - initial, gross)
    return tuple(
        rate for rate in (percentage(abs(change), initial) for change in changes) if rate is not None
    )


def _quoted(mention: Mention) -> tuple[str, str, str]:
    """Return what a text says, and where, in both languages."""
    line = mention.cell.line
    said = f"{mention.value.normalize():f}{mention.unit}"
    quoted = f"{mention.before[-20:]}{'≥' if mention.bound == '>=' else ''}{said}"
    if line:
        return quoted, f"第 {line} 行", f"line {line}"
    return quoted, "文字部分", "the text"


def _finding(indicator: Indicator, other: str, zh: str, en: str) -> Finding:
    return RULE.finding(
        indicator.actual,
        message=Words(
            f"{indicator.name.text}：自评表 {indicator.actual.text} ≠ {zh} {other}",
            f"{indicator.name.text}: {indicator.actual.text} here ≠ {other} in {en}",
        ),
        advice=Words(
            "核对原始数据，两处改成一致；确为不同口径的，写明各自名称和口径。",
            "Check the records and make both agree; where they are different measures, name them differently.",
        ),
        section="九",
        row=indicator.name.text,
        column="指标完成值",
        expected=other,
    )
