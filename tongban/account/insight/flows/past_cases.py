"""What the facts know of past cases for a forecast: how long they stood at each place, and whether they missed."""

from datetime import date, timedelta
from typing import Any

from tongban.account.insight.engines.protocol import Engine
from tongban.account.insight.flows.forecast import (
    DECIDING,
    Calibration,
    CaseProgress,
    PastCases,
    PastOutcomes,
    calibrated,
)
from tongban.account.insight.flows.sources import day_sql, fact_sql

YEAR_DAYS, CHECKED_WEEKS = 365, 13
ENOUGH = 100
"""With fewer decided cases than this within a year, all that is known counts."""
GROUP = "item_code, division, promised_days, place"


def history_until(engine: Engine, until: date) -> PastOutcomes:
    """Return what was known on a day of cases that came to a place in the year before, or ever where that is little."""
    found = PastOutcomes(_past(engine, until, until - timedelta(days=YEAR_DAYS)))
    return found if found.cases >= ENOUGH else PastOutcomes(_past(engine, until, date.min))


def calibration_until(engine: Engine, until: date) -> Calibration | None:
    """Return how good the forecasts of a quarter would have been, made week by week from what was known before it."""
    first = until - timedelta(weeks=CHECKED_WEEKS)
    known = history_until(engine, first)
    told = (
        (known.forecast(_progress(row)), bool(row["is_missed"]), int(row["cases"]))
        for row in _checked(engine, until)
    )
    return calibrated((said.probability, is_missed, count) for said, is_missed, count in told if said)


def _past(engine: Engine, until: date, since: date) -> list[PastCases]:
    end = f"CASE WHEN decided_on < {day_sql(until)} THEN decided_on ELSE {day_sql(until)} END"
    over = f"CASE WHEN decided_on < {day_sql(until)} THEN 1 ELSE 0 END"
    rows = engine.ask(f"""
        SELECT {GROUP}, last.running - first.running - paused_days AS spent, sum(is_over) AS decided,
          count(*) - sum(is_over) AS still_open
        FROM (SELECT stays.*, {end} AS end_on, {over} AS is_over FROM ({_stays(engine.dialect)}) AS stays
          WHERE entered_on >= {day_sql(since)} AND entered_on < {day_sql(until)}) AS known
        JOIN {fact_sql("counted_days", engine.dialect)} AS first ON first.on_day = entered_on
        JOIN {fact_sql("counted_days", engine.dialect)} AS last ON last.on_day = end_on
        GROUP BY {GROUP}, last.running - first.running - paused_days
    """)
    return [
        PastCases(_progress({**row, "days_left": 0}), int(row["decided"]), int(row["still_open"]))
        for row in rows
    ]


def _checked(engine: Engine, until: date) -> list[dict[str, Any]]:
    """Return how cases stood once a week in the quarter before a day, and whether they missed; undecided counts."""
    counted = fact_sql("counted_days", engine.dialect)
    weeks = ", ".join(day_sql(until - timedelta(weeks=number)) for number in range(1, CHECKED_WEEKS + 1))
    return engine.ask(f"""
        SELECT {GROUP}, today.running - first.running AS spent, due.running - today.running AS days_left,
          CASE WHEN decided_on <= due_on THEN 0 ELSE 1 END AS is_missed, count(*) AS cases
        FROM ({_stays(engine.dialect)}) AS stays
        JOIN {counted} AS today ON today.on_day IN ({weeks}) AND today.on_day >= entered_on
          AND today.on_day <= due_on AND (left_on IS NULL OR today.on_day < left_on)
        JOIN {counted} AS first ON first.on_day = entered_on
        JOIN {counted} AS due ON due.on_day = due_on
        WHERE due_on < {day_sql(until)} AND NOT was_paused
        GROUP BY {GROUP}, today.running - first.running, due.running - today.running,
          CASE WHEN decided_on <= due_on THEN 0 ELSE 1 END
    """)


def _stays(dialect: str) -> str:
    """Return SQL for each place a case with a promise came to, with the pauses that began there or later."""
    steps, cases, pauses, counted = (
        fact_sql(name, dialect) for name in ("steps", "cases", "pauses", "counted_days")
    )
    return f"""
        SELECT matter.reference, item_code, division, promised_days, place, entered_on,
          coalesce(left_on, decided_on) AS left_on, decided_on, due_on, was_paused,
          coalesce((SELECT sum(coalesce(ended.running, begun.running) - begun.running) FROM {pauses} AS pause
            JOIN {counted} AS begun ON begun.on_day = pause.since
            LEFT JOIN {counted} AS ended ON ended.on_day = pause.until
            WHERE pause.reference = matter.reference AND pause.since >= entered_on), 0) AS paused_days
        FROM {cases} AS matter JOIN (
          SELECT reference, stage AS place, min(opened_on) AS entered_on,
            CASE WHEN count(*) = count(done_on) THEN max(done_on) END AS left_on
          FROM {steps} WHERE state <> 'waiting' GROUP BY reference, stage, round
          UNION ALL
          SELECT reference, {DECIDING}, max(done_on), NULL FROM {steps} WHERE state <> 'waiting'
          GROUP BY reference HAVING count(*) = count(done_on)
          UNION ALL
          SELECT reference, {DECIDING}, accepted_on, NULL FROM {cases}
          WHERE accepted_on IS NOT NULL AND reference NOT IN (SELECT reference FROM {steps})
        ) AS places ON places.reference = matter.reference
        WHERE due_on IS NOT NULL AND (decided_on IS NOT NULL OR status IN ('accepted', 'paused'))
          AND (decided_on IS NULL OR entered_on <= decided_on)
    """


def _progress(row: dict[str, Any]) -> CaseProgress:
    promised = None if row["promised_days"] is None else int(row["promised_days"])
    spent, left = int(row["spent"]), int(row["days_left"])
    return CaseProgress(row["item_code"], row["division"], promised, int(row["place"]), spent, left)
