"""Cases outside the published flow: what neither the chart nor the steps of the item foresee."""

from collections.abc import Iterable
from dataclasses import dataclass

from tongban.account.insight.engines.protocol import Engine
from tongban.account.insight.flows.sources import CaseSelection, fact_sql, one_of_sql, references
from tongban.ground.kit.fact_views import published_facts

KINDS = ("unforeseen", "sent_back", "skipped", "out_of_order", "after_decision")
"""A move the chart does not know; a case sent back between steps; granted with a step left out; a later step done
before an earlier one; a step done after the decision."""


@dataclass(frozen=True, slots=True)
class DepartureCount:
    """A kind of departure, and how many cases show it."""

    kind: str
    cases: int


def count_departures(
    chosen: CaseSelection, engine: Engine, *, foreseen: Iterable[str] | None = None
) -> list[DepartureCount]:
    """Return every kind of departure with the cases that show it, kinds without a case too."""
    rows = engine.ask(f"""
        SELECT kind, count(DISTINCT case_ref) AS cases FROM ({departures_sql(chosen, engine.dialect, foreseen)}) AS found
        GROUP BY kind
    """)
    counts = {row["kind"]: int(row["cases"]) for row in rows}
    return [DepartureCount(kind, counts.get(kind, 0)) for kind in KINDS]


def departures_sql(chosen: CaseSelection, dialect: str, foreseen: Iterable[str] | None = None) -> str:
    """Return SQL for every departure: its kind and the number of the case."""
    moves = published_facts()["events"].foreseen if foreseen is None else tuple(foreseen)
    picked = references(chosen, dialect)
    events = f"""
        SELECT reference, coalesce(status_before, '') AS came, coalesce(lag(status_after) OVER turn, '') AS stood,
          coalesce(status_before, '') || '>' || activity || '>' || status_after AS move, number
        FROM {fact_sql("events", dialect)} WHERE reference IN ({picked})
        WINDOW turn AS (PARTITION BY reference ORDER BY number)"""
    steps = f"""
        SELECT reference, step, stage, round, state, done_at, done_on,
          max(CASE WHEN round = 1 THEN done_at END) OVER (
            PARTITION BY reference ORDER BY stage RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS earlier_at,
          max(round) OVER (PARTITION BY reference, step) AS last_round
        FROM {fact_sql("steps", dialect)} WHERE reference IN ({picked})"""
    decided = f"SELECT reference, outcome, decided_on FROM {fact_sql('cases', dialect)} WHERE decided_on IS NOT NULL"
    return f"""
        SELECT 'unforeseen' AS kind, reference AS case_ref FROM ({events}) AS events
        WHERE came <> stood OR NOT ({one_of_sql("move", moves, dialect)})
        UNION ALL
        SELECT CASE WHEN state = 'sent_back' THEN 'sent_back' ELSE 'out_of_order' END, reference FROM ({steps}) AS steps
        WHERE state = 'sent_back' OR (round = 1 AND done_at < earlier_at)
        UNION ALL
        SELECT CASE WHEN done_at IS NULL THEN 'skipped' ELSE 'after_decision' END, steps.reference
        FROM ({steps}) AS steps JOIN ({decided}) AS decided ON decided.reference = steps.reference
        WHERE (done_at IS NULL AND round = last_round AND outcome = 'granted') OR done_on > decided_on
    """
