"""Event logs as SQL: the moves and steps of our cases, or a log of another system, in one shape.

A log has ``case_ref``, ``activity``, ``place`` (where the case stands afterwards), ``second`` (of local time since
1970) and the columns that order the events of a case. Everything else in this folder is asked over that shape.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlglot import exp

from tongban.account.insight.engines.protocol import Engine
from tongban.account.insight.rules import Period
from tongban.ground.kit.fact_views import SCHEMA

STEP, SENT_BACK, OBJECTED = "step:", "sent_back:", "objected:"
"""What stands before the name of a step that agreed, sent the case back or objected."""
GRANTED = "granted"


@dataclass(frozen=True, slots=True)
class CaseSelection:
    """Which cases: filed within a period; of an item; of divisions (None: all); only those without a detour.

    A case without a detour was granted and never returned, stopped, extended or accepted by silence.
    """

    period: Period
    item_code: str = ""
    divisions: tuple[str, ...] | None = None
    is_smooth: bool = False


@dataclass(frozen=True, slots=True)
class EventLog:
    """A query in the shape of a log, and the columns that order the events of a case."""

    query: str
    order: tuple[str, ...] = ("number",)

    @property
    def ordered(self) -> str:
        """Return the order of events inside a case."""
        return ", ".join(self.order)


def case_log(chosen: CaseSelection, dialect: str) -> EventLog:
    """Return the log of our own cases: the moves of the chart; for one item also the steps of its review."""
    moves = f"""
        SELECT reference AS case_ref, happened_at, number,
          CASE WHEN status_after IN ('filed', 'incomplete', 'completed') OR activity LIKE 'accept%' THEN 0 ELSE 2 END AS part,
          activity, status_after AS place
        FROM {fact_sql("events", dialect)} WHERE status_after <> 'draft' AND {_of_events(chosen, dialect)}"""
    steps = f"""
        SELECT reference, done_at, stage * 1000 + round, 1,
          CASE state WHEN 'sent_back' THEN '{SENT_BACK}' WHEN 'objected' THEN '{OBJECTED}' ELSE '{STEP}' END || step,
          'accepted'
        FROM {fact_sql("steps", dialect)} WHERE done_at IS NOT NULL AND reference IN ({references(chosen, dialect)})"""
    both = f"{moves} UNION ALL {steps}" if chosen.item_code else moves
    order = ("happened_at", "part", "number") if chosen.item_code else ("number",)
    return EventLog(
        f"SELECT logged.*, {second_of('happened_at', dialect)} AS second FROM ({both}) AS logged", order
    )


def item_choices(chosen: CaseSelection, engine: Engine) -> list[dict[str, Any]]:
    """Return items by division with their newest day of filing: what a page offers to choose from."""
    return engine.ask(f"""
        SELECT item_code, item, division, max(filed_on) AS newest FROM {fact_sql("cases", engine.dialect)}
        WHERE {_of_cases(chosen, engine.dialect)} GROUP BY item_code, item, division
    """)


def imported_log(log: int) -> EventLog:
    """Return a log that was imported from another system; PostgreSQL alone holds it."""
    return EventLog(f"""
        SELECT trace.reference AS case_ref, event.position AS number, event.activity, event.activity AS place,
          floor(extract(epoch FROM event.at AT TIME ZONE 'Asia/Shanghai'))::bigint AS second
        FROM logs_event AS event JOIN logs_trace AS trace ON trace.id = event.trace_id WHERE trace.log_id = {int(log)}
    """)


def references(chosen: CaseSelection, dialect: str) -> str:
    """Return SQL for the numbers of the cases chosen."""
    return f"SELECT reference FROM {fact_sql('cases', dialect)} WHERE {_of_cases(chosen, dialect)}"


def fact_sql(name: str, dialect: str) -> str:
    """Return a fact as the engine names it; Spark knows the views without their schema."""
    return name if _is_spark(dialect) else f"{SCHEMA}.{name}"


def text_sql(value: str, dialect: str) -> str:
    """Return a text as SQL writes it."""
    return exp.Literal.string(value).sql(dialect="spark" if _is_spark(dialect) else dialect)


def one_of_sql(column: str, values: tuple[str, ...], dialect: str) -> str:
    """Return the condition that a column is one of some texts; of none it never is."""
    return f"{column} IN ({', '.join(text_sql(value, dialect) for value in values)})" if values else "1 = 0"


def day_sql(on: date) -> str:
    """Return a day as SQL writes it."""
    return f"DATE '{on}'"


def second_of(moment: str, dialect: str) -> str:
    """Return SQL for the second of a moment, a whole number since 1970."""
    if _is_spark(dialect):
        return f"unix_timestamp({moment})"
    if dialect == "duckdb":
        return f"epoch_us({moment}) // 1000000"
    return f"floor(extract(epoch FROM {moment}))::bigint"


def ordinal_of(on_day: str, dialect: str) -> str:
    """Return SQL for the number of a day since 1970."""
    if _is_spark(dialect):
        return f"datediff({on_day}, DATE '1970-01-01')"
    return f"({on_day} - DATE '1970-01-01')"


def joined_in_order(column: str, between: str, order: str, dialect: str) -> str:
    """Return SQL that joins the texts of a group in order."""
    if not _is_spark(dialect):
        return f"string_agg({column}, {text_sql(between, dialect)} ORDER BY {order})"
    gathered = f"array_sort(collect_list(struct({order}, {column} AS joined)))"
    return f"array_join(transform({gathered}, each -> each.joined), {text_sql(between, dialect)})"


def quantile(column: str, share: str = "0.5") -> str:
    """Return SQL for a quantile, between two values where it falls there."""
    return f"percentile_cont({share}) WITHIN GROUP (ORDER BY {column})"


def _of_cases(chosen: CaseSelection, dialect: str) -> str:
    smooth = f"outcome = '{GRANTED}' AND NOT (was_returned OR was_paused OR was_extended OR by_silence)"
    return " AND ".join([*_shared(chosen, dialect), *([smooth] if chosen.is_smooth else [])])


def _of_events(chosen: CaseSelection, dialect: str) -> str:
    smooth = [f"reference IN ({references(chosen, dialect)})"] if chosen.is_smooth else []
    return " AND ".join([*_shared(chosen, dialect), *smooth])


def _shared(chosen: CaseSelection, dialect: str) -> list[str]:
    held = [f"filed_on BETWEEN {day_sql(chosen.period.first)} AND {day_sql(chosen.period.last)}"]
    if chosen.item_code:
        held.append(f"item_code = {text_sql(chosen.item_code, dialect)}")
    if chosen.divisions is not None:
        held.append(one_of_sql("division", chosen.divisions, dialect))
    return held


def _is_spark(dialect: str) -> bool:
    return dialect in ("spark", "pyspark")
