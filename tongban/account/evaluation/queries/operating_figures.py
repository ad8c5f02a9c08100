"""Operating figures of a performance year: metrics as live figures, and the targets that metrics are held to.

A key reads {业务.政务服务大厅办理各事项办件数量}. The value is the one last computed and kept for the whole year, so that
every page, paper and version of the year shows the same; it is computed anew every day, or by ``tongban measure``.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from tongban.account.evaluation.models import Evaluation, Indicator
from tongban.account.evaluation.queries.figures import LiveFigure
from tongban.account.evaluation.queries.standings import goal_of, target_text
from tongban.account.evaluation.rules import Goal
from tongban.account.insight.definitions import Metric, metrics
from tongban.account.insight.kept_values import last_values_of
from tongban.account.insight.rules import year_of
from tongban.account.insight.values import Value

PREFIX = "业务."
BUDGET_UNIT = "万元"


@dataclass(frozen=True, slots=True)
class MetricTarget:
    """What an indicator wants of the metric it is bound to."""

    goal: Goal
    text: str

    def is_met(self, value: Decimal) -> bool:
        """Return whether a value reaches the target."""
        return self.goal.met(value)


def metric_figures(evaluation: Evaluation) -> dict[str, LiveFigure]:
    """Return the operating figures of a year by key, as last computed."""
    return metric_figures_of([evaluation])[0]


def metric_figures_of(evaluations: Sequence[Evaluation]) -> list[dict[str, LiveFigure]]:
    """Return the operating figures of several years, in one query."""
    known = last_values_of([year_of(evaluation.year) for evaluation in evaluations])
    return [
        {figure.key: figure for figure in _figures(known[year_of(each.year)], each)} for each in evaluations
    ]


def targets_of(evaluation: Evaluation) -> dict[str, MetricTarget]:
    """Return the targets of a year's indicators by the code of the metric they are bound to."""
    codes = {f"{PREFIX}{metric.label}": code for code, metric in metrics().items()}
    rows = Indicator.objects.filter(evaluation=evaluation, bound_to__in=codes)
    goals = [(codes[row.bound_to], goal_of(row), target_text(row)) for row in rows]
    return {code: MetricTarget(goal, text) for code, goal, text in goals if goal is not None}


def metric_of(indicator: Indicator) -> Metric | None:
    """Return the metric that an indicator is bound to, if any."""
    return _by_key().get(indicator.bound_to)


@cache
def _by_key() -> dict[str, Metric]:
    return {f"{PREFIX}{metric.label}": metric for metric in metrics().values()}


def _figures(known: Mapping[str, Value], evaluation: Evaluation) -> Iterable[LiveFigure]:
    """Yield the figure of every metric; one that was never computed has no value yet."""
    for metric in metrics().values():
        if metric.code not in known:
            yield LiveFigure(
                f"{PREFIX}{metric.label}", None, "", unit=metric.unit, metric=_named(metric, evaluation)
            )
    yield from _computed(known.values(), evaluation)


def _named(metric: Metric, evaluation: Evaluation) -> str:
    return f"{metric.code}/{evaluation.year}"


def _computed(values: Iterable[Value], evaluation: Evaluation) -> Iterable[LiveFigure]:
    for value in values:
        metric = value.metric
        yield LiveFigure(
            key=f"{PREFIX}{metric.label}",
            value=value.value,
            text=value.text,
            unit=metric.unit,
            metric=_named(metric, evaluation),
            source=_source(value, evaluation),
            definition=value.definition,
            snapshot=value.manifest,
        )


def _source(value: Value, evaluation: Evaluation) -> str:
    period, metric = value.question.period, value.metric
    parts = ""
    if metric.is_share and value.numerator is not None and value.denominator:
        parts = f"，{value.numerator.normalize():f}÷{value.denominator.normalize():f}"
    snapshot = f"快照{value.manifest[:16]}" if value.manifest else "实时数据"
    return (
        f"《{metric.label}》（通办指标 {metric.code}，{period.last}，{evaluation.department}）："
        f"{value.rows}条记录{parts}，定义{value.definition[:16]}，{snapshot}"
    )
