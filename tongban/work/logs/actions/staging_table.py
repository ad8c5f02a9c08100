"""The rows of a log copied into the database and sorted there: as many as there are, in little memory."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from tongban.work.logs.parsers.mapping import LogEvent
from tongban.work.logs.parsers.sources import LogFault

LAY_OUT = """
DROP TABLE IF EXISTS logs_staged;
CREATE TEMPORARY TABLE logs_staged (
    place integer, trace_number integer, trace text, activity text, at timestamptz, resource text,
    lifecycle text, area text, attributes jsonb, of_trace jsonb
) ON COMMIT DROP
"""
COPY = "COPY logs_staged FROM STDIN"
TWICE = """
SELECT min(place), trace FROM logs_staged GROUP BY trace HAVING count(DISTINCT trace_number) > 1
ORDER BY 1 LIMIT 200
"""
TRACES = """
INSERT INTO logs_trace (log_id, reference, area, attributes, began_at, ended_at, events_count, variant)
SELECT %s, trace, coalesce((array_agg(area ORDER BY at, place) FILTER (WHERE area <> ''))[1], ''),
       (array_agg(of_trace ORDER BY place))[1], min(at), max(at), count(*),
       encode(sha256(convert_to(string_agg(activity, E'\\x1f' ORDER BY at, place), 'UTF8')), 'hex')
FROM logs_staged GROUP BY trace ORDER BY min(place)
"""
EVENTS = """
INSERT INTO logs_event (trace_id, position, activity, at, resource, lifecycle, attributes)
SELECT told.id, row_number() OVER (PARTITION BY told.id ORDER BY staged.at, staged.place),
       staged.activity, staged.at, staged.resource, staged.lifecycle, staged.attributes
FROM logs_staged AS staged JOIN logs_trace AS told ON told.log_id = %s AND told.reference = staged.trace
"""
FACTS = """
SELECT count(*), sum(events_count), count(DISTINCT variant), min(began_at), max(ended_at)
FROM logs_trace WHERE log_id = %s
"""
NAMES = ("traces_count", "events_count", "variants_count", "first_at", "last_at")


def create_table(cursor: Any) -> None:
    """Make the table of this transaction."""
    cursor.execute(LAY_OUT)


def copy_events(cursor: Any, events: Iterable[LogEvent]) -> None:
    """Copy events into the staging table."""
    with cursor.copy(COPY) as copy:
        for event in events:
            copy.write_row(
                (
                    *(event.row, event.trace_number, event.trace, event.activity, event.at, event.resource),
                    *(event.lifecycle, event.area, _json(event.attributes), _json(event.of_trace)),
                )
            )


def _json(said: Mapping[str, str]) -> str:
    return json.dumps(said, ensure_ascii=False) if said else "{}"


def repeated_traces(cursor: Any) -> list[LogFault]:
    """Return the traces of an XES file that share a name: they would run into one another."""
    cursor.execute(TWICE)
    text = _("Two traces of the file are called “%(name)s”; each needs a name of its own.")
    return [LogFault(place, "concept:name", text % {"name": name}) for place, name in cursor.fetchall()]


def insert_traces(cursor: Any, log_id: int) -> dict[str, Any]:
    """Insert traces and events from the staging table, and return the counts."""
    cursor.execute("ANALYZE logs_staged")
    cursor.execute(TRACES, [log_id])
    cursor.execute("ANALYZE logs_trace")
    cursor.execute(EVENTS, [log_id])
    cursor.execute("DROP TABLE logs_staged")
    cursor.execute(FACTS, [log_id])
    return dict(zip(NAMES, cursor.fetchone(), strict=True))
