"""How a score comes about, step by step, as an officer would check it with a calculator."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongban.account.evaluation.models import Operator
from tongban.account.evaluation.queries.standings import IndicatorStanding, format_number, share_in_words
from tongban.account.evaluation.rules import Goal, achieved, rounded
from tongban.ground.law import term

DIRECTIONS: dict[str, str | Promise] = {
    "favourable": gettext_lazy("favourable"),
    "adverse": gettext_lazy("adverse"),
    "on_target": gettext_lazy("on target"),
    "unknown": gettext_lazy("unknown"),
}
GOOD: dict[str, str | Promise] = {
    "higher": gettext_lazy("higher is better"),
    "lower": gettext_lazy("lower is better"),
    "target": gettext_lazy("on target is best"),
}


MET: dict[bool, str | Promise] = {True: gettext_lazy("target reached"), False: gettext_lazy("not reached")}


@dataclass(frozen=True, slots=True)
class CalculationStep:
    """One line of the calculation: what it is, how it is worked out, what it makes."""

    title: str
    worked: str
    result: str


def plain(value: Decimal) -> str:
    """Write a number without trailing zeros."""
    return f"{value.normalize():f}".replace("-", "−") if value else "0"


def difference_text(standing: IndicatorStanding) -> str:
    """Return the difference of actual and target with its unit; of percentages in percentage points."""
    if standing.deviation is None:
        return ""
    unit = standing.indicator.unit
    points = _(" percentage points") if unit == "%" else unit
    sign = "+" if standing.deviation.difference > 0 else ""
    return f"{sign}{plain(standing.deviation.difference)}{points}"


def steps_of(standing: IndicatorStanding) -> list[CalculationStep]:
    """Return the calculation of an indicator's deviation and points."""
    if standing.goal is None:
        return list(_in_words(standing))
    if standing.actual is None or standing.deviation is None:
        return []
    return [
        *_deviation(standing, standing.goal, standing.actual),
        *_points(standing, standing.goal, standing.actual),
    ]


def _deviation(standing: IndicatorStanding, goal: Goal, actual: Decimal) -> Iterator[CalculationStep]:
    found, bound = standing.deviation, goal.nearest(actual)
    if found is None:
        return
    worked = f"{plain(actual)} − {plain(bound)}"
    yield CalculationStep(_("Difference: actual − target"), worked, difference_text(standing))
    if found.relative is None:
        yield CalculationStep(_("Relative deviation"), _("the target is 0: there is none"), "—")
    else:
        worked = f"{plain(found.difference)} ÷ {plain(abs(bound))} × 100%"
        yield CalculationStep(
            _("Relative deviation: difference ÷ target"), worked, f"{found.relative}%".replace("-", "−")
        )
    yield CalculationStep(_("Direction"), str(GOOD[goal.direction]), str(DIRECTIONS[found.direction]))


def _points(standing: IndicatorStanding, goal: Goal, actual: Decimal) -> Iterator[CalculationStep]:
    row = standing.indicator
    cap = row.zero_cap or Decimal(term("zero_target_cap", on=date(row.evaluation.year, 12, 31)))
    share = achieved(goal, actual, zero_cap=cap)
    yield CalculationStep(
        _("Share of the target reached"), _share(goal, actual, cap), f"{rounded(share * 100)}%"
    )
    if row.weight is None or standing.points is None:
        yield CalculationStep(_("Points: weight × share"), _("the weight is missing"), "—")
    else:
        worked = f"{plain(row.weight)} × {rounded(share * 100)}%"
        yield CalculationStep(_("Points: weight × share"), worked, f"{standing.points}")


def _share(goal: Goal, actual: Decimal, cap: Decimal) -> str:
    if goal.met(actual):
        return _("the target is reached: full share")
    target = goal.nearest(actual)
    if not target:
        return f"1 − |{plain(actual)}| ÷ {plain(cap)}"
    if goal.operator in ("<=", "<"):
        return f"{plain(target)} ÷ {plain(actual)}"
    if goal.operator in ("=", "range"):
        return f"1 − |{plain(actual)} − {plain(target)}| ÷ |{plain(target)}|"
    return f"{plain(actual)} ÷ {plain(target)}"


def _in_words(standing: IndicatorStanding) -> Iterator[CalculationStep]:
    row = standing.indicator
    if row.operator != Operator.TEXT or not row.actual_text:
        return
    said = f"{row.target_text} → {row.actual_text}"
    if row.attained is not None:
        yield CalculationStep(
            _("Share of the target reached, as judged"), said, format_number(row.attained, "%")
        )
    elif row.actual_text == row.target_text:
        yield CalculationStep(_("Share of the target reached"), said, "100.00%")
    else:
        yield CalculationStep(_("Share of the target reached"), _("the share must be stated"), "—")
    if standing.met is not None:
        judged = _("as judged by a person") if row.verdict else _("by the share")
        result = row.get_verdict_display() if row.verdict else MET[standing.met]
        yield CalculationStep(_("Verdict"), judged, str(result))
    if row.weight is not None and standing.points is not None:
        share = share_in_words(row) or Decimal(0)
        worked = f"{plain(row.weight)} × {rounded(share)}%"
        yield CalculationStep(_("Points: weight × share"), worked, f"{standing.points}")
