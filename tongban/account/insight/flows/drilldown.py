"""The cases behind what a map shows: on an arc, at an activity, of a variant, at a place, outside the flow."""

from dataclasses import dataclass
from typing import Any

from tongban.account.insight.engines.protocol import Engine
from tongban.account.insight.flows.departures import departures_sql
from tongban.account.insight.flows.flow_map import next_events_sql
from tongban.account.insight.flows.sources import CaseSelection, EventLog, fact_sql, text_sql
from tongban.account.insight.flows.variants import BETWEEN, traces_sql

SHOWN = "item, division, filed_on, due_on, decided_on, status"


@dataclass(frozen=True, slots=True)
class Pick:
    """What was picked on a page: one of these, the rest empty. An arc has both ends, '' being begin or end."""

    arc: tuple[str, str] | None = None
    activity: str = ""
    place: str = ""
    variant: tuple[str, ...] = ()
    departure: str = ""


def count_of(pick: Pick, chosen: CaseSelection, log: EventLog, engine: Engine) -> int:
    """Return how many cases were picked."""
    rows = engine.ask(
        f"SELECT count(*) AS cases FROM ({_picked(pick, chosen, log, engine.dialect)}) AS picked"
    )
    return int(rows[0]["cases"])


def cases_of(
    pick: Pick, chosen: CaseSelection, log: EventLog, engine: Engine, *, limit: int, offset: int = 0
) -> list[dict[str, Any]]:
    """Return the cases picked with the facts of each, the slowest first; ``seconds`` is what the pick took."""
    return engine.ask(f"""
        SELECT reference, seconds, {SHOWN}
        FROM ({_picked(pick, chosen, log, engine.dialect)}) AS picked
        JOIN {fact_sql("cases", engine.dialect)} AS matter ON matter.reference = picked.case_ref
        ORDER BY seconds DESC NULLS LAST, reference LIMIT {int(limit)} OFFSET {int(offset)}
    """)


def _picked(pick: Pick, chosen: CaseSelection, log: EventLog, dialect: str) -> str:
    if pick.departure:
        return f"""
            SELECT case_ref, CAST(NULL AS bigint) AS seconds FROM ({departures_sql(chosen, dialect)}) AS departures
            WHERE kind = {text_sql(pick.departure, dialect)} GROUP BY case_ref"""
    if pick.variant:
        wanted = text_sql(BETWEEN.join(pick.variant), dialect)
        return (
            f"SELECT case_ref, seconds FROM ({traces_sql(log, dialect)}) AS traces WHERE variant = {wanted}"
        )
    if pick.arc and not pick.arc[0]:
        first = f"SELECT case_ref, activity, row_number() OVER (PARTITION BY case_ref ORDER BY {log.ordered}) AS place_in_case"
        return f"""
            SELECT case_ref, CAST(NULL AS bigint) AS seconds FROM ({first} FROM ({log.query}) AS log) AS firsts
            WHERE place_in_case = 1 AND activity = {text_sql(pick.arc[1], dialect)}"""
    return f"""
        SELECT case_ref, max(seconds) AS seconds FROM ({next_events_sql(log)}) AS moved
        WHERE {_condition(pick, dialect)} GROUP BY case_ref"""


def _condition(pick: Pick, dialect: str) -> str:
    if pick.place:
        return f"place = {text_sql(pick.place, dialect)} AND seconds IS NOT NULL"
    if pick.arc is None:
        return f"activity = {text_sql(pick.activity, dialect)}"
    before, after = pick.arc
    end = f"next_activity = {text_sql(after, dialect)}" if after else "next_activity IS NULL"
    return f"activity = {text_sql(before, dialect)} AND {end}"
