"""Where one indicator stands: its goal, its value, how far apart, what it scores, what is still owed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from tongban.account.evaluation.models import Indicator, Operator, Verdict
from tongban.account.evaluation.rules import (
    Deviation,
    ExplanationDuty,
    Goal,
    achieved,
    deviation,
    duty_to_explain,
    score,
    verdict_by_share,
)
from tongban.ground.law import term

SIGNS = {">=": "≥", "<=": "≤", "=": "=", ">": ">", "<": "<"}
HUNDRED = Decimal(100)


class HasValue(Protocol):
    """A live figure, as far as an indicator needs it."""

    @property
    def value(self) -> Decimal | None:
        """Return the value, or None where it does not apply."""

    @property
    def metric(self) -> str:
        """Return the metric and period of an operating figure, else nothing."""

    @property
    def source(self) -> str:
        """Return how the figure was computed, as printed."""

    @property
    def definition(self) -> str:
        """Return the digest of the definition of an operating figure, else nothing."""

    @property
    def snapshot(self) -> str:
        """Return the digest of the records it was computed from; nothing where they were live."""


def format_number(value: Decimal | None, unit: str) -> str:
    """Return a number as the form writes it: percent with two places, counts without, the unit behind."""
    if value is None:
        return ""
    if unit == "%":
        return f"{value:.2f}%"
    plain = value.normalize()
    return f"{plain:f}{unit}"


@dataclass(frozen=True, slots=True)
class IndicatorStanding:
    """An indicator with all that follows from its target and value."""

    indicator: Indicator
    goal: Goal | None
    actual: Decimal | None
    deviation: Deviation | None
    met: bool | None
    points: Decimal | None
    duty: ExplanationDuty
    live: HasValue | None = None

    @property
    def target_text(self) -> str:
        """Return the target as printed."""
        return target_text(self.indicator)

    @property
    def actual_text(self) -> str:
        """Return the actual value as printed."""
        if self.goal is None:
            return self.indicator.actual_text
        return format_number(self.actual, self.indicator.unit)

    @property
    def deviation_text(self) -> str:
        """Return the deviation as printed; words have none."""
        return self.deviation.shown if self.deviation else "—"

    @property
    def light(self) -> str:
        """Return the traffic light: green met, yellow met with something owed, red missed, grey unknown."""
        if self.met is None:
            return "grey"
        if not self.met:
            return "red"
        return "yellow" if self.missing else "green"

    @property
    def is_uncomputed(self) -> bool:
        """Say whether the indicator is bound to an operating figure that nobody has computed yet."""
        return self.live is not None and bool(self.live.metric) and not self.live.source

    @property
    def missing(self) -> tuple[str, ...]:
        """Return what the row still owes before the report can be signed, as field names."""
        row = self.indicator
        known = row.actual_text if self.goal is None else self.actual
        owed = {
            "actual": known in (None, ""),
            "evidence": self.is_uncomputed or not (row.bound_to or row.evidence.all()),
            "cause": self.duty != "none" and not row.cause,
            "measure": self.duty == "cause_and_measure" and not (row.measure and row.owner and row.due_on),
            "weight": row.weight is None,
        }
        return tuple(name for name, is_owed in owed.items() if is_owed)


def target_text(indicator: Indicator) -> str:
    """Return an indicator's target as the form prints it: ≥220000件, 90.00%~95.00%, or words."""
    if indicator.operator == Operator.TEXT:
        return indicator.target_text
    first = format_number(indicator.target, indicator.unit)
    if indicator.operator == Operator.RANGE:
        return f"{first}~{format_number(indicator.target_upper, indicator.unit)}"
    return f"{SIGNS[indicator.operator]}{first}"


def goal_of(indicator: Indicator) -> Goal | None:
    """Return the target in numbers, or None for a target in words."""
    if indicator.operator == Operator.TEXT or indicator.target is None:
        return None
    return Goal(
        operator=indicator.operator,
        value=indicator.target,
        upper=indicator.target_upper,
        unit=indicator.unit,
        better=indicator.better,
    )


def standing_of(indicator: Indicator, figures: Mapping[str, HasValue]) -> IndicatorStanding:
    """Return where an indicator stands; a bound one takes its value from the live figures."""
    goal = goal_of(indicator)
    year_end = date(indicator.evaluation.year, 12, 31)
    if goal is None:
        return _standing_in_words(indicator, year_end)
    bound = figures.get(indicator.bound_to) if indicator.bound_to else None
    actual = bound.value if bound else indicator.actual
    if actual is None:
        return IndicatorStanding(indicator, goal, None, None, None, None, "none", bound)
    found = deviation(goal, actual)
    cap = indicator.zero_cap or Decimal(term("zero_target_cap", on=year_end))
    points = None
    if indicator.weight is not None:
        points = score(indicator.weight, achieved(goal, actual, zero_cap=cap))
    duty = duty_to_explain(found, year_end)
    return IndicatorStanding(indicator, goal, actual, found, goal.met(actual), points, duty, bound)


def _standing_in_words(indicator: Indicator, on: date) -> IndicatorStanding:
    share = share_in_words(indicator)
    verdict = indicator.verdict or (verdict_by_share(share, on) if share is not None else "")
    met = verdict == Verdict.REACHED if verdict else None
    points = None
    if indicator.weight is not None and share is not None:
        points = score(indicator.weight, share / HUNDRED)
    duty: ExplanationDuty = "none" if share in (None, HUNDRED) else "explanation"
    if met is False:
        duty = "cause_and_measure"
    return IndicatorStanding(indicator, None, None, None, met, points, duty)


def share_in_words(indicator: Indicator) -> Decimal | None:
    """Return the share of a target in words that was reached: as judged, else all of it where the words are its own."""
    is_own = bool(indicator.actual_text) and indicator.actual_text == indicator.target_text
    return HUNDRED if indicator.attained is None and is_own else indicator.attained
