"""How services were rated, by item or division: from the house's own metrics, nothing is counted a second time.

The share that is satisfied is of the ratings given in the period (``satisfaction``), the response of the services that
could first be rated in it (``response-rate``): a service of December that is rated in January counts in each by its day.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from tongban.account.insight.definitions import metric
from tongban.account.insight.engines.protocol import Engine
from tongban.account.insight.rules import Period
from tongban.account.insight.values import Value, values_by

CODES = ("satisfaction", "response-rate", "ratings-excluded")


@dataclass(frozen=True, slots=True)
class RatingFigures:
    """A group of services and how it was rated; nothing where none was rated, or none could be."""

    name: str
    good: Value | None
    response: Value | None
    excluded: int

    @property
    def bad(self) -> Value | None:
        """Return the share that is not satisfied: of the same ratings, all the others."""
        good = self.good
        if good is None or good.numerator is None or good.denominator is None:
            return None
        return replace(good, numerator=good.denominator - good.numerator)

    @property
    def asked(self) -> int:
        """Return how many services could first be rated in the period."""
        return self.response.rows if self.response else 0

    @property
    def rated(self) -> int:
        """Return how many ratings of the period count."""
        return self.good.rows if self.good else 0


def rating_figures_by(column: str, period: Period, *, engine: Engine, at: datetime) -> list[RatingFigures]:
    """Return how the services of a period were rated, by ``item`` or ``division``; EngineDown where none answers."""
    good, response, excluded = (
        {value.group[0]: value for value in values_by(metric(code), period, column, engine=engine, at=at)}
        for code in CODES
    )
    names = sorted({*good, *response, *excluded}, key=str)
    return [
        RatingFigures(
            str(name or ""),
            good.get(name),
            response.get(name),
            excluded[name].rows if name in excluded else 0,
        )
        for name in names
    ]
