"""Live figures: the numbers a text may name in braces, so that text and table cannot differ.

A key reads as an officer would say it: {预算总金额.执行率}, {专项邮寄费.实际支出数},
{指标.新登记各类市场主体数量.完成值}, {任务.购买快递服务.使用金额}.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from tongban.account.budget.queries import BudgetSheet, Execution
from tongban.account.evaluation.models import KeyTask
from tongban.account.evaluation.queries.standings import IndicatorStanding
from tongban.ground.kit.figures import in_wan

TOKEN = re.compile(r"\{([^{}\n]{1,120})\}")
PLAIN_NUMBER = re.compile(r"(?<![\d.{])\d+(?:,\d{3})*(?:\.\d+)?%?")
HARMLESS = re.compile(r"(?:19|20)\d{2}\s*年|第\s*\d+|\d+\s*[年月日]|^\d+[.、]|\d+\s*号")


@dataclass(frozen=True, slots=True)
class LiveFigure:
    """A figure of the account: its key, its value, how it is written (with its unit), and where it comes from.

    ``metric`` names the metric and period of an operating figure, ``definition`` and ``snapshot`` the digests of what
    was defined and of the records it was computed from, ``source`` says all that in print.
    """

    key: str
    value: Decimal | None
    text: str
    unit: str = ""
    metric: str = ""
    source: str = ""
    definition: str = ""
    snapshot: str = ""


@dataclass(frozen=True, slots=True)
class FilledText:
    """A text with its figures filled in, and each of them with the place where it begins."""

    text: str = ""
    figures: tuple[tuple[int, LiveFigure], ...] = ()

    def __add__(self, more: "str | FilledText") -> "FilledText":
        """Return the text with more behind it; its figures move along."""
        if isinstance(more, str):
            return FilledText(self.text + more, self.figures)
        moved = tuple((len(self.text) + offset, figure) for offset, figure in more.figures)
        return FilledText(self.text + more.text, self.figures + moved)


def budget_figures(sheet: BudgetSheet) -> dict[str, LiveFigure]:
    """Return the figures of the budget: totals and lines by name."""
    named = {"预算总金额": sheet.total, "基本支出": sheet.basic, "项目支出": sheet.project}
    named |= {row.line.name: row.execution for row in sheet.rows if row.line.name not in named}
    figures = [figure for name, execution in named.items() for figure in _of_execution(name, execution)]
    return {figure.key: figure for figure in figures}


def _of_execution(name: str, execution: Execution) -> Iterable[LiveFigure]:
    amounts = {
        "年初预算数": execution.initial,
        "预算调整数": execution.adjustment,
        "调整预算数": execution.adjusted,
        "实际支出数": execution.spent,
        "未支出数": execution.unspent,
    }
    for label, yuan in amounts.items():
        yield LiveFigure(f"{name}.{label}", in_wan(yuan), f"{in_wan(yuan)}万元", "万元")
    rates = {
        "执行率": execution.rate,
        "预算调整率": execution.adjustment_rate,
        "结转结余率": execution.unspent_rate,
    }
    for label, rate in rates.items():
        yield LiveFigure(f"{name}.{label}", rate, "—" if rate is None else f"{rate}%", "%")


def indicator_figures(
    standings: Iterable[IndicatorStanding], tasks: Iterable[KeyTask]
) -> dict[str, LiveFigure]:
    """Return the figures of indicators and tasks."""
    figures: dict[str, LiveFigure] = {}
    for standing in standings:
        name = standing.indicator.name
        for label, value, text in (
            ("目标值", standing.indicator.target, standing.target_text),
            ("完成值", standing.actual, standing.actual_text),
            ("偏差", standing.deviation.relative if standing.deviation else None, standing.deviation_text),
        ):
            figures[f"指标.{name}.{label}"] = LiveFigure(f"指标.{name}.{label}", value, text)
    for task in tasks:
        if task.spent_yuan is not None:
            key = f"任务.{task.name}.使用金额"
            figures[key] = LiveFigure(key, in_wan(task.spent_yuan), f"{in_wan(task.spent_yuan)}万元")
    return figures


def fill(text: str, figures: Mapping[str, LiveFigure]) -> str:
    """Return a text with every known figure in its place; an unknown key stays in braces to be seen."""
    return fill_and_locate(text, figures).text


def fill_and_locate(text: str, figures: Mapping[str, LiveFigure]) -> FilledText:
    """Return a text with every known figure in its place, and where each stands."""
    found, after = FilledText(), 0
    for token in TOKEN.finditer(text):
        figure = figures.get(token[1])
        if figure is not None:
            found += text[after : token.start()]
            found += FilledText(figure.text, ((0, figure),))
            after = token.end()
    return found + text[after:]


def unknown_keys(text: str, figures: Mapping[str, LiveFigure]) -> list[str]:
    """Return the keys of a text that name no figure."""
    return [key for key in TOKEN.findall(text) if key not in figures]


@dataclass(frozen=True, slots=True)
class PlainNumber:
    """A number typed in prose: where it stands, and the keys of the figures that have just this value."""

    text: str
    start: int
    keys: tuple[str, ...]


def plain_numbers(text: str, figures: Mapping[str, LiveFigure]) -> list[PlainNumber]:
    """Return the typed numbers of a text; one that no figure has gets no keys and must be looked at."""
    bare = TOKEN.sub(lambda token: " " * len(token[0]), text)
    bare = HARMLESS.sub(lambda found: " " * len(found[0]), bare)
    found = []
    for match in PLAIN_NUMBER.finditer(bare):
        value = Decimal(match[0].rstrip("%").replace(",", ""))
        keys = tuple(key for key, figure in figures.items() if figure.value == value)
        found.append(PlainNumber(match[0], match.start(), keys))
    return found
