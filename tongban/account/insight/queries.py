"""What may be asked of measurement: definitions, figures, the rows behind them, and what was kept."""

from tongban.account.insight import flows, forecasting
from tongban.account.insight.definitions import Metric, metric, metrics
from tongban.account.insight.disclosure import AXES, Reason, Release, is_open, release
from tongban.account.insight.engines import LIVE, Engine, EngineDown, embedded, newest_engine, on_spark
from tongban.account.insight.expressions import MONTH, Question, get_ready, groups_of
from tongban.account.insight.keeping import MEASURED, kept, kept_of
from tongban.account.insight.keys import FigureKey, key_of
from tongban.account.insight.rated import Rated, rated_by
from tongban.account.insight.rules import Period, months_of, read_period, year_of
from tongban.account.insight.snapshot.manifest import Manifest, NoSnapshot, Spoiled, current, faults
from tongban.account.insight.values import Value, all_of, rows_of, sql_of, value_of, values_by
from tongban.account.insight.wording import in_words, name_of

__all__ = [
    "AXES",
    "LIVE",
    "MEASURED",
    "MONTH",
    "Engine",
    "EngineDown",
    "FigureKey",
    "Manifest",
    "Metric",
    "NoSnapshot",
    "Period",
    "Question",
    "Rated",
    "Reason",
    "Release",
    "Spoiled",
    "Value",
    "all_of",
    "current",
    "embedded",
    "faults",
    "flows",
    "forecasting",
    "get_ready",
    "groups_of",
    "in_words",
    "is_open",
    "kept",
    "kept_of",
    "key_of",
    "metric",
    "metrics",
    "months_of",
    "name_of",
    "newest_engine",
    "on_spark",
    "rated_by",
    "read_period",
    "release",
    "rows_of",
    "sql_of",
    "value_of",
    "values_by",
    "year_of",
]
