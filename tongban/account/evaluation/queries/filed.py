"""A figure of a filed report beside the same figure now: the filed one stays, the difference is shown."""

import re
from dataclasses import dataclass

from tongban.account.evaluation.queries.measured import metric_of
from tongban.account.evaluation.queries.standing import Standing

DEFINITION = re.compile("定义([0-9a-f]{16})")


@dataclass(frozen=True, slots=True)
class FiledDifference:
    """What was filed, what the metric says now, and whether its definition was changed since."""

    version: int
    filed: str
    now: str
    is_redefined: bool


def filed_difference(standing: Standing) -> FiledDifference | None:
    """Return how a bound indicator differs from the last filed report; None where it does not."""
    row, metric = standing.indicator, metric_of(standing.indicator)
    if metric is None:
        return None
    version = row.evaluation.versions.order_by("-number").first()
    rows = version.report.get("indicators", ()) if version else ()
    frozen = next((each for each in rows if _text(each.get("name")) == row.name), None)
    if version is None or frozen is None or not frozen.get("metric"):
        return None
    named = DEFINITION.search(_text(frozen.get("source")))
    is_redefined = named is not None and not metric.digest.startswith(named[1])
    filed = _text(frozen.get("actual"))
    if filed == standing.actual_text and not is_redefined:
        return None
    return FiledDifference(version.number, filed, standing.actual_text, is_redefined)


def _text(cell: object) -> str:
    return str(cell.get("text", "")) if isinstance(cell, dict) else str(cell or "")
