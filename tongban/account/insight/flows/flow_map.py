"""The directly-follows map: which activity follows which, how often, and after how long."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tongban.account.insight.engines.protocol import Engine
from tongban.account.insight.flows.sources import EventLog, quantile
from tongban.account.insight.values import exact_decimal


@dataclass(frozen=True, slots=True)
class Arc:
    """An activity that follows another (nothing before it: a case begins; nothing after it: its last so far).

    ``times`` counts how often; the times between the two are seconds of the clock, day and night.
    """

    before: str | None
    after: str | None
    times: int
    mean_seconds: Decimal | None = None
    median_seconds: Decimal | None = None


@dataclass(frozen=True, slots=True)
class FlowMap:
    """A map: how often each activity was done, the arcs between them, and how many cases there are."""

    activities: dict[str, int]
    arcs: tuple[Arc, ...]
    cases: int

    @property
    def events(self) -> int:
        """Return how many events there are."""
        return sum(self.activities.values())


def next_events_sql(log: EventLog) -> str:
    """Return SQL for each event with what follows it in its case and after how many seconds."""
    return f"""
        SELECT case_ref, activity, place, second, lead(activity) OVER turn AS next_activity,
          lead(second) OVER turn - second AS seconds
        FROM ({log.query}) AS log WINDOW turn AS (PARTITION BY case_ref ORDER BY {log.ordered})
    """


def arcs_sql(log: EventLog) -> str:
    """Return SQL for one row an arc; the last event of each case is an arc to nothing."""
    return f"""
        SELECT activity, next_activity, count(*) AS times, sum(seconds) AS total, {quantile("seconds")} AS middle
        FROM ({next_events_sql(log)}) AS moved GROUP BY activity, next_activity
    """


def flow_map_of(log: EventLog, engine: Engine) -> FlowMap:
    """Return the directly-follows map of a log; an empty log gives an empty map."""
    return _map(engine.ask(arcs_sql(log)))


def _map(rows: Iterable[dict[str, Any]]) -> FlowMap:
    arcs = [_arc(row) for row in rows]
    done: dict[str, int] = {}
    came: dict[str, int] = {}
    for arc in arcs:
        done[arc.before or ""] = done.get(arc.before or "", 0) + arc.times
        if arc.after is not None:
            came[arc.after] = came.get(arc.after, 0) + arc.times
    begun = [
        Arc(None, name, done[name] - came.get(name, 0)) for name in done if done[name] > came.get(name, 0)
    ]
    arcs = sorted([*begun, *arcs], key=lambda arc: (-arc.times, arc.before or "", arc.after or ""))
    activities = dict(sorted(done.items(), key=lambda each: (-each[1], each[0])))
    return FlowMap(activities, tuple(arcs), sum(arc.times for arc in begun))


def _arc(row: dict[str, Any]) -> Arc:
    times = int(row["times"])
    mean = None if row["total"] is None else Decimal(int(row["total"])) / times
    return Arc(row["activity"], row["next_activity"], times, mean, exact_decimal(row["middle"]))
