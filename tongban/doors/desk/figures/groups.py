"""Figures told apart: by month as a chart, by a column as a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from tongban.account.insight.definitions import Metric
from tongban.account.insight.descriptions import name_of
from tongban.account.insight.expressions import MONTH
from tongban.account.insight.rules import Period
from tongban.account.insight.values import Value
from tongban.doors.desk.figures.compute import compute_by
from tongban.doors.desk.figures.words import title_of, word_of
from tongban.ground.kit.charts import ChartData, Series
from tongban.ground.kit.fact_views import published_facts
from tongban.ground.kit.pseudonyms import FACTS, pseudonym
from tongban.ground.people.models import User

USUAL = ("division", "item", "line", "type", MONTH)


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """A group's figure; ``is_rest``: the groups that are not told one by one, together."""

    name: str
    value: Value
    query: dict[str, str]
    is_rest: bool = False


def choices(metric: Metric) -> list[tuple[str, Any]]:
    """Return the columns that a figure may be told apart by; nobody ranks officers."""
    shown = [column for column in published_facts()[metric.fact].columns if column.groups and column.is_open]
    return [
        (MONTH, _("Month")),
        *((column.name, title_of(column)) for column in shown if column.name not in ("area", "item_code")),
    ]


def group_column(query: Mapping[str, str], known: Sequence[str]) -> str:
    """Return the column asked for, or the usual one of those there are."""
    asked = query.get("by", "")
    return asked if asked in known else next((name for name in USUAL if name in known), "")


def chosen_groups(query: Mapping[str, str], metric: Metric, reader: User | None) -> dict[str, str]:
    """Return the groups the figure is narrowed to, as the address names them."""
    known = {name for name, _ in choices(metric)}
    own = {"officer"} if reader and query.get("officer") == officer_of(reader) else set()
    return {name: query[name] for name in sorted((known | own) & set(query)) if query[name]}


def officer_of(reader: User) -> str:
    """Return the pseudonym under which facts name an officer."""
    return pseudonym("officer", reader.pk, FACTS)


def by_month(
    metric: Metric, period: Period, only: dict[str, str], *, told: frozenset[Any] | None = None
) -> ChartData | None:
    """Return the months of a period as a chart, only those told where they are named; one month needs none."""
    values = {value.group[0]: value.value for value in compute_by(metric, period, MONTH, at=now(), only=only)}
    if told is not None:
        values = {month: value for month, value in values.items() if month in told}
    if len(values) < 2:
        return None
    months = _months(period, values)
    nothing = None if metric.is_share or told is not None else Decimal(0)
    shown = [values.get(month, nothing) for month in months]
    is_year = months[0] // 100 == months[-1] // 100
    names = [f"{month % 100:02d}" if is_year else f"{month // 100}-{month % 100:02d}" for month in months]
    places = 2 if metric.unit in ("%", "万元") else 0
    return ChartData(
        "months", _("By month"), names, (Series(name_of(metric), shown),), unit=metric.unit, places=places
    )


def by_group(metric: Metric, period: Period, told: str, only: dict[str, str]) -> list[FigureGroup]:
    """Return the figure of each group, the largest first."""
    values = compute_by(metric, period, told, at=now(), only=only)
    return _in_order([_group(value, (told,), only) for value in values], told)


def with_rest(
    whole: Value, told: Sequence[Value], by: Sequence[str], only: dict[str, str]
) -> list[FigureGroup]:
    """Return the groups told, the largest first, and what is left of the whole as a last line."""
    found = _in_order([_group(value, by, only) for value in told], by[-1])
    rows = whole.rows - sum(value.rows for value in told)
    if not found or not rows:
        return found
    rest = replace(
        whole,
        group=(None,),
        rows=rows,
        numerator=_left(whole.numerator, [value.numerator for value in told]),
        denominator=_left(whole.denominator, [value.denominator for value in told]),
    )
    return [*found, FigureGroup(str(_("the others together")), rest, {}, is_rest=True)]


def _left(whole: Decimal | None, told: Sequence[Decimal | None]) -> Decimal | None:
    return None if whole is None else whole - sum(number or Decimal(0) for number in told)


def _in_order(found: list[FigureGroup], told: str) -> list[FigureGroup]:
    return found if told == MONTH else sorted(found, key=lambda group: (-group.value.rows, group.name))


def _group(value: Value, by: Sequence[str], only: dict[str, str]) -> FigureGroup:
    keys = {name: int(key) if name == MONTH else key for name, key in zip(by, value.group, strict=True)}
    told, key = by[-1], keys[by[-1]]
    name = (
        "" if key is None else f"{key // 100}-{key % 100:02d}" if told == MONTH else str(word_of(told, key))
    )
    query = {**only, **{column: str(each) for column, each in keys.items()}}
    return FigureGroup(name or "—", value, query)


def _months(period: Period, known: Mapping[int, Any]) -> list[int]:
    first, last = period.first, min(period.last, max(period.first, _last(known)))
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    start = first.year * 12 + first.month - 1
    return [(start + n) // 12 * 100 + (start + n) % 12 + 1 for n in range(months)]


def _last(known: Mapping[int, Any]) -> date:
    month = max(known)
    return date(int(month) // 100, int(month) % 100, 28)
