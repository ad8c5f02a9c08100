"""A definition in words: what is counted, of which rows, and how the figure comes of it."""

from collections.abc import Iterator

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tongban.account.insight.definitions import Condition, Metric
from tongban.ground.kit.fact_views import Fact, published_facts

WORDS = {
    "<=": "≤",
    ">=": "≥",
    "!=": "≠",
    "in": "∈",
    "begins": "^",
}


def name_of(metric: Metric) -> str:
    """Return the metric's name in the reader's language."""
    return metric.english if (get_language() or "").startswith("en") else metric.label


def in_words(metric: Metric) -> list[str]:
    """Return the definition as sentences: the rows, the day that counts, the conditions, the measure."""
    fact = published_facts()[metric.fact]
    says = {column.name: str(column.says) for column in fact.columns}
    return [
        _("Rows: %(fact)s (%(name)s)") % {"fact": fact.title, "name": fact.name},
        _("In the period by: %(day)s (%(name)s)") % {"day": says[metric.day], "name": metric.day},
        *(_("Only rows with: %s") % each for each in _conditions(metric.where, says)),
        *_measured(metric, fact, says),
    ]


def _measured(metric: Metric, fact: Fact, says: dict[str, str]) -> Iterator[str]:
    of = [f"{says[name]} ({name})" for name in metric.of]
    match metric.measure:
        case "count":
            yield _("Figure: how many rows there are")
        case "share":
            for each in _conditions(metric.counted, says):
                yield _("Counted: rows with %s") % each
            yield _("Figure: counted rows ÷ all these rows × 100 %")
        case "distinct":
            yield _("Figure: how many different values of %s") % of[0]
        case "sum":
            yield _("Figure: sum of %(column)s ÷ %(per)s") % {"column": of[0], "per": metric.per}
        case "mean":
            yield _("Figure: sum of %(column)s ÷ how many have it") % {"column": of[0]}
        case "max":
            yield _("Figure: the largest %s") % of[0]
        case "median" | "quantile":
            share = {"column": of[0], "share": metric.quantile or "0.5"}
            yield (
                _("Figure: quantile %(share)s of %(column)s, between two values their weighted mean") % share
            )
        case "ratio":
            yield _("Figure: sum of %(first)s ÷ sum of %(second)s × 100 %%") % {
                "first": of[0],
                "second": of[1],
            }
        case _:
            both = {"first": of[0], "second": of[1]}
            yield _("Figure: 100 %% − sum of %(first)s ÷ sum of %(second)s × 100 %%") % both


def _conditions(conditions: tuple[Condition, ...], says: dict[str, str]) -> Iterator[str]:
    for condition in conditions:
        name = f"{says[condition.column]} ({condition.column})"
        match condition.comparison:
            case "known":
                yield _("%s known") % name
            case "unknown":
                yield _("%s unknown") % name
            case "yes":
                yield _("%s: yes") % name
            case "no":
                yield _("%s: no") % name
            case _:
                value = condition.value
                if condition.is_column:
                    value = f"{says[str(value)]} ({value})"
                elif isinstance(value, tuple):
                    value = "、".join(map(str, value))
                sign = WORDS.get(condition.comparison, condition.comparison)
                yield f"{name} {sign} {value}"
