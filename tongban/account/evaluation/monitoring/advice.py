"""What earlier years say of a target: their values, kept or computed, and whether it would have meant anything."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from tongban.account.budget.models import Validity
from tongban.account.evaluation.models import Evaluation, Indicator
from tongban.account.evaluation.queries.operating_figures import metric_of
from tongban.account.evaluation.queries.standings import format_number, goal_of
from tongban.account.evaluation.rules import Advice, Goal, advice, deviation
from tongban.account.insight.definitions import Metric
from tongban.account.insight.engines.newest import newest_engine
from tongban.account.insight.engines.protocol import EngineDown
from tongban.account.insight.kept_values import last_values_of
from tongban.account.insight.keys import FigureKey, key_of
from tongban.account.insight.rules import year_of
from tongban.account.insight.values import value_of

YEARS = 3
KnownValue = tuple[int, Decimal, str, FigureKey | None]
"""A year, its value, where that is known from, and the key of its rows if it was measured."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier year: what was reached, where it is known from, and what the target would have meant."""

    year: int
    value: Decimal
    text: str
    source: str
    is_met: bool | None
    shown: str
    rows_key: FigureKey | None = None


@dataclass(frozen=True, slots=True)
class TargetAdvice:
    """The years before an indicator's year and what they advise."""

    years: Sequence[Earlier]
    said: Advice | None
    range_text: str

    @property
    def flag(self) -> str:
        """Return “trivial”, “impossible” or nothing."""
        return self.said.flag if self.said else ""


def advice_on(indicator: Indicator, *, at: datetime) -> TargetAdvice:
    """Return what earlier years say of an indicator's target."""
    goal, values = goal_of(indicator), _values(indicator, at)
    years = [_earlier(goal, indicator.unit, *row) for row in sorted(values, reverse=True)]
    on = date(indicator.evaluation.year, 12, 31)
    said = advice(goal, [each.value for each in years], on) if goal else None
    ends = "" if said is None else _range(said, indicator.unit)
    return TargetAdvice(years, said, ends)


def _range(said: Advice, unit: str) -> str:
    if said.low == said.high:
        return format_number(said.low, unit)
    return f"{format_number(said.low, unit)} – {format_number(said.high, unit)}"


def _values(indicator: Indicator, at: datetime) -> list[KnownValue]:
    year, metric = indicator.evaluation.year, metric_of(indicator)
    before = range(year - YEARS, year)
    # What was published of a year stands before what was declared of it, and that before what is computed now.
    known = {each[0]: each for each in _measured(metric, before, at)} if metric else {}
    if indicator.baseline is not None:
        known[year - 1] = (year - 1, indicator.baseline, "baseline", None)
    return list({**known, **{each[0]: each for each in _stated(indicator, before)}}.values())


def _measured(metric: Metric, years: range, at: datetime) -> list[KnownValue]:
    known, found = last_values_of([year_of(year) for year in years]), list[KnownValue]()
    for year in years:
        kept = known[year_of(year)].get(metric.code)
        try:
            value = kept or value_of(metric, year_of(year), engine=newest_engine(), at=at)
        except EngineDown:
            continue
        if value.value is not None and value.rows:
            source = "kept" if kept else "computed"
            found.append((year, value.value, source, key_of(metric, year_of(year))))
    return found


def _stated(indicator: Indicator, years: range) -> list[KnownValue]:
    accounts = Evaluation.objects.filter(
        department=indicator.evaluation.department_id, year__in=years, budget__validity=Validity.VALID
    )
    rows = Indicator.objects.filter(evaluation__in=accounts, name=indicator.name, actual__isnull=False)
    stated = rows.order_by("evaluation").values_list("evaluation__year", "actual")
    return [(year, actual, "account", None) for year, actual in dict(stated).items() if actual is not None]


def _earlier(
    goal: Goal | None, unit: str, year: int, value: Decimal, source: str, rows_key: FigureKey | None
) -> Earlier:
    met = goal.met(value) if goal else None
    shown = deviation(goal, value).shown if goal else ""
    return Earlier(year, value, format_number(value, unit), source, met, shown, rows_key)
