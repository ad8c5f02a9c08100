"""A dashboard's table: divisions, items or districts beside each other, each with the figures that tell of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from tongban.account.insight.definitions import metric
from tongban.account.insight.descriptions import name_of
from tongban.account.insight.rules import Period
from tongban.account.insight.values import Value
from tongban.doors.desk.figures.compute import compute_by
from tongban.ground.kit.fact_views import published_facts

CHOICES = (("division", _("Division")), ("item", _("Item")), ("district", _("District")))
OF_CASES = ("cases-decided", "decided-as-promised", "worked-days-median", "returned-share", "satisfaction")
OF_DISTRICTS = (
    "hotline-orders",
    "hotline-replied-in-time",
    "hotline-solution",
    "hall-visits",
    "hall-wait-p90",
)
COLUMNS = {"division": OF_CASES, "item": OF_CASES, "district": OF_DISTRICTS}


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A division, item or district with its figures, and the share of the largest that its first one is."""

    name: str
    values: Sequence[Value | None]
    percent: int
    query: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ComparedTable:
    """The heads of a table and its rows, the largest first."""

    heads: Sequence[str]
    rows: Sequence[ComparedRow]


def column_asked(query: Mapping[str, str], only: Mapping[str, str]) -> str:
    """Return the column asked for; else the one within what the dashboard is narrowed to."""
    if query.get("by") in COLUMNS:
        return query["by"]
    return "district" if "district" in only else "item" if only else "division"


def table(by: str, period: Period, only: Mapping[str, str], at: datetime) -> ComparedTable:
    """Return what each group came to in a period; a group is led to narrowed by what the dashboard is already."""
    found = [_values(code, by, period, only, at) for code in COLUMNS[by]]
    names = sorted(found[0], key=lambda name: (-found[0][name].rows, name))
    most = max((value.rows for value in found[0].values()), default=0) or 1
    rows = [
        ComparedRow(
            name,
            [column.get(name) for column in found],
            round(100 * found[0][name].rows / most),
            {**only, by: name},
        )
        for name in names
    ]
    return ComparedTable([name_of(metric(code)) for code in COLUMNS[by]], rows)


def names_of(column: str, period: Period, at: datetime) -> list[str]:
    """Return the divisions, items or districts that a period has something of."""
    code = COLUMNS[column][0]
    values = compute_by(metric(code), period, column, at=at, only={})
    return sorted(str(value.group[0]) for value in values if value.group[0])


def _values(
    code: str, column: str, period: Period, only: Mapping[str, str], at: datetime
) -> dict[str, Value]:
    defined = metric(code)
    if {column, *only} - published_facts()[defined.fact].kinds.keys():
        return {}
    values = compute_by(defined, period, column, at=at, only=dict(only))
    return {str(value.group[0]): value for value in values if value.group[0]}
