"""Call displays: an announcement reaches hundreds of open screens within a second; memory, and connections to the database.

The live server runs as `serve` starts it, on a durable database of its own. The screens are another process on the same
machine (`benchmarks.screen_client`), so what they take counts against the promise too. A call is timed from before the
officer's act until each screen has read it.
"""

import json
import os
import subprocess
import sys
import time
from datetime import timedelta
from statistics import median, quantiles
from typing import Any

from benchmarks.live import PORT, live_server, processor_seconds
from benchmarks.measurement import MEGABYTE, ROOT, Result, memory_of
from benchmarks.pages import start

SCREENS = int(os.environ.get("HALL_SCREENS", "500"))
CALLS = int(os.environ.get("HALL_CALLS", "20"))
BETWEEN_SECONDS = 1.5
MOST_SECONDS, MOST_MEGABYTES, MOST_CONNECTIONS = 1.0, 200, 3


def measured() -> Result:
    """Let screens follow a hall and an officer call people; compare when each call was made and read."""
    start(fresh=True)
    hall = _settle()
    with live_server() as server:
        before, began = processor_seconds(server.pid), time.perf_counter()
        told, seen, connections = _call_people(hall)
        took = (processor_seconds(server.pid) - before) / (time.perf_counter() - began)
        weight = memory_of(server.pid) / MEGABYTE
    return _result(told, seen, took, weight, connections)


def _settle() -> Any:
    """Build a hall with an open window and people who wait."""
    from django.utils.timezone import now

    from tongban.work.hall.actions import tickets, windows
    from tongban.work.hall.tests import cast

    cast.build()
    hall = cast.hall()
    windows.open_window(hall.one, by=hall.wang, at=now())
    for place in range(CALLS):
        waits = now() - timedelta(minutes=CALLS - place)
        tickets.take(hall.a, [], source="staff", by=hall.wang, at=waits)
    return hall


def _call_people(hall: Any) -> tuple[dict[str, float], dict[str, Any], int]:
    """Return when each person was called, what the screens saw, and how many connections there were."""
    from django.utils.timezone import now

    from tongban.work.hall.actions import service
    from tongban.work.hall.tests.cast import fresh

    command = [sys.executable, "-m", "benchmarks.screen_client", str(PORT), str(SCREENS), hall.place.code]
    screens = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    with screens:
        assert screens.stdin
        assert screens.stdout
        screens.stdout.readline()
        told: dict[str, float] = {}
        for _number in range(CALLS):
            began = time.monotonic()
            ticket = service.call_next(fresh(hall.one), by=hall.wang, at=now())
            told[f"{ticket.number}/1"] = began
            time.sleep(BETWEEN_SECONDS)
            service.serve(ticket, by=hall.wang, at=now())
            service.finish(fresh(ticket), by=hall.wang, at=now())
        connections = _connections()
        screens.stdin.close()
        return told, json.loads(screens.stdout.read()), connections


def _connections() -> int:
    """Return how many connections others than this process have to the database."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        (count,) = cursor.fetchone()
    return int(count)


def _result(
    told: dict[str, float], seen: dict[str, Any], took: float, weight: float, connections: int
) -> Result:
    late = sorted(at - told[call] for call, times in seen["calls"].items() if call in told for at in times)
    is_complete = len(late) == CALLS * SCREENS
    slowest = max(late, default=float("inf"))
    return Result(
        name="hall_screens",
        ratio=round(slowest, 2),
        target=MOST_SECONDS,
        met=is_complete
        and slowest <= MOST_SECONDS
        and weight <= MOST_MEGABYTES
        and connections <= MOST_CONNECTIONS
        and not seen["errors"],
        detail=f"{seen['screens']} screens, {len(late)} of {CALLS * SCREENS} calls read, the last after {slowest:.2f} s, "
        f"{weight:.0f} MB, {connections} connections",
        rows=(
            ("screens connected, errors", f"{seen['screens']} of {SCREENS}, {seen['errors']}"),
            ("calls read", f"{len(late)} of {CALLS} × {SCREENS}"),
            (
                "a call until a screen has read it",
                f"median {median(late):.2f} s  p95 {quantiles(late, n=20)[-1]:.2f} s",
            ),
            ("… until the last screen has", f"{slowest:.2f} s"),
            ("the live server", f"{took:.2f} of a core, {weight:.0f} MB"),
            ("connections to the database, all screens together", str(connections)),
        ),
    )
