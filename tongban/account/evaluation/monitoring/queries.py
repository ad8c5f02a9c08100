"""A year on any of its days: each target with its value, what the year will come to, and how likely it is reached."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tongban.account.budget.queries import sheet as budget_sheet
from tongban.account.evaluation.models import Likelihood, Reading
from tongban.account.evaluation.monitoring.pace import Pace, WorkingYear, working_year
from tongban.account.evaluation.monitoring.spending import Spending, spending_of
from tongban.account.evaluation.queries.account import Account
from tongban.account.evaluation.queries.figures import LiveFigure, budget_figures
from tongban.account.evaluation.queries.operating_figures import metric_of
from tongban.account.evaluation.queries.standings import IndicatorStanding, format_number
from tongban.account.evaluation.rules import HUNDRED, Goal, likelihood, rounded
from tongban.account.insight.definitions import Metric
from tongban.account.insight.engines.newest import newest_engine
from tongban.account.insight.engines.protocol import Engine, EngineDown
from tongban.account.insight.kept_values import last_values
from tongban.account.insight.keys import FigureKey, key_of
from tongban.account.insight.rules import Period, year_of
from tongban.account.insight.year_forecast import YearForecast

LIGHTS = {"certain": "green", "possible": "yellow", "impossible": "red"}
METHODS: dict[str, str | Promise] = {
    "profile": _("by the months of the year before"),
    "working_days": _("by working days"),
    "carried": _("carried on"),
    "reached": _("the year is over"),
    "reading": _("as last read"),
}


@dataclass(frozen=True)
class Watched:
    """An indicator on a day."""

    standing: IndicatorStanding
    on: date
    value: Decimal | None = None
    forecast: YearForecast | None = None
    expected: Decimal | None = None
    metric: Metric | None = None
    period: Period | None = None
    reading: Reading | None = None
    fault: str = ""
    passed: Decimal | None = None

    @property
    def unit(self) -> str:
        """Return the unit."""
        return self.standing.indicator.unit

    @property
    def value_text(self) -> str:
        """Return the value as written."""
        return format_number(self.value, self.unit) or "—"

    @property
    def read_before(self) -> date | None:
        """Return of which earlier day the value is, where it was read and not computed for this one."""
        is_read = self.reading is not None and self.forecast is not None and self.forecast.method == "reading"
        return self.reading.as_of if is_read and self.reading else None

    @property
    def is_contradicted(self) -> bool:
        """Say whether a reading kept for this very day says another value than is computed for it."""
        if self.reading is None or self.read_before or self.reading.as_of != self.on:
            return False
        kept, found = self.reading.value, self.value
        return kept is not None and found is not None and rounded(kept) != rounded(found)

    @property
    def expected_text(self) -> str:
        """Return what the target asks for by the day."""
        return format_number(self.expected, self.unit)

    @property
    def forecast_text(self) -> str:
        """Return the forecast as written."""
        return format_number(self.forecast.value, self.unit) if self.forecast else "—"

    @property
    def interval_text(self) -> str:
        """Return the interval as written."""
        if self.forecast is None or not self.forecast.is_known_within:
            return ""
        return (
            f"{format_number(self.forecast.low, self.unit)} – {format_number(self.forecast.high, self.unit)}"
        )

    @property
    def method(self) -> str | Promise:
        """Return how the forecast was made."""
        return METHODS.get(self.forecast.method, "") if self.forecast else ""

    @property
    def likelihood(self) -> str:
        """Return how likely the target is reached; the kept reading's word where nothing is computed."""
        goal = self.standing.goal
        if self.forecast is not None and goal is not None:
            found = likelihood(goal, self.forecast.low, self.forecast.high)
            if found:
                return found
        return self.reading.likelihood if self.reading else ""

    @property
    def likelihood_text(self) -> str | Promise:
        """Return the likelihood in words."""
        return Likelihood(self.likelihood).label if self.likelihood else _("not known yet")

    @property
    def light(self) -> str:
        """Return the traffic light."""
        return LIGHTS.get(self.likelihood, "grey")

    @property
    def can_be_kept(self) -> bool:
        """Say whether there is a computed value to be kept as a reading."""
        return self.metric is not None or self.standing.live is not None

    @property
    def rows_key(self) -> FigureKey | None:
        """Return the key of the rows of the value; nothing where it was not measured."""
        return key_of(self.metric, self.period) if self.metric and self.period else None


@dataclass(frozen=True)
class Monitoring:
    """A performance year on a day."""

    account: Account
    on: date
    at: datetime
    engine: Engine

    @cached_property
    def working(self) -> WorkingYear:
        """Return the working days of the year."""
        return working_year(self.on.year)

    @cached_property
    def spending(self) -> Spending:
        """Return the budget on the day."""
        return spending_of(self.account.evaluation, self.on, self.working, self.account.sheet.rows)

    @cached_property
    def watched(self) -> list[Watched]:
        """Return the indicators with a target in numbers, those out of reach first."""
        rows = [self._watched(each) for each in self.account.standings if each.goal is not None]
        order = {"red": 0, "yellow": 1, "grey": 2, "green": 3}
        return sorted(rows, key=lambda row: order[row.light])

    @cached_property
    def counts(self) -> list[tuple[str, int]]:
        """Return how many indicators stand under each light."""
        lights = [row.light for row in self.watched]
        return [(light, lights.count(light)) for light in ("red", "yellow", "grey", "green")]

    def of(self, pk: int) -> Watched | None:
        """Return one indicator on the day."""
        found = next((each for each in self.account.standings if each.indicator.pk == pk), None)
        return self._watched(found) if found is not None and found.goal is not None else None

    def pace(self, metric: Metric) -> Pace:
        """Return the pace of a metric."""
        return Pace(metric, self.on, self.working, self.engine, self.at)

    @cached_property
    def readings(self) -> Mapping[int, Reading]:
        """Return the last reading of each indicator by the day."""
        rows = Reading.objects.filter(indicator__evaluation=self.account.evaluation, as_of__lte=self.on)
        return {row.indicator_id: row for row in rows.order_by("as_of")}

    def _watched(self, standing: IndicatorStanding) -> Watched:
        reading = self.readings.get(standing.indicator.pk)
        metric = metric_of(standing.indicator)
        if metric is not None:
            return self._measured(standing, metric, reading)
        if standing.indicator.bound_to in self.budget_figures:
            return self._budgeted(standing, reading)
        if self.is_over and standing.actual is not None:
            reached = YearForecast(standing.actual, standing.actual, standing.actual, "reached")
            return Watched(standing, self.on, standing.actual, reached, reading=reading)
        if reading is None:
            return Watched(standing, self.on)
        said = None if reading.forecast is None else YearForecast(reading.forecast, method="reading")
        return Watched(standing, self.on, reading.value, said, reading=reading)

    @property
    def is_over(self) -> bool:
        """Say whether the day is the last of the year."""
        return (self.on.month, self.on.day) == (12, 31)

    @cached_property
    def budget_figures(self) -> Mapping[str, LiveFigure]:
        """Return the figures of the budget as they stood at the end of the day."""
        return budget_figures(budget_sheet(self.account.evaluation.budget, self.on))

    def _measured(self, standing: IndicatorStanding, metric: Metric, reading: Reading | None) -> Watched:
        pace = self.pace(metric)
        shown = {"metric": metric, "period": pace.period, "reading": reading}
        try:
            value, forecast = pace.value.value, pace.forecast
            expected = self._expected(standing, pace)
            if pace.is_adding:
                shown["passed"] = rounded(Decimal(repr(pace.expected_share)) * HUNDRED)
        except EngineDown as down:
            last = last_values(year_of(self.on.year)).get(metric.code)
            fault = _("%(fault)s Last value, of %(day)s: %(value)s") % {
                "fault": down,
                "day": last.computed_at.date() if last else "—",
                "value": last.text if last else "—",
            }
            return Watched(standing, self.on, **shown, fault=fault)  # type: ignore[arg-type]
        return Watched(standing, self.on, value, forecast, expected, **shown)  # type: ignore[arg-type]

    @staticmethod
    def _expected(standing: IndicatorStanding, pace: Pace) -> Decimal | None:
        if standing.goal is None or not pace.is_adding:
            return standing.goal.value if standing.goal else None
        return (standing.goal.value * Decimal(repr(pace.expected_share))).quantize(Decimal(1))

    def _budgeted(self, standing: IndicatorStanding, reading: Reading | None) -> Watched:
        key = standing.indicator.bound_to
        name, _dot, label = key.rpartition(".")
        value = self.budget_figures[key].value
        line = next((each for each in self.spending.lines if each.name == name), None)
        line = line or (self.spending.total if name == "预算总金额" else None)
        if line is None or not line.adjusted or label not in ("执行率", "结转结余率", "实际支出数"):
            return Watched(standing, self.on, value, reading=reading)
        turned = {
            "执行率": lambda yuan: rounded(yuan / line.adjusted * HUNDRED),
            "结转结余率": lambda yuan: rounded((line.adjusted - yuan) / line.adjusted * HUNDRED),
            "实际支出数": lambda yuan: rounded(yuan / 10000),
        }[label]
        forecast = line.forecast
        if forecast is not None:
            ends = [None if each is None else turned(each) for each in (forecast.low, forecast.high)]
            low, high = sorted(ends) if None not in ends else (None, None)  # type: ignore[type-var]
            forecast = YearForecast(turned(forecast.value), low, high, forecast.method)
        return Watched(standing, self.on, value, forecast, reading=reading, passed=self.spending.passed)


@dataclass(frozen=True, slots=True)
class Outlook:
    """How likely a running year reaches a target, and what the target asks for by now."""

    likelihood: str
    expected: Decimal


def outlook_of(metric: Metric, goal: Goal, on: date, *, at: datetime) -> Outlook | None:
    """Return the outlook of a metric on a day of its year; nothing of a year that is over, or while no engine answers."""
    if (on.month, on.day) == (12, 31):
        return None
    pace = Pace(metric, on, working_year(on.year), newest_engine(), at)
    try:
        found = pace.forecast
        share = Decimal(repr(pace.expected_share)) if pace.is_adding else Decimal(1)
    except EngineDown:
        return None
    return Outlook(likelihood(goal, found.low, found.high) if found else "", goal.value * share)


def monitoring_of(account: Account, on: date, *, at: datetime) -> Monitoring:
    """Return a performance year on a day: of the snapshot's facts, else of the live ones."""
    return Monitoring(account, on, at, newest_engine())
