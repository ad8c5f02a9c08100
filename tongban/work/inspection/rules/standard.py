"""The evaluation standard: weights that add up, formulas that give points step by step, ranks. Pure functions of values."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from tongban.ground.matters import conditions
from tongban.ground.matters.conditions import NUMBER, BadCondition, Question

CENT, FULL, NONE = Decimal("0.01"), Decimal(100), Decimal(0)
NAMES = ("value", "number", "of", "weight")
QUESTIONS = tuple(Question(name, NUMBER) for name in NAMES)
"""What a formula may name: the value, what it is made of, and the points to be had."""


class Formula(StrEnum):
    """How a value becomes points."""

    RATIO = "ratio"
    DEDUCTION = "deduction"
    BAND = "band"
    EXPRESSION = "expression"


@dataclass(frozen=True, slots=True)
class IndicatorRule:
    """An indicator of the last level: its points, how they are given, and the numbers of its formula.

    A ratio gives all from ``full_at`` and nothing from ``none_at``, evenly in between (either may be the higher one); a
    deduction takes ``each`` off for every fault; bands give their points from a value on; an expression gives points.
    """

    code: str
    weight: Decimal
    formula: Formula
    full_at: Decimal | None = None
    none_at: Decimal | None = None
    each: Decimal | None = None
    bands: tuple[tuple[Decimal, Decimal], ...] = ()
    expression: str = ""


@dataclass(frozen=True, slots=True)
class Calculation:
    """The points of an indicator, or nothing where there was nothing to measure, with each step in words."""

    points: Decimal | None
    steps: tuple[str, ...]


def value_of(number: Decimal | None, of: Decimal | None) -> Decimal | None:
    """Return a value: a share in percent of so many, or the number itself; of nothing there is no value."""
    if number is None or of == 0:
        return None
    return number if of is None else number / of * FULL


def points_of(rule: IndicatorRule, number: Decimal | None, of: Decimal | None) -> Calculation:
    """Return the points that a value gives, with the calculation shown step by step."""
    value = value_of(number, of)
    if value is None or number is None:
        return Calculation(None, ("无可计量的对象，不计分，权重不参与合计",))
    said = (
        f"{_plain(number)} ÷ {_plain(of)} × 100 = {_plain(_cents(value))}"
        if of is not None
        else f"取值 {_plain(number)}"
    )
    points, steps = _FORMULAS[rule.formula](rule, value, number, of)
    kept = min(max(_cents(points), NONE), rule.weight)
    ends = (*steps, f"得分 {_plain(kept)}（满分 {_plain(rule.weight)}）")
    return Calculation(kept, (said, *ends))


def _ratio(
    rule: IndicatorRule, value: Decimal, number: Decimal, of: Decimal | None
) -> tuple[Decimal, tuple[str, ...]]:
    full, none = rule.full_at or NONE, rule.none_at or NONE
    part = min(max((value - none) / (full - none), NONE), Decimal(1))
    percent = _plain(_cents(part * FULL))
    below = f"（{_plain(full)} − {_plain(none)}）"
    step = f"（{_plain(_cents(value))} − {_plain(none)}）÷ {below} = {percent}%，限于 0 至 100%"
    return rule.weight * part, (step, f"{_plain(rule.weight)} × {percent}%")


def _deduction(
    rule: IndicatorRule, value: Decimal, number: Decimal, of: Decimal | None
) -> tuple[Decimal, tuple[str, ...]]:
    each = rule.each or NONE
    left = rule.weight - each * value
    taken = f"{_plain(_cents(value))} × {_plain(each)}"
    return left, (f"{_plain(rule.weight)} − {taken} = {_plain(_cents(left))}，不低于 0",)


def _band(
    rule: IndicatorRule, value: Decimal, number: Decimal, of: Decimal | None
) -> tuple[Decimal, tuple[str, ...]]:
    reached = [band for band in sorted(rule.bands) if value >= band[0]]
    if not reached:
        return NONE, (f"{_plain(_cents(value))} 未达到最低档 {_plain(min(rule.bands)[0])}",)
    since, points = reached[-1]
    return points, (f"{_plain(_cents(value))} 落在“不低于 {_plain(since)}”一档，给 {_plain(points)} 分",)


def _expression(
    rule: IndicatorRule, value: Decimal, number: Decimal, of: Decimal | None
) -> tuple[Decimal, tuple[str, ...]]:
    answers: dict[str, Any] = {"value": value, "number": number, "of": of or NONE, "weight": rule.weight}
    found = conditions.amount(rule.expression, answers)
    try:
        points = Decimal(repr(found)) if found is not None else NONE
        points = points if points.is_finite() else NONE
    except InvalidOperation:
        points = NONE
    used = "，".join(
        f"{name} = {_plain(_cents(answers[name]))}" for name in conditions.depends_on(rule.expression)
    )
    return points, (
        f"{rule.expression}，其中 {used or '无变量'}",
        f"= {_plain(_cents(points))}，限于 0 至 {_plain(rule.weight)}",
    )


_FORMULAS = {
    Formula.RATIO: _ratio,
    Formula.DEDUCTION: _deduction,
    Formula.BAND: _band,
    Formula.EXPRESSION: _expression,
}


def formula_fault(rule: IndicatorRule) -> str:
    """Return which part of a formula is missing or wrong, by the name of the column; nothing where it can be worked out."""
    if rule.formula is Formula.RATIO:
        return (
            "full_at" if rule.full_at is None or rule.none_at is None or rule.full_at == rule.none_at else ""
        )
    if rule.formula is Formula.DEDUCTION:
        return "each" if rule.each is None or rule.each <= 0 else ""
    if rule.formula is Formula.BAND:
        froms = [since for since, _ in rule.bands]
        wrong = (
            not froms or len(set(froms)) < len(froms) or any(points > rule.weight for _, points in rule.bands)
        )
        return "bands" if wrong else ""
    try:
        conditions.check_amount(rule.expression, QUESTIONS)
    except BadCondition:
        return "expression"
    return "" if rule.expression.strip() else "expression"


@dataclass(frozen=True, slots=True)
class WeightFault:
    """Where weights do not add up: the code above, what it has to give, and what those below it take."""

    code: str
    wanted: Decimal
    found: Decimal


def weight_faults(rows: Iterable[tuple[str, str, Decimal]]) -> list[WeightFault]:
    """Return where the weights (code, code above, weight) do not add up: below each code, and 100 at the top."""
    found = list(rows)
    below: defaultdict[str, Decimal] = defaultdict(lambda: NONE)
    for _code, above, weight in found:
        below[above] += weight
    wanted = {"": FULL, **{code: weight for code, _above, weight in found if code in below}}
    return [
        WeightFault(code, weight, below[code]) for code, weight in wanted.items() if below[code] != weight
    ]


def total_of(results: Sequence[tuple[Decimal, Decimal | None]]) -> Decimal | None:
    """Return a score of 100 from (weight, points); what could not be measured counts on neither side."""
    counted = [(weight, points) for weight, points in results if points is not None]
    most = sum((weight for weight, _ in counted), NONE)
    if not most:
        return None
    return _cents(sum((points for _, points in counted), NONE) / most * FULL)


def ranks(scores: Mapping[str, Decimal | None]) -> dict[str, int]:
    """Return the rank of each that has a score: equal scores share one, and the next counts those before it (1, 2, 2, 4)."""
    known = {name: score for name, score in scores.items() if score is not None}
    return {name: 1 + sum(other > score for other in known.values()) for name, score in known.items()}


def _cents(value: Decimal) -> Decimal:
    return value.quantize(CENT, ROUND_HALF_UP)


def _plain(value: Decimal | None) -> str:
    return "—" if value is None else f"{value.normalize():f}"
