"""Tiny facts written by hand, the same rows on PostgreSQL and on DuckDB."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tongban.account.insight.engines.postgres_engine import LIVE
from tongban.ground.kit.fact_views import SCHEMA, SQL_TYPES, drop_views, published_facts

FOOD, FIRE = "食品药品审批处", "消防审批处"
ITEM = "1132"
NAMES = ("events", "cases", "steps", "pauses", "counted_days")


def moment(day: int, hour: int = 9) -> datetime:
    """Return an hour of a day of September 2022; the 5th is a Monday."""
    return datetime(2022, 9, day, hour)  # noqa: DTZ001


@dataclass
class Tiny:
    """Facts as rows, told move by move."""

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: {name: [] for name in NAMES})

    def case(
        self, reference: str, *moves: tuple[str, str, datetime], division: str = FOOD, **facts: Any
    ) -> None:
        """Add a case with its moves: activity, status after, moment."""
        shared = {"reference": reference, "item_code": ITEM, "item": "食品经营许可", "division": division}
        filed = facts.pop("filed_on", moves[0][2].date() if moves else None)
        defaults = {"was_returned": False, "was_paused": False, "was_extended": False, "by_silence": False}
        self.rows["cases"].append(
            {
                **shared,
                "filed_on": filed,
                "status": moves[-1][1] if moves else "accepted",
                **defaults,
                **facts,
            }
        )
        before = ""
        for number, (activity, after, at) in enumerate(moves, start=1):
            told = {"activity": activity, "happened_at": at, "status_before": before, "status_after": after}
            self.rows["events"].append({**shared, "filed_on": filed, "number": number, **told})
            before = after

    def step(self, reference: str, step: str, stage: int, done: datetime | None, **facts: Any) -> None:
        """Add a step of the review."""
        shared = {"reference": reference, "item_code": ITEM, "item": "食品经营许可", "division": FOOD}
        on = done.date() if done else None
        defaults = {
            "round": 1,
            "state": "agreed" if done else "open",
            "opened_on": on,
            "done_on": on,
            "done_at": done,
        }
        self.rows["steps"].append({**shared, "step": step, "stage": stage, **defaults, **facts})

    def days(self, first: date, last: date) -> None:
        """Count Monday to Friday as worked."""
        running = 0
        for number in range((last - first).days + 1):
            day = first + timedelta(days=number)
            running += day.weekday() < 5
            self.rows["counted_days"].append(
                {"on_day": day, "is_working": day.weekday() < 5, "running": running}
            )

    def on(self, engine: str) -> Any:
        """Return an engine that holds these rows."""
        return _duckdb(self) if engine == "duckdb" else _postgresql(self)


@dataclass
class Duck:
    """DuckDB over tables of its own."""

    database: Any
    name: str = "duckdb"
    dialect: str = "duckdb"
    manifest: str = "tiny"

    def ask(self, sql: str) -> list[dict[str, Any]]:
        """Return rows by column name."""
        answer = self.database.execute(sql)
        names = [column[0] for column in answer.description]
        return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


def _duckdb(tiny: Tiny) -> Duck:
    import duckdb

    database = duckdb.connect(":memory:")
    for sql in _tables():
        database.execute(sql)
    for name, rows in tiny.rows.items():
        for row in rows:
            database.execute(*_insert(name, row, "?"))
    return Duck(database)


def _postgresql(tiny: Tiny) -> Any:
    from django.db import connection

    drop_views()
    with connection.cursor() as cursor:
        for sql in _tables():
            cursor.execute(sql)
        for name, rows in tiny.rows.items():
            for row in rows:
                cursor.execute(*_insert(name, row, "%s"))
    return LIVE


def _tables() -> list[str]:
    made = [f"CREATE SCHEMA {SCHEMA}"]
    for name in NAMES:
        columns = ", ".join(
            f'"{column.name}" {SQL_TYPES[column.kind]}' for column in published_facts()[name].columns
        )
        made.append(f"CREATE TABLE {SCHEMA}.{name} ({columns})")
    return made


def _insert(name: str, row: dict[str, Any], mark: str) -> tuple[str, list[Any]]:
    marks = ", ".join([mark] * len(row))
    return f"INSERT INTO {SCHEMA}.{name} ({', '.join(row)}) VALUES ({marks})", list(row.values())


@pytest.fixture
def tiny() -> Tiny:
    return Tiny()


@pytest.fixture(params=["postgresql", "duckdb"])
def engine_name(request, db) -> str:
    return request.param
