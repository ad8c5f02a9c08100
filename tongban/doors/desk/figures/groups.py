"""Figures told apart: by month as a chart, by a column as a table; what is published hides small cells."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from tongban.account.insight.queries import MONTH, SMALL, TOTAL, Metric, Period, Value, name_of, shown_cells
from tongban.doors.desk.figures.asking import ask_by
from tongban.doors.desk.figures.words import title_of, word_of
from tongban.ground.kit.charts import Chart, Series
from tongban.ground.kit.fact_views import published
from tongban.ground.kit.pseudonyms import FACTS, pseudonym
from tongban.ground.people.models import User

USUAL = ("division", "item", "line", "type", MONTH)


@dataclass(frozen=True, slots=True)
class Group:
    """A group's figure; ``is_hidden`` where it is too small to be published."""

    name: str
    value: Value
    query: dict[str, str]
    is_hidden: bool = False


def choices(metric: Metric) -> list[tuple[str, Any]]:
    """Return the columns that a figure may be told apart by; nobody ranks officers."""
    shown = [column for column in published()[metric.fact].columns if column.groups and column.is_open]
    return [
        (MONTH, _("Month")),
        *((column.name, title_of(column)) for column in shown if column.name not in ("area", "item_code")),
    ]


def told_by(query: Mapping[str, str], metric: Metric) -> str:
    """Return the column asked for, or the usual one of the metric."""
    known = [name for name, _ in choices(metric)]
    asked = query.get("by", "")
    return asked if asked in known else next(name for name in USUAL if name in known)


def chosen(query: Mapping[str, str], metric: Metric, reader: User | None) -> dict[str, str]:
    """Return the groups the figure is narrowed to, as the address names them."""
    known = {name for name, _ in choices(metric)}
    own = {"officer"} if reader and query.get("officer") == officer_of(reader) else set()
    return {name: query[name] for name in sorted((known | own) & set(query)) if query[name]}


def officer_of(reader: User) -> str:
    """Return the pseudonym under which facts name an officer."""
    return pseudonym("officer", reader.pk, FACTS)


def by_month(metric: Metric, period: Period, only: dict[str, str]) -> Chart | None:
    """Return the months of a period as a chart; one month needs none."""
    values = {value.group[0]: value.value for value in ask_by(metric, period, MONTH, at=now(), only=only)}
    if len(values) < 2:
        return None
    months = _months(period, values)
    shown = [values.get(month, None if metric.is_share else Decimal(0)) for month in months]
    is_year = months[0] // 100 == months[-1] // 100
    names = [f"{month % 100:02d}" if is_year else f"{month // 100}-{month % 100:02d}" for month in months]
    places = 2 if metric.unit in ("%", "万元") else 0
    return Chart(
        "months", _("By month"), names, (Series(name_of(metric), shown),), unit=metric.unit, places=places
    )


def by_group(
    metric: Metric, period: Period, told: str, only: dict[str, str], *, is_open: bool
) -> list[Group]:
    """Return the figure of each group, the largest first; the public does not see small ones."""
    values = ask_by(metric, period, told, at=now(), only=only)
    shown = _shown(values) if is_open else {}
    found = [_group(value, told, only, shown.get(value.group[0], 1) is None) for value in values]
    if told == MONTH:
        return found
    return sorted(found, key=lambda group: (group.is_hidden, -group.value.rows, group.name))


def _shown(values: list[Value]) -> dict[Any, int | None]:
    """Return how many rows of each group the public may be told; nothing where they are hidden."""
    rows = {value.group[0]: value.rows for value in values}
    return shown_cells({**rows, TOTAL: sum(rows.values())}, [(TOTAL, *rows)], SMALL)


def _group(value: Value, told: str, only: dict[str, str], is_hidden: bool) -> Group:
    key = int(value.group[0]) if told == MONTH else value.group[0]
    name = (
        "" if key is None else f"{key // 100}-{key % 100:02d}" if told == MONTH else str(word_of(told, key))
    )
    return Group(name or "—", value, {**only, told: str(key)}, is_hidden)


def _months(period: Period, known: Mapping[int, Any]) -> list[int]:
    first, last = period.first, min(period.last, max(period.first, _last(known)))
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    start = first.year * 12 + first.month - 1
    return [(start + n) // 12 * 100 + (start + n) % 12 + 1 for n in range(months)]


def _last(known: Mapping[int, Any]) -> date:
    month = max(known)
    return date(int(month) // 100, int(month) % 100, 28)
