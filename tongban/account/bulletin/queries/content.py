"""A bulletin as it is composed from the figures of its period: sentences, tables and series; always in Chinese."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import override

from tongban.account.bulletin.models import Bulletin
from tongban.account.bulletin.queries.figures import (
    BASES,
    CALLS,
    CALLS_WAITING,
    CLOSED,
    ORDERS,
    OUTCOMES,
    RATES,
    SHARES,
    TELEPHONE,
    UNITS,
    PeriodFigures,
)
from tongban.account.bulletin.queries.hot_spots import bursts_of
from tongban.account.insight.rules import Period, month_of
from tongban.account.insight.values import Value
from tongban.ground.matters.letter import written_day
from tongban.ground.office.values import bureau_name
from tongban.work.hotline.models import BurstAlarm

CHINESE = "zh-hans"
TITLES = {"daily": "12345热线日报", "weekly": "12345热线周报", "monthly": "12345热线月报"}
MOST_PARTS = 12
"""So many parts are printed of each way of telling orders apart; the rest together."""
REST, NOTHING, CITY = "其他", "—", "全市"
CALL_NAMES = ("接通", "等待中放弃", "尚在等待")
OUTCOME_NAMES = ("已解决", "未解决", "未知是否解决")


def period_of(kind: str, day: date) -> Period:
    """Return the day, the week from Monday, or the month that a day lies in."""
    if kind == Bulletin.Kind.WEEKLY:
        monday = day - timedelta(days=day.weekday())
        return Period(monday, monday + timedelta(days=6))
    return month_of(day.year, day.month) if kind == Bulletin.Kind.MONTHLY else Period(day, day)


def content_of(kind: str, figures: PeriodFigures) -> dict[str, Any]:
    """Return what a bulletin says; every number in it stands in its tables."""
    with override(CHINESE):
        bursts = bursts_of(figures.period)
        return {
            "title": TITLES[kind],
            "bureau": bureau_name(),
            "period": _written(figures.period),
            "paragraphs": [*_sentences(figures), _of_bursts(bursts)],
            "orders": figures.count(ORDERS),
            "before": figures.before,
            "parts": _parts(figures),
            "closed": figures.count(CLOSED),
            "outcomes": [
                [name, figures.count(code)] for name, code in zip(OUTCOME_NAMES, OUTCOMES, strict=True)
            ],
            "calls": figures.count(CALLS),
            "call_outcomes": [
                [name, figures.count(code)]
                for name, code in zip(CALL_NAMES, (*TELEPHONE, CALLS_WAITING), strict=True)
            ],
            "late_at": f"{localtime(figures.at):%Y-%m-%d %H:%M}",
            "late": [[str(each.figure.title), each.count] for each in figures.late],
            "shares": [_share(figures.values[code]) for code in BASES],
            "days": [[f"{day:%m-%d}", number] for day, number in figures.days],
            "bursts": [_row(burst) for burst in bursts],
            "is_example": figures.is_example,
        }


def _written(period: Period) -> str:
    first, last = written_day(period.first), written_day(period.last)
    return first if first == last else f"{first}至{last}"


def _sentences(figures: PeriodFigures) -> list[str]:
    orders, closed = figures.count(ORDERS), figures.count(CLOSED)
    solved, unsolved, unheard = (figures.count(code) for code in OUTCOMES)
    return [
        f"本期受理诉求{orders}件，上一同长时段{figures.before}件。{_said(figures, 'hotline-direct')}",
        "".join(_said(figures, code) for code in list(SHARES)[1:]),
        f"本期办结{closed}件，其中回访确认已解决{solved}件、未解决{unsolved}件，未知是否解决{unheard}件。办结不等于解决，解决不等于满意。",
        "".join(_said(figures, code) for code in RATES),
        f"本期要求人工服务的来电{figures.count(CALLS)}次。"
        + "".join(_said(figures, code) for code in TELEPHONE),
        _of_lateness(figures),
    ]


def _of_lateness(figures: PeriodFigures) -> str:
    counts = "，".join(f"{each.figure.title}{each.count}件" for each in figures.late)
    return f"截至{localtime(figures.at):%m月%d日%H:%M}，{counts}。"


def _said(figures: PeriodFigures, code: str) -> str:
    """Return a share as a sentence that names its base, or says that there was nothing to divide by."""
    value = figures.values[code]
    base, unit = BASES[code], UNITS[code]
    if value.value is None:
        return f"{value.metric.label}：{base}为0{unit}，无从计算。"
    low, high = value.interval or (None, None)
    within = f"（95%置信区间{low}%至{high}%）" if code in RATES else ""
    return f"{base}{value.denominator}{unit}，其中计入{value.numerator}{unit}，{value.metric.label}{value.value}%{within}。"


def _of_bursts(bursts: Sequence[BurstAlarm]) -> str:
    if not bursts:
        return "本期无诉求激增预警。"
    named = "；".join(
        f"{each.day:%m月%d日}{each.area or CITY}“{each.demand_class}”{each.seen}件，"
        f"预计{each.expected:.1f}件，预警线{each.limit}件"
        for each in bursts[:5]
    )
    return f"本期诉求激增预警{len(bursts)}次：{named}。"


def _parts(figures: PeriodFigures) -> list[dict[str, Any]]:
    ways: dict[str, list[list[Any]]] = {}
    for part in figures.parts:
        ways.setdefault(part.by, []).append([part.name, part.count])
    return [{"by": by, "rows": _folded(rows)} for by, rows in ways.items()]


def _folded(rows: list[list[Any]]) -> list[list[Any]]:
    """Return the largest parts and the rest together, so that they still add up."""
    if len(rows) <= MOST_PARTS:
        return rows
    rest = sum(count for _, count in rows[MOST_PARTS - 1 :])
    return [*rows[: MOST_PARTS - 1], [REST, rest]]


def _share(value: Value) -> dict[str, Any]:
    bounds = value.interval
    return {
        "code": value.metric.code,
        "name": value.metric.label,
        "base": BASES[value.metric.code],
        "part": _whole(value.numerator),
        "whole": _whole(value.denominator),
        "value": NOTHING if value.value is None else f"{value.value}%",
        "interval": f"{bounds[0]}%–{bounds[1]}%" if bounds else NOTHING,
        "definition": value.definition,
    }


def _whole(number: Decimal | None) -> int:
    return int(number or 0)


def _row(burst: BurstAlarm) -> list[Any]:
    return [
        burst.day.isoformat(),
        str(burst.area or CITY),
        str(burst.demand_class),
        burst.seen,
        f"{burst.expected:.1f}",
        burst.limit,
        f"{burst.p:.1e}",
    ]
