"""A chart as data: drawn by static/kit/charts.js, and always readable as a table as well."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from django.utils.functional import Promise

from tongban.ground.kit.figures import grouped

Text = str | Promise
Value = Decimal | int | float | None


@dataclass(frozen=True)
class Series:
    """One row of values, as long as the chart's categories; a missing value is None, never zero."""

    name: Text
    values: Sequence[Value]
    kind: Literal["bar", "line"] | None = None
    """Overrides the chart's kind, for a line over bars."""


@dataclass(frozen=True)
class ChartData:
    """A chart with a title that says what one sees."""

    code: str
    """The element's id, unique on the page."""
    title: Text
    categories: Sequence[Text]
    series: Sequence[Series]
    kind: Literal["bar", "horizontal", "stacked", "line", "ring"] = "bar"
    unit: Text = ""
    places: int = 2
    target: Value = None
    """Draws a line that the values should reach."""
    target_title: Text = ""

    @property
    def data(self) -> dict[str, Any]:
        """Return what the script needs."""
        return {
            "title": str(self.title),
            "kind": self.kind,
            "unit": str(self.unit),
            "places": self.places,
            "categories": [str(category) for category in self.categories],
            "series": [
                {"name": str(row.name), "kind": row.kind, "values": [_plain(value) for value in row.values]}
                for row in self.series
            ],
            "target": _plain(self.target),
            "targetTitle": str(self.target_title),
        }

    @property
    def data_id(self) -> str:
        """Return the id of the element that carries the data."""
        return f"{self.code}-data"

    @property
    def rows(self) -> list[tuple[Text, list[str]]]:
        """Return the same figures as rows of a table."""
        return [
            (category, [grouped(row.values[index], self.places) for row in self.series])
            for index, category in enumerate(self.categories)
        ]


def _plain(value: Value) -> float | None:
    return None if value is None else float(value)
