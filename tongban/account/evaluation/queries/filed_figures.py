"""A figure of a filed report beside the same figure now: the filed one stays, the difference is shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tongban.account.evaluation.queries.operating_figures import metric_of
from tongban.account.evaluation.queries.standings import IndicatorStanding


@dataclass(frozen=True, slots=True)
class FiledDifference:
    """What was filed, what the metric says now, and whether its definition was changed since."""

    version: int
    filed: str
    now: str
    is_redefined: bool


def filed_difference(standing: IndicatorStanding) -> FiledDifference | None:
    """Return how a bound indicator differs from the last filed report; None where it does not."""
    row, metric = standing.indicator, metric_of(standing.indicator)
    version = row.evaluation.versions.order_by("-number").first() if metric else None
    if metric is None or version is None:
        return None
    # One row is read, not the whole report; a version filed before definitions were fields does not know its own.
    rows = version.report.get("indicators", ())
    frozen: Mapping[str, Any] = next((each for each in rows if _text(each, "name") == row.name), {})
    if not frozen.get("metric"):
        return None
    is_redefined = frozen.get("definition", "") not in ("", metric.digest)
    filed = _text(frozen, "actual")
    if filed == standing.actual_text and not is_redefined:
        return None
    return FiledDifference(version.number, filed, standing.actual_text, is_redefined)


def _text(frozen: Mapping[str, Any], name: str) -> str:
    return str((frozen.get(name) or {}).get("text", ""))
