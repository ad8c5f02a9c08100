"""Closed, solved, satisfied: the counts of each month as they are published, from which anybody recomputes the rates.

They are counts of the whole city by month, told apart by nothing that concerns a caller.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from tongban.account.bulletin.queries.figures import CLOSED, ORDERS, OUTCOMES, RATES
from tongban.account.insight import rules
from tongban.account.insight.definitions import metric
from tongban.account.insight.engines.postgres_engine import LIVE
from tongban.account.insight.expressions import MONTH
from tongban.account.insight.rules import Period
from tongban.account.insight.values import values_by

UNHEARD, EXCLUDED = "hotline-calls-unheard", "hotline-calls-excluded"
COUNTS = {
    "orders": ORDERS,
    "closed": CLOSED,
    "closed_solved": OUTCOMES[0],
    "closed_unsolved": OUTCOMES[1],
    "closed_unheard": OUTCOMES[2],
    "calls_unheard": UNHEARD,
    "calls_excluded": EXCLUDED,
}
"""The columns that are counts of one metric."""
SHARES = dict(zip(("response", "solution", "satisfaction"), RATES, strict=True))
"""The columns that come in pairs: how many were asked (…_asked), and how many said yes (…_yes)."""
COLUMNS = ("month", *COUNTS, *(f"{name}_{part}" for name in SHARES for part in ("yes", "asked")))
TITLES: dict[str, Any] = {
    "response": _("Rate of response"),
    "solution": _("Rate of solution"),
    "satisfaction": _("Rate of satisfaction"),
}
MEANS: dict[str, Any] = {
    "response": _("of the callers who said whether the unit made contact, those whom it had contacted"),
    "solution": _("of the callers who said whether it is solved, those for whom it is"),
    "satisfaction": _(
        "of the callers who rated, those who chose one of the three upper levels of five: very satisfied, satisfied, fair"
    ),
}


@dataclass(frozen=True, slots=True)
class Rate:
    """One of the three rates: its parts, its value in percent, and its 95 % interval (Wilson)."""

    name: str
    yes: int
    asked: int

    @property
    def title(self) -> Any:
        """Return its name."""
        return TITLES[self.name]

    @property
    def means(self) -> Any:
        """Return of whom it is a share."""
        return MEANS[self.name]

    @property
    def value(self) -> Decimal | None:
        """Return the share in percent; of nobody there is none."""
        return rules.share(Decimal(self.yes), Decimal(self.asked))

    @property
    def interval(self) -> tuple[Decimal, Decimal] | None:
        """Return between which values it lies in 95 of 100 cases."""
        return rules.interval(Decimal(self.yes), Decimal(self.asked))


def published_counts(period: Period, at: datetime) -> list[dict[str, Any]]:
    """Return one row of counts for each month of a period, in their order."""
    months = [each.first.year * 100 + each.first.month for each in rules.months_of(period)]
    rows: dict[int, dict[str, Any]] = {
        month: dict.fromkeys(COLUMNS, 0) | {"month": f"{month // 100}-{month % 100:02d}"} for month in months
    }
    for name, code in COUNTS.items():
        for month, value in _by_month(code, period, at):
            rows[month][name] = int(value.numerator or 0)
    for name, code in SHARES.items():
        for month, value in _by_month(code, period, at):
            rows[month][f"{name}_yes"] = int(value.numerator or 0)
            rows[month][f"{name}_asked"] = int(value.denominator or 0)
    return list(rows.values())


def totals_of(rows: Iterable[dict[str, Any]]) -> dict[str, int]:
    """Return the sums of the published counts."""
    found = list(rows)
    return {name: sum(row[name] for row in found) for name in COLUMNS if name != "month"}


def rates_of(totals: dict[str, int]) -> list[Rate]:
    """Return the three rates that follow from counts."""
    return [Rate(name, totals[f"{name}_yes"], totals[f"{name}_asked"]) for name in SHARES]


def _by_month(code: str, period: Period, at: datetime) -> list[tuple[int, Any]]:
    return [
        (int(value.group[0]), value) for value in values_by(metric(code), period, MONTH, engine=LIVE, at=at)
    ]
