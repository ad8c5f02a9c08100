"""A live programme: thousands of connected readers and hundreds of likes a second without an error, and an exact count.

The live server runs as `serve` starts it, on a durable database of its own. Readers and likers are another process on
the same machine (`benchmarks.live_client`), so what they take counts against the promise too.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from benchmarks.measurement import MEGABYTE, ROOT, Result, memory_of
from benchmarks.pages import start

READERS = int(os.environ.get("LIVE_READERS", "2000"))
LIKES_A_SECOND = int(os.environ.get("LIVE_LIKES", "500"))
SECONDS = int(os.environ.get("LIVE_SECONDS", "30"))
QUESTIONS = 5
PORT = 8977
PATIENCE_SECONDS = 60
TICKS = os.sysconf("SC_CLK_TCK")


def measured() -> Result:
    """Let readers follow and likers like; compare what was confirmed with what is counted."""
    start(fresh=True)
    programme, questions, cookies = _programme()
    told = {"programme": programme.reference, "questions": questions, "cookies": cookies}
    with live_server() as process:
        client = [
            sys.executable,
            "-m",
            "benchmarks.live_client",
            *map(str, (PORT, READERS, LIKES_A_SECOND, SECONDS)),
        ]
        before, began = processor_seconds(process.pid), time.perf_counter()
        done = subprocess.run(
            client, cwd=ROOT, input=json.dumps(told), stdout=subprocess.PIPE, text=True, check=True
        )
        took = (processor_seconds(process.pid) - before) / (time.perf_counter() - began)
        weight = memory_of(process.pid) / MEGABYTE
    return _result(json.loads(done.stdout), _counted(programme), took, weight)


def _result(seen: dict[str, Any], counted: int, took: float, weight: float) -> Result:
    is_exact = counted == seen["confirmed"]
    rate = seen["confirmed"] / seen["seconds"]
    late = seen["events_p95"]
    return Result(
        name="live",
        ratio=round(rate / LIKES_A_SECOND, 2),
        target=0.95,
        met=is_exact and not seen["errors"] and seen["readers"] == READERS and rate >= 0.95 * LIKES_A_SECOND,
        detail=f"{seen['readers']} readers, {rate:.0f} likes/s, {seen['errors']} errors, "
        f"{counted} counted of {seen['confirmed']} confirmed",
        rows=(
            ("readers connected", f"{seen['readers']} of {READERS}"),
            ("errors", str(seen["errors"])),
            ("likes confirmed", f"{seen['confirmed']} ({rate:.0f}/s); counted {counted}"),
            ("a like until its commit", f"p50 {seen['like_p50']:.2f} s  p95 {seen['like_p95']:.2f} s"),
            ("events received", f"{seen['events']} ({seen['events'] / seen['seconds']:.0f}/s)"),
            ("between two counts at a reader", f"p95 {late:.2f} s"),
            ("the live server", f"{took:.2f} of a core, {weight:.0f} MB"),
        ),
    )


def _programme() -> tuple[Any, list[int], list[str]]:
    """Return a programme on air, the questions to like, and a cookie for each reader and like."""
    from django.utils.timezone import now

    from tongban.ground.people.models import Assignment, User
    from tongban.work.programme.actions import programmes, questions
    from tongban.work.programme.queries.visitors import new_cookie

    by = User.objects.create(username="live", display_name="live")
    for role in ("programme_editor", "programme_host", "leaders_office"):
        Assignment.objects.create(user=by, role=role, since="2020-01-01")
    at = now()
    said: dict[str, Any] = dict.fromkeys(("topic", "introduction", "platform", "leaders"), "live")
    times = {"planned_start": at, "planned_end": at + timedelta(hours=1)}
    programme = programmes.plan({**said, **times, "answer_days": 5, "units": []}, by=by, at=at)
    programme = programmes.start(programmes.announce(programme, by=by, at=at), by=by, at=at)
    asked = [questions.ask(programme, f"问题{n}", asked_by="", phone="", at=at) for n in range(QUESTIONS)]
    keys = [questions.accept(each, unit=None, by=by, at=at).pk for each in asked]
    return programme, keys, [new_cookie() for _ in range(READERS + LIKES_A_SECOND * SECONDS)]


def _counted(programme: Any) -> int:
    from tongban.work.programme.models import Like
    from tongban.work.programme.queries.counts import totals_of

    total = totals_of(programme).likes
    return total if total == Like.objects.filter(question__programme=programme).count() else -1


@contextmanager
def live_server() -> Iterator[subprocess.Popen[bytes]]:
    """Run a live server on the benchmark's database, as `serve` starts it."""
    program = [
        sys.executable,
        "-m",
        "tongban.operations.live_server",
        "127.0.0.1",
        str(PORT),
        str(os.getpid()),
    ]
    with subprocess.Popen(program, cwd=ROOT) as process:
        try:
            _wait_until_up()
            yield process
        finally:
            process.terminate()


def _wait_until_up() -> None:
    from http.client import HTTPConnection

    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        try:
            opened = HTTPConnection("127.0.0.1", PORT, timeout=5)
            opened.request("GET", "/stream/")
            opened.getresponse()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the live server did not come up")


def processor_seconds(pid: int) -> float:
    """Return the seconds of a processor that a process has used."""
    with open(f"/proc/{pid}/stat") as file:
        fields = file.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS
