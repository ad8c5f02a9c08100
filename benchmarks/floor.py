"""The floor of the audit: what a plain script must do in one pass to recompute the figures a report prints.

Lines are split; the budget, the key tasks and the indicators are found by regular expressions; every figure
they print is recomputed in Decimal: adjusted budgets, execution rates, sums; what tasks say was paid; deviations
of all rows and the rates that follow from the budget; weights, scores, total and grade where they are printed.
No rules, places, repairs, advice or languages, and nothing that the report does not print.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal

HEADER = re.compile(
    r"\t?(?:(?P<budget>本年度预算资金|项目名称)|(?P<tasks>对应部门主要职责|任务名称)|(?P<indicators>类别|一级指标))[^\t]*\t"
)
LABEL = re.compile(r"\s*(自评总分|自评等级)\s*[：:]\s*(\S+)")
BESIDE = re.compile(r"[（(][^）)]*[）)]|\s+")
NUMBER = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?")
QUANTITY = re.compile(
    r"\s*(?:>=|<=|[=<>≥≤])?\s*(?P<number>[-+]?\d[\d,]*(?:\.\d+)?)\s*(?P<unit>%|\S{0,3})\s*\Z"
)
PAID = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*万元")
CENT, TOLERANCE = Decimal("0.01"), Decimal("0.005")
HUNDRED, ZERO = Decimal(100), Decimal(0)
COLUMNS = ("年初预算数", "上年度结转及当年预算追加追减数", "调整预算数", "实际支出数", "执行率")
SUMS = {"预算总金额": ("基本支出", "项目支出"), "项目支出": ()}
GRADES = (("优", 90), ("良", 80), ("中", 60), ("差", 0))

Row = tuple[int, dict[str, str]]
Line = tuple[int, list[Decimal | None]]
Mismatch = tuple[int, str, Decimal | str, Decimal | str]


def recomputed(text: str) -> list[Mismatch]:
    """Return the printed figures that are not what they should be, each with its line."""
    tables: dict[str, list[Row]] = {"budget": [], "tasks": [], "indicators": []}
    labels: dict[str, str] = {}
    rows: list[Row] | None = None
    fields: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        if "\t" in line:
            header = HEADER.match(line)
            if header:
                rows = tables[header.lastgroup or ""]
                fields = [BESIDE.sub("", cell) for cell in line.split("\t")]
            elif rows is not None:
                rows.append((number, dict(zip(fields, line.split("\t"), strict=False))))
        elif line.strip():
            rows = None
            labels.update(LABEL.findall(line))
    budget = {row[_first(row)].strip(): (n, _amounts(row)) for n, row in tables["budget"]}
    indicators = _whole(tables["indicators"])
    return [
        *_budget(budget),
        *_sums(budget),
        *_tasks(tables["tasks"], budget),
        *_indicators(indicators),
        *_rates(indicators, budget),
        *_scores(indicators, labels),
    ]


def _first(row: Mapping[str, str]) -> str:
    """Return the name of a row's first column."""
    return next(iter(row))


def _amounts(row: Mapping[str, str]) -> list[Decimal | None]:
    return [_number(row.get(column, "")) for column in COLUMNS]


def _whole(rows: list[Row]) -> list[Row]:
    """Join the name of a row that a page broke: the rest of it stands in a row of its own."""
    whole: list[Row] = []
    for number, row in rows:
        if row.get("指标目标值", "").strip() or not whole:
            whole.append((number, row))
        else:
            whole[-1][1]["指标名称"] += row["指标名称"]
    return whole


def _budget(budget: Mapping[str, Line]) -> Iterator[Mismatch]:
    for number, (initial, adjustment, revised, actual, rate) in budget.values():
        expected = (initial or ZERO) + (adjustment or ZERO)
        if revised is not None and expected != revised:
            yield number, "adjusted budget", revised, expected
        share = _percent(actual or ZERO, revised)
        if rate is not None and share is not None and share != rate:
            yield number, "execution rate", rate, share


def _sums(budget: Mapping[str, Line]) -> Iterator[Mismatch]:
    lines = [line for name, (_, line) in budget.items() if name not in ("预算总金额", "基本支出", "项目支出")]
    for name, parts in SUMS.items():
        if name not in budget:
            continue
        number, whole = budget[name]
        below = [budget[part][1] for part in parts if part in budget] or lines
        for column in range(4):
            printed, total = whole[column], sum((line[column] or ZERO for line in below), ZERO)
            if printed is not None and abs(total - printed) > TOLERANCE * (len(below) + 1):
                yield number, f"sum of {COLUMNS[column]}", printed, total


def _tasks(rows: list[Row], budget: Mapping[str, Line]) -> Iterator[Mismatch]:
    """Compare what the key tasks say was paid with the spending of the line they cite."""
    paid: dict[str, Decimal] = {}
    for _, row in rows:
        name = row.get("主要内容", "").strip()
        amounts = [Decimal(each.replace(",", "")) for each in PAID.findall(row.get("完成情况", ""))]
        paid[name] = sum(amounts, paid.get(name, ZERO))
    for name, total in paid.items():
        number, line = budget.get(name, (0, [ZERO] * 5))
        if number and total > (line[3] or ZERO):
            yield number, "paid by tasks", total, line[3] or ZERO


def _indicators(rows: list[Row]) -> Iterator[Mismatch]:
    for number, row in rows:
        target, actual, printed = row["指标目标值"], row["指标完成值"], _number(row["偏差情况"])
        wanted, reached = QUANTITY.match(target), QUANTITY.match(actual)
        expected: Decimal | None = None
        if wanted and reached:
            goal, value = _value(wanted), _value(reached)
            expected = _percent(value - goal, abs(goal)) if goal else value - goal
        elif target.strip() == actual.strip():
            expected = ZERO
        if printed is not None and expected is not None and expected != printed:
            yield number, "deviation", printed, expected


def _rates(rows: list[Row], budget: Mapping[str, Line]) -> Iterator[Mismatch]:
    """Compare the rates of the indicators that follow from the budget table."""
    initial, adjustment, revised, actual, _ = budget.get("预算总金额", (0, [None] * 5))[1]
    expected = {
        "预算执行率": _percent(actual or ZERO, revised),
        "预算调整率": _percent(adjustment or ZERO, initial),
        "结转结余率": _percent((revised or ZERO) - (actual or ZERO), revised),
    }
    for number, row in rows:
        rate, printed = expected.get(row["指标名称"].strip()), _number(row["指标完成值"])
        if rate is not None and printed is not None and rate != printed:
            yield number, "rate by the budget", printed, rate


def _scores(rows: list[Row], labels: Mapping[str, str]) -> Iterator[Mismatch]:
    """Compare weights, scores, total and grade, where the report prints them."""
    weights = [weight for _, row in rows if (weight := _number(row.get("权重", ""))) is not None]
    scores = [score for _, row in rows if (score := _number(row.get("得分", ""))) is not None]
    if weights and sum(weights) != HUNDRED:
        yield 0, "weights", sum(weights, ZERO), HUNDRED
    total = _number(labels.get("自评总分", ""))
    if total is None:
        return
    if sum(scores) != total:
        yield 0, "total score", total, sum(scores, ZERO)
    grade = next(grade for grade, least in GRADES if total >= least)
    if labels.get("自评等级", grade) != grade:
        yield 0, "grade", labels["自评等级"], grade


def _percent(part: Decimal, whole: Decimal | None) -> Decimal | None:
    return (part / whole * HUNDRED).quantize(CENT, ROUND_HALF_UP) if whole else None


def _value(match: re.Match[str]) -> Decimal:
    return Decimal(match["number"].replace(",", ""))


def _number(cell: str) -> Decimal | None:
    match = NUMBER.search(cell)
    return Decimal(match[0].replace(",", "")) if match else None
