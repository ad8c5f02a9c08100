"""Deviation, direction, score, grade and the duty to explain: pure functions of values."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from tongban.ground.clock import days_after
from tongban.ground.law import basis, term

Direction = Literal["favourable", "adverse", "on_target", "unknown"]
ExplanationDuty = Literal["cause_and_measure", "explanation", "none"]
ZERO, ONE, HUNDRED = Decimal(0), Decimal(1), Decimal(100)
CENT = Decimal("0.01")
GRADES = (("优", "grade_excellent_from"), ("良", "grade_good_from"), ("中", "grade_fair_from"))
ONE_SIDED = {">=": "higher", ">": "higher", "<=": "lower", "<": "lower", "=": "target", "range": "target"}


def rounded(value: Decimal) -> Decimal:
    """Round to two places, half up."""
    return value.quantize(CENT, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Goal:
    """A target in numbers: operator, value (``upper`` for a range), unit, and which direction is good."""

    operator: str
    value: Decimal
    upper: Decimal | None = None
    unit: str = ""
    better: str = ""

    @property
    def direction(self) -> str:
        """Return the good direction: as declared, else as the operator implies."""
        return self.better or ONE_SIDED[self.operator]

    def met(self, actual: Decimal) -> bool:
        """Say whether an actual value reaches the goal; beyond an equality in the good direction counts."""
        match self.operator:
            case ">=":
                return actual >= self.value
            case "<=":
                return actual <= self.value
            case ">":
                return actual > self.value
            case "<":
                return actual < self.value
            case "range":
                return self.value <= actual <= (self.value if self.upper is None else self.upper)
        beyond = (self.better == "lower" and actual < self.value) or (
            self.better == "higher" and actual > self.value
        )
        return actual == self.value or beyond

    def nearest(self, actual: Decimal) -> Decimal:
        """Return the bound that distance is measured from: for a range the nearer end."""
        if self.operator != "range" or self.upper is None:
            return self.value
        return min(max(actual, self.value), self.upper)


@dataclass(frozen=True, slots=True)
class Deviation:
    """Four values: the difference with its unit (percentage points for %), the relative one in percent
    (None for a zero target), which way it points, and what the form shows."""

    difference: Decimal
    relative: Decimal | None
    direction: Direction
    shown: str


@basis("suzhou-form")
def deviation(goal: Goal, actual: Decimal) -> Deviation:
    """Return how far an actual value stands from its goal, and whether that is good."""
    bound = goal.nearest(actual)
    difference = actual - bound
    relative = rounded(difference / abs(bound) * HUNDRED) if bound else None
    return Deviation(difference, relative, _direction(goal, difference), _shown(goal, difference, relative))


def _direction(goal: Goal, difference: Decimal) -> Direction:
    if not difference:
        return "on_target"
    match goal.direction:
        case "higher":
            return "favourable" if difference > 0 else "adverse"
        case "lower":
            return "favourable" if difference < 0 else "adverse"
    return "adverse"


def _shown(goal: Goal, difference: Decimal, relative: Decimal | None) -> str:
    if relative is not None:
        return f"{relative}%"
    if goal.unit == "%":
        return f"{rounded(difference)}个百分点"
    return f"{difference.normalize():f}{goal.unit}"


@basis("mof-2020-10")
def achieved(goal: Goal, actual: Decimal, *, zero_cap: Decimal | None = None) -> Decimal:
    """Return the share of a goal that was reached, 0 to 1. ``zero_cap`` is the distance from a zero target
    that scores nothing (a parameter of the indicator, not law)."""
    if goal.met(actual):
        return ONE
    target = goal.nearest(actual)
    if not target:
        return max(ZERO, ONE - abs(actual) / zero_cap) if zero_cap else ZERO
    match goal.operator:
        case "<=" | "<":
            share = target / actual if target > 0 else ZERO
        case "=" | "range":
            share = ONE - abs(actual - target) / abs(target)
        case _:
            share = actual / target if target > 0 else ZERO
    return min(ONE, max(ZERO, share))


@basis("mof-2020-10")
def score(weight: Decimal, share: Decimal) -> Decimal:
    """Return the points of an indicator: its weight times the share reached."""
    return rounded(weight * share)


@basis("mof-2020-10")
def grade(points: Decimal, on: date) -> str:
    """Return the grade of a total: 优 良 中 差 by the bands in force on a day."""
    for name, from_ in GRADES:
        if points >= Decimal(term(from_, on=on)):
            return name
    return "差"


@basis("mof-2020-10")
def verdict_bands(on: date) -> dict[str, tuple[Decimal, Decimal]]:
    """Return within which share (percent, both ends) each verdict on a target in words is scored; the ends overlap,
    so that on one of them a person decides."""
    reached, partly = (Decimal(term(f"qualitative_{name}_from", on=on)) for name in ("reached", "partly"))
    return {"reached": (reached, HUNDRED), "partly": (partly, reached), "missed": (ZERO, partly)}


def verdict_by_share(share: Decimal, on: date) -> str:
    """Return the best verdict that a share of a target in words allows."""
    bands = verdict_bands(on)
    return next((verdict for verdict, (low, _high) in bands.items() if share >= low), "missed")


@basis("suzhou-form")
def duty_to_explain(found: Deviation, on: date) -> ExplanationDuty:
    """Return what a deviation asks for by the thresholds of a day: a cause with a measure, an explanation, nothing."""
    if found.direction == "on_target":
        return "none"
    if found.direction == "adverse":
        return "cause_and_measure"
    measured, limit = (
        (found.difference, "explain_points_above")
        if found.relative is None
        else (found.relative, "explain_favourable_above")
    )
    return "explanation" if abs(measured) > Decimal(term(limit, on=on)) else "none"


def total(scores: Iterable[Decimal | None]) -> Decimal | None:
    """Return the sum of the scores, or None when one is missing."""
    listed = list(scores)
    given = [points for points in listed if points is not None]
    return sum(given, ZERO) if listed and len(given) == len(listed) else None


@basis("budget-law:14")
def publish_by(accepted_on: date) -> date:
    """Return the last day to publish: within the calendar days of the Budget Law from the acceptance."""
    return days_after(accepted_on, int(term("publication_days", on=accepted_on)))


def time_proportion(on: date) -> Decimal:
    """Return how much of the year has passed at the end of a day, in percent."""
    first, last = date(on.year, 1, 1), date(on.year, 12, 31)
    return rounded(Decimal((on - first).days + 1) / Decimal((last - first).days + 1) * HUNDRED)


Alert = Literal["red", "yellow", "green", "grey"]
LikelihoodCode = Literal["certain", "possible", "impossible", ""]


@basis("mof-2019-136")
def execution_alert(rate: Decimal | None, on: date, *, was_cut: bool = False) -> Alert:
    """Return the light for a line's execution rate: how many points it lags behind the time passed.

    A line is red that spent nothing by half-year, or that was cut in the year and still spends too little; a line
    without a rate has no light.
    """
    if rate is None:
        return "grey"
    limit = {name: Decimal(term(f"monitor_{name}", on=on)) for name in ("yellow_lag", "red_lag", "cut_below")}
    lag = time_proportion(on) - rate
    months_over = on.month - (days_after(on, 1).month == on.month)
    is_idle = rate == 0 and months_over >= term("monitor_zero_after", on=on)
    if lag > limit["red_lag"] or is_idle or (was_cut and lag > 0 and rate < limit["cut_below"]):
        return "red"
    return "yellow" if lag > limit["yellow_lag"] else "green"


@basis("mof-2019-136")
def likelihood(goal: Goal, low: Decimal | None, high: Decimal | None) -> LikelihoodCode:
    """Return how likely a goal is reached by the interval of the forecast; nothing where there is no interval."""
    if low is None or high is None:
        return ""
    if goal.met(low) and goal.met(high):
        return "certain"
    crosses = goal.met(low) or goal.met(high) or low <= goal.value <= high
    return "possible" if crosses else "impossible"


@dataclass(frozen=True, slots=True)
class Advice:
    """What earlier years say of a target: the share of it that each reached, a flag, and a range to think about."""

    reached: tuple[bool, ...]
    flag: Literal["trivial", "impossible", ""]
    low: Decimal
    high: Decimal


@basis("local-practice")
def advice(goal: Goal, history: Sequence[Decimal], on: date) -> Advice | None:
    """Return what a target would have meant in earlier years; the range runs from their middle to their best."""
    if not history:
        return None
    ordered = sorted(history)
    middle = ordered[(len(ordered) - 1) // 2] if goal.direction == "lower" else ordered[len(ordered) // 2]
    ends = (ordered[0], middle) if goal.direction == "lower" else (middle, ordered[-1])
    return Advice(tuple(goal.met(value) for value in history), _flag(goal, history, on), *ends)


def _flag(goal: Goal, history: Sequence[Decimal], on: date) -> Literal["trivial", "impossible", ""]:
    if goal.operator in ("=", "range") or goal.value <= 0:
        return ""
    above = Decimal(term("target_trivial_above", on=on)) / HUNDRED
    below = Decimal(term("target_impossible_below", on=on)) / HUNDRED
    if goal.direction == "lower":
        over = [goal.value >= value * (ONE + above) for value in history]
        under = [value * below > goal.value for value in history]
    else:
        over = [value > goal.value * (ONE + above) for value in history]
        under = [value < goal.value * below for value in history]
    return "trivial" if all(over) else "impossible" if all(under) else ""
