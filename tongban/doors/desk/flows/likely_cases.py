"""Open cases with how likely each misses its promised day, by what became of cases that stood as it does."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from tongban.account.insight import flows
from tongban.account.insight.engines.protocol import Engine
from tongban.doors.desk.flows.open_cases import OpenCase, open_cases
from tongban.ground.kit.calendars import calendar
from tongban.ground.ledger.memo import Memo
from tongban.work.cases.models import Case

Forecasts = tuple[flows.PastOutcomes, flows.Calibration | None]
FORECASTS: Memo[tuple[str, date], Forecasts] = Memo("flows.forecasts", 2)
RED, YELLOW = 0.5, 0.2


@dataclass(frozen=True, slots=True)
class Likely:
    """An open case with its forecast; none where no like case is known."""

    open: OpenCase
    forecast: flows.DelayForecast | None

    @property
    def is_late(self) -> bool:
        """Return whether the promised day has passed."""
        return self.open.standing.days_left < 0

    @property
    def weight(self) -> tuple[float, float]:
        """Return what the list is sorted by: probability times days, then probability."""
        return (self.forecast.weight, self.forecast.probability) if self.forecast else (-1, -1)


def likely_cases(cases: QuerySet[Case], on: date, known: flows.PastOutcomes) -> list[Likely]:
    """Return the open ones of some cases with their forecasts, the likeliest and latest first."""
    found = open_cases(cases, on, calendar())
    rows = (Likely(each, known.forecast(each.standing)) for each in found)
    return sorted(rows, key=lambda row: row.weight, reverse=True)


def known_forecasts(asked: Engine, until: date) -> Forecasts:
    """Return what is known of past cases and how forecasts fared; a snapshot never changes, so that it is kept."""
    if asked.manifest:
        return FORECASTS.get((asked.manifest, until), lambda: _compute_forecasts(asked, until))
    return _compute_forecasts(asked, until)


def _compute_forecasts(asked: Engine, until: date) -> Forecasts:
    return flows.history_until(asked, until), flows.calibration_until(asked, until)
