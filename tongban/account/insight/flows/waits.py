"""Where cases spend their time: at each status, whose turn it is, and in each step of the review."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tongban.account.insight.engines.protocol import Engine
from tongban.account.insight.flows.flow_map import next_events_sql
from tongban.account.insight.flows.sources import (
    CaseSelection,
    EventLog,
    fact_sql,
    ordinal_of,
    quantile,
    references,
)
from tongban.account.insight.values import exact_decimal

BUREAU, APPLICANT, OTHERS, NOBODY = "bureau", "applicant", "others", ""
TURN = {
    "filed": BUREAU,
    "completed": BUREAU,
    "accepted": BUREAU,
    "granted": BUREAU,
    "incomplete": APPLICANT,
    "issued": APPLICANT,
    "refused": APPLICANT,
    "paused": OTHERS,
}
"""Whose turn it is while a case stands there: the bureau works, the others are waited for."""
DAY = "CAST(floor({second} / 86400.0) AS bigint)"


@dataclass(frozen=True, slots=True)
class Stay:
    """What cases spent at a place: times they left it, seconds of the clock, and working days."""

    place: str
    times: int
    total_seconds: int
    median_seconds: Decimal | None
    slow_seconds: Decimal | None
    working_days: int | None
    median_working_days: Decimal | None

    @property
    def turn(self) -> str:
        """Return whose turn it is there; nothing where that is not known."""
        return TURN.get(self.place, NOBODY)

    @property
    def mean_seconds(self) -> Decimal:
        """Return the mean time of the clock."""
        return Decimal(self.total_seconds) / self.times


@dataclass(frozen=True, slots=True)
class StepTime:
    """What a step of an item took, in working days: rows done, late ones, those done again or sent back."""

    item: str
    step: str
    stage: int
    begun: int
    done: int
    late: int
    again: int
    sent_back: int
    mean_days: Decimal | None
    median_days: Decimal | None
    slow_days: Decimal | None


def stays(log: EventLog, engine: Engine) -> list[Stay]:
    """Return where cases stood and moved on, the place where most time went first."""
    counted = f"SELECT {ordinal_of('on_day', engine.dialect)} AS day, running FROM {fact_sql('counted_days', engine.dialect)}"
    rows = engine.ask(f"""
        SELECT place, count(*) AS times, sum(seconds) AS total, {quantile("seconds")} AS middle,
          {quantile("seconds", "0.9")} AS slow, sum(until.running - since.running) AS working,
          {quantile("until.running - since.running")} AS middle_working
        FROM ({next_events_sql(log)}) AS moved
        LEFT JOIN ({counted}) AS since ON since.day = {DAY.format(second="moved.second")}
        LEFT JOIN ({counted}) AS until ON until.day = {DAY.format(second="(moved.second + moved.seconds)")}
        WHERE seconds IS NOT NULL GROUP BY place
    """)
    found = [_stay(row) for row in rows]
    return sorted(found, key=lambda stay: (-stay.total_seconds, stay.place))


def step_times(chosen: CaseSelection, engine: Engine) -> list[StepTime]:
    """Return what the steps of the chosen cases took, by item in the order of the flow."""
    rows = engine.ask(f"""
        SELECT item, step, stage, count(*) AS begun, count(done_on) AS done,
          sum(CASE WHEN done_on > due_on THEN 1 ELSE 0 END) AS late, sum(CASE WHEN round > 1 THEN 1 ELSE 0 END) AS again,
          sum(CASE WHEN state = 'sent_back' THEN 1 ELSE 0 END) AS sent_back, sum(worked_days) AS total,
          count(worked_days) AS counted, {quantile("worked_days")} AS middle, {quantile("worked_days", "0.9")} AS slow
        FROM {fact_sql("steps", engine.dialect)}
        WHERE state <> 'waiting' AND reference IN ({references(chosen, engine.dialect)})
        GROUP BY item, step, stage
    """)
    found = [_step(row) for row in rows]
    return sorted(found, key=lambda each: (each.item, each.stage, each.step))


def _stay(row: dict[str, Any]) -> Stay:
    working = None if row["working"] is None else int(row["working"])
    return Stay(
        row["place"],
        int(row["times"]),
        int(row["total"]),
        exact_decimal(row["middle"]),
        exact_decimal(row["slow"]),
        working,
        exact_decimal(row["middle_working"]),
    )


def _step(row: dict[str, Any]) -> StepTime:
    stage, begun, done, late, again, back = (
        int(row[name] or 0) for name in ("stage", "begun", "done", "late", "again", "sent_back")
    )
    mean = Decimal(int(row["total"])) / int(row["counted"]) if row["counted"] else None
    middle, slow = exact_decimal(row["middle"]), exact_decimal(row["slow"])
    return StepTime(row["item"], row["step"], stage, begun, done, late, again, back, mean, middle, slow)
