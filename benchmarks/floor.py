"""The floor of the audit: what a plain script must do in one pass to recompute every figure of a report.

Lines are split, the two tables with figures are found by regular expressions, numbers by one more, and
everything that can be computed from them is, in Decimal: revised amounts, rates, sums of parts, what no line
accounts for, shares of the first budget, what is left; deviations, whether targets are met, the score by the
ministry's proportion, and the counts of blank sources and exact hits. No rules, places, repairs or advice.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal

BUDGET_HEADER = re.compile(r"^(?:本年度预算资金|项目名称)[^\t]*\t.*年初预算数")
INDICATOR_HEADER = re.compile(r"^\t?(?:类别|一级指标)\t.*指标目标值")
NUMBER = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?")
QUANTITY = re.compile(
    r"\s*(?P<operator>>=|<=|[=<>≥≤])?\s*(?P<number>[-+]?\d[\d,]*(?:\.\d+)?)\s*(?P<unit>%|\S{0,3})\s*\Z"
)
CENT = Decimal("0.01")
TOLERANCE = Decimal("0.005")
HUNDRED = Decimal(100)
ZERO = Decimal(0)
PARTS = {"预算总金额": ("基本支出", "项目支出"), "项目支出": ()}

Row = tuple[int, list[str]]
Mismatch = tuple[int, str, Decimal, Decimal]
Amounts = list[Decimal | None]


def recomputed(text: str) -> tuple[list[Mismatch], dict[str, Decimal | int | None]]:
    """Return the figures that are not what they should be, and all figures that were computed besides."""
    budget: list[Row] = []
    indicators: list[Row] = []
    rows: list[Row] | None = None
    for number, line in enumerate(text.split("\n"), 1):
        if BUDGET_HEADER.match(line):
            rows = budget
        elif INDICATOR_HEADER.match(line):
            rows = indicators
        elif "\t" in line and rows is not None:
            rows.append((number, line.split("\t")))
        elif line.strip():
            rows = None
    figures: dict[str, Decimal | int | None] = {}
    return [*_budget(budget, figures), *_indicators(indicators, figures)], figures


def _budget(rows: Iterable[Row], figures: dict[str, Decimal | int | None]) -> Iterator[Mismatch]:
    table = [(number, cells[0].strip(), [_number(cell) for cell in cells[1:6]]) for number, cells in rows]
    for number, name, amounts in table:
        padded: Amounts = [*amounts, None, None, None, None, None]
        initial, adjustment, revised, actual, rate = padded[:5]
        expected = (initial or ZERO) + (adjustment or ZERO)
        if revised is not None and expected != revised:
            yield number, "revised", revised, expected
        share = _percent(actual or ZERO, revised)
        if rate is not None and share is not None and abs(share - rate) > TOLERANCE:
            yield number, "rate", rate, share
        figures[f"{name} adjusted"] = _percent(adjustment or ZERO, initial)
        figures[f"{name} of initial"] = _percent(actual or ZERO, initial)
        figures[f"{name} left"] = (revised or ZERO) - (actual or ZERO)
    yield from _sums(table, figures)


def _sums(
    table: list[tuple[int, str, Amounts]], figures: dict[str, Decimal | int | None]
) -> Iterator[Mismatch]:
    named = {name: (number, amounts) for number, name, amounts in table}
    lines = [amounts for _, name, amounts in table if name not in ("预算总金额", "基本支出", "项目支出")]
    for name, parts in PARTS.items():
        number, whole = named.get(name, (0, []))
        below = [named[part][1] for part in parts if part in named] or lines
        totals = [sum((amounts[column] or ZERO for amounts in below), ZERO) for column in range(4)]
        for column, (printed, total) in enumerate(zip(whole, totals, strict=False)):
            figures[f"{name} unlisted {column}"] = (printed or ZERO) - total
            if printed is not None and abs(total - printed) > TOLERANCE * (len(below) + 1):
                yield number, f"sum of column {column}", printed, total
        figures[f"{name} rate of parts"] = _percent(totals[3], totals[2])


def _indicators(rows: Iterable[Row], figures: dict[str, Decimal | int | None]) -> Iterator[Mismatch]:
    blank = exact = words = 0
    for number, cells in rows:
        name, target, actual, source, printed = [*cells, *[""] * 7][2:7]
        if not target.strip():
            continue
        blank += not source.strip()
        wanted, reached, shown = QUANTITY.match(target), QUANTITY.match(actual), QUANTITY.match(printed)
        if wanted is None or reached is None:
            words += 1
            continue
        goal, value = _value(wanted), _value(reached)
        exact += goal == value
        deviation = _percent(value - goal, goal)
        figures[f"{name} met"] = int(_is_met(wanted["operator"] or "=", value, goal))
        figures[f"{name} score"] = _percent(min(value, goal), goal)
        if shown is not None and deviation is not None and abs(deviation - _value(shown)) > TOLERANCE:
            yield number, "deviation", _value(shown), deviation
    figures.update({"blank sources": blank, "exact hits": exact, "words": words})


def _is_met(operator: str, value: Decimal, goal: Decimal) -> bool:
    if operator in (">=", "≥", ">"):
        return value >= goal
    return value <= goal if operator in ("<=", "≤", "<") else value == goal


def _percent(part: Decimal, whole: Decimal | None) -> Decimal | None:
    return (part / whole * HUNDRED).quantize(CENT, ROUND_HALF_UP) if whole else None


def _value(match: re.Match[str]) -> Decimal:
    return Decimal(match["number"].replace(",", ""))


def _number(cell: str) -> Decimal | None:
    match = NUMBER.search(cell)
    return Decimal(match[0].replace(",", "")) if match else None
