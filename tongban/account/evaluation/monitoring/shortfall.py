"""Why a target is missed: where the shortfall arose and since when, from the rows of its metric, largest parts first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from tongban.account.evaluation.monitoring.pace import Pace
from tongban.account.evaluation.queries.standings import format_number
from tongban.account.evaluation.rules import Goal, rounded
from tongban.account.insight import flows
from tongban.account.insight.definitions import Metric
from tongban.account.insight.expressions import MONTH, groups_of
from tongban.account.insight.keys import FigureKey, key_of
from tongban.account.insight.rules import Period
from tongban.account.insight.values import Value, value_of, values_by
from tongban.ground.kit.fact_views import published_facts
from tongban.ground.law import term

ZERO, HUNDRED = Decimal(0), Decimal(100)
BREAKDOWN_COLUMNS = ("item", "division", "line", "kind", "channel", "type")
"""By which columns a figure is broken down, as far as its fact has them."""
SLOWEST = 5


@dataclass(frozen=True, slots=True)
class MonthGap:
    """A month against the pace: its value, what was needed, and how far behind the year was at its end."""

    month: int
    value: Decimal | None
    needed: Decimal | None
    before: Decimal | None
    gap: Decimal
    running: Decimal
    rows_key: FigureKey


@dataclass(frozen=True, slots=True)
class GroupGap:
    """A group's part in the shortfall: its value, what it is compared with, and the difference that hurts (below 0)."""

    name: str
    value: Decimal | None
    compared: Decimal | None
    difference: Decimal | None
    rows: int
    rows_key: FigureKey


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A figure broken down by a column."""

    column: str
    title: Any
    parts: Sequence[GroupGap]


@dataclass(frozen=True)
class ShortfallAnalysis:
    """A bound indicator on a day, and where its shortfall comes from."""

    name: str
    goal: Goal
    unit: str
    pace: Pace

    @property
    def metric(self) -> Metric:
        """Return the metric."""
        return self.pace.metric

    @property
    def period(self) -> Period:
        """Return the part of the year that has passed."""
        return self.pace.period

    @property
    def is_lower_better(self) -> bool:
        """Return whether more is worse."""
        return self.goal.direction == "lower"

    @cached_property
    def expected(self) -> Decimal:
        """Return what the target asks for by the day."""
        if not self.pace.is_adding:
            return self.goal.value
        return self._whole(self.goal.value * Decimal(repr(self.pace.expected_share)))

    @cached_property
    def shortfall(self) -> Decimal | None:
        """Return how far behind the year is, below 0 when it hurts."""
        value = self.pace.value.value
        return None if value is None else self._hurting(value - self.expected)

    @cached_property
    def months(self) -> list[MonthGap]:
        """Return the months against the pace."""
        found, running, passed = [], ZERO, 0.0
        for number, month in enumerate(self.pace.months, 1):
            value = self.pace.by_month.get(number)
            had = value.value if value else ZERO if self.pace.is_adding else None
            needed = self._needed(passed + month.share) - (
                self._needed(passed) if self.pace.is_adding else ZERO
            )
            passed += month.share
            gap = self._hurting(had - needed) if had is not None else ZERO
            weighed = gap if self.pace.is_adding else gap * month.rows / HUNDRED
            running += weighed
            before = self.pace.before.get(number)
            found.append(
                MonthGap(
                    number,
                    had,
                    needed,
                    before.value if before else None,
                    gap,
                    running,
                    self._of_month(number),
                )
            )
        return found

    @cached_property
    def since(self) -> MonthGap | None:
        """Return the month since which the year has been behind without a break."""
        behind = None
        for month in reversed(self.months):
            if month.running >= 0:
                break
            behind = month
        return behind

    @cached_property
    def is_compared(self) -> bool:
        """Return whether the year before is there to compare with."""
        return self.same_before is not None and bool(self.same_before.rows)

    @cached_property
    def same_before(self) -> Value | None:
        """Return the value of the same days of the year before."""
        return value_of(self.metric, self.period.a_year_before(), engine=self.pace.engine, at=self.pace.at)

    @cached_property
    def told(self) -> list[Breakdown]:
        """Return the figure by each column that its fact has, what hurts most first."""
        fact = published_facts()[self.metric.fact]
        names = [name for name in BREAKDOWN_COLUMNS if name in groups_of(fact)][:2]
        titles = {column.name: column.says for column in fact.columns}
        return [Breakdown(name, titles[name], self._parts(name)) for name in names]

    @cached_property
    def steps(self) -> list[tuple[flows.StepTime, FigureKey]]:
        """Return the slowest steps of the items that the metric counts, with the key of their rows."""
        if self.metric.fact != "cases":
            return []
        counted = self._by("item", self.period)
        found = flows.step_times(flows.CaseSelection(self.period), self.pace.engine)
        timed = [step for step in found if step.mean_days is not None and step.item in counted]
        timed.sort(key=lambda step: (-(step.mean_days or ZERO) * step.done, step.item, step.step))
        return [(step, self._of_step(step)) for step in timed[:SLOWEST]]

    @property
    def rows_key(self) -> FigureKey:
        """Return the key of the rows of the value."""
        return key_of(self.metric, self.period)

    @property
    def explain_above(self) -> Decimal:
        """Return from which part of the difference on a group is named in the draft, in percent."""
        return Decimal(term("explain_points_above", on=self.pace.on))

    def say(self, value: Decimal | None) -> str:
        """Return a value with the unit."""
        return format_number(value, self.unit) or "—"

    def _needed(self, share: float) -> Decimal:
        if not self.pace.is_adding:
            return self.goal.value
        return self._whole(self.goal.value * Decimal(repr(share)))

    def _whole(self, value: Decimal) -> Decimal:
        return value.quantize(Decimal(1)) if self.metric.measure == "count" else rounded(value)

    def _hurting(self, difference: Decimal) -> Decimal:
        return -difference if self.is_lower_better else difference

    def _of_month(self, number: int) -> FigureKey:
        return key_of(self.metric, self.period, **{MONTH: f"{self.pace.on.year}{number:02d}"})

    def _of_step(self, step: flows.StepTime) -> FigureKey:
        return key_of("steps-in-time", self.period, item=step.item, step=step.step)

    def _parts(self, column: str) -> list[GroupGap]:
        now, before = self._by(column, self.period), {}
        if self.is_compared and self.pace.is_adding:
            before = self._by(column, self.period.a_year_before())
        found = [
            self._part(column, key, now.get(key), before.get(key), bool(before)) for key in {**now, **before}
        ]
        return sorted(found, key=lambda part: (part.difference or ZERO, -part.rows, part.name))

    def _by(self, column: str, period: Period) -> dict[Any, Value]:
        values = values_by(self.metric, period, column, engine=self.pace.engine, at=self.pace.at)
        return {value.group[0]: value for value in values}

    def _part(
        self, column: str, key: Any, now: Value | None, before: Value | None, is_compared: bool
    ) -> GroupGap:
        had = now.value if now else ZERO if self.pace.is_adding else None
        compared, difference = None, None
        if is_compared:
            compared = before.value if before and before.value is not None else ZERO
            difference = self._hurting((had or ZERO) - compared)
        elif self.metric.measure in ("share", "ratio") and now is not None and now.numerator is not None:
            compared = self.goal.value
            due = (now.denominator or ZERO) * self.goal.value / HUNDRED
            difference = rounded(self._hurting(now.numerator - due))
        rows_key = key_of(self.metric, self.period, by=MONTH, **{column: key})
        return GroupGap(str(key or "—"), had, compared, difference, now.rows if now else 0, rows_key)


def draft_of(why: ShortfallAnalysis) -> str:
    """Return a cause drafted in Chinese for the officer to correct: only what the rows say, nothing of motives."""
    return "".join(_sentences(why))


def _sentences(why: ShortfallAnalysis) -> Iterable[str]:
    day, value = why.period.last, why.pace.value.value
    if value is None:
        return
    target = f"全年目标{why.say(why.goal.value)}"
    if why.pace.is_adding:
        yield f"截至{day:%Y年%-m月%-d日}，{why.name}为{why.say(value)}，{target}，按时间进度应为{why.say(why.expected)}"
    else:
        yield f"截至{day:%Y年%-m月%-d日}，{why.name}为{why.say(value)}，{target}"
    short = why.shortfall
    if short is None or short >= 0:
        yield "，未落后于目标进度。"
        return
    unit = "个百分点" if why.unit == "%" else why.unit
    yield f"，{'超出' if why.is_lower_better else '相差'}{-short.normalize():f}{unit}。"
    yield from _since(why)
    yield from _year_before(why)
    yield from _groups(why)
    yield from _slowest(why)


def _since(why: ShortfallAnalysis) -> Iterable[str]:
    if why.since is None:
        return
    worst = min(why.months, key=lambda month: month.gap)
    yield f"自{why.since.month}月起累计未达进度"
    if worst.gap < 0 and worst.value is not None:
        yield f"，差距最大的月份为{worst.month}月（完成{why.say(worst.value)}，进度要求{why.say(worst.needed)}）"
    yield "。"


def _year_before(why: ShortfallAnalysis) -> Iterable[str]:
    before, now = why.same_before, why.pace.value.value
    if not why.is_compared or before is None or before.value is None or now is None:
        return
    change = now - before.value
    word = "持平" if not change else f"{'增加' if change > 0 else '减少'}{_plain(abs(change), why.unit)}"
    yield f"上年同期为{why.say(before.value)}，同比{word}。"


def _groups(why: ShortfallAnalysis) -> Iterable[str]:
    words = {
        "item": "事项",
        "division": "部门",
        "line": "预算项目",
        "kind": "类别",
        "channel": "渠道",
        "type": "类型",
    }
    for told in why.told:
        hurting = [part for part in told.parts if part.difference is not None and part.difference < 0]
        whole = -sum((part.difference or ZERO for part in hurting), ZERO)
        named = [
            part for part in hurting[:3] if -(part.difference or ZERO) * HUNDRED >= whole * why.explain_above
        ]
        if not named:
            continue
        said = "、".join(f"{part.name}（{_of_part(why, part)}）" for part in named)
        yield f"按{words[told.column]}看，影响最大的是{said}。"


def _of_part(why: ShortfallAnalysis, part: GroupGap) -> str:
    difference = abs(part.difference or ZERO)
    if not why.pace.is_adding:
        return f"{why.say(part.value)}，按目标差{difference.normalize():f}件"
    word = "增加" if why.is_lower_better else "减少"
    return f"比上年同期{word}{_plain(difference, why.unit)}"


def _slowest(why: ShortfallAnalysis) -> Iterable[str]:
    if why.steps:
        step, _key = why.steps[0]
        yield (
            f"用时最多的环节为{step.item}的“{step.step}”，平均{rounded(step.mean_days or ZERO)}个工作日"
            f"，完成{step.done}次，其中超期{step.late}次。"
        )


def _plain(value: Decimal, unit: str) -> str:
    return f"{rounded(value)}个百分点" if unit == "%" else format_number(value, unit)
