"""Events out and in: 20,000 cases as OCEL 2.0 and XES, and 100,000 events from XES and CSV, with what they add to memory.

Everything happens in one transaction that is rolled back.
"""

import os
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from benchmarks.measurement import MEGABYTE, Result, Watch, memory_of
from benchmarks.pages import start

CASES, MOVES = 20_000, ("take_in", "accept", "grant", "issue", "deliver", "archive")
EVENTS, STEPS = 100_000, 5
MOST_SECONDS, MOST_MEGABYTES = 10.0, 100.0
AT = datetime(2022, 9, 5, 1, 0, tzinfo=UTC)


def measured() -> Result:
    """Lay out cases, write them twice, read two logs in, and forget it all."""
    start()
    from django.db import transaction

    with transaction.atomic():
        costs = {**_out(), **_in()}
        transaction.set_rollback(True)
    seconds = max(cost[0] for cost in costs.values())
    megabytes = max(cost[1] for cost in costs.values())
    return Result(
        name="event_logs",
        ratio=round(seconds, 1),
        target=MOST_SECONDS,
        met=seconds <= MOST_SECONDS and megabytes <= MOST_MEGABYTES,
        detail=f"{seconds:.1f} s for the slowest; at most {megabytes:.0f} MB more memory",
        rows=tuple((name, f"{cost[0]:6.2f} s  {cost[1]:+6.1f} MB") for name, cost in costs.items()),
    )


def _cost(act: Callable[[], Any]) -> tuple[float, float]:
    before, started = memory_of(os.getpid()), time.perf_counter()
    watch = Watch(os.getpid())
    watch.start()
    act()
    seconds = time.perf_counter() - started
    watch.stop()
    return seconds, max(0, watch.peak - before) / MEGABYTE


def _out() -> dict[str, tuple[float, float]]:
    from django.db import connection

    from tongban.doors.desk.papers import event_log
    from tongban.work.cases.models import Case

    _lay_out()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # what autovacuum would have done meanwhile
    cases = Case.objects.filter(reference__startswith="BENCH-")
    return {
        f"{CASES:,} cases as {form}": _cost(partial(event_log, cases, form, "bench"))
        for form in ("ocel", "xes")
    }


def _lay_out() -> None:
    from tongban.ground.ledger.models import Entry
    from tongban.ground.people.models import Applicant, Department, User
    from tongban.offer.catalogue.models import Item, ItemVersion
    from tongban.work.cases.models import Case

    division, clerk = Department.objects.all()[0], User.objects.all()[0]
    item = Item.objects.create(code="320100001000", name="x", level="main", division=division)
    version = ItemVersion.objects.create(item=item, number=1)
    people = Applicant.objects.bulk_create(
        Applicant(kind="person", name="某", number_type="passport", number=f"B{number:08d}")
        for number in range(CASES)
    )
    for first in range(0, CASES, 2000):
        numbers = range(first, first + 2000)
        Case.objects.bulk_create(
            Case(
                reference=f"BENCH-{number:06d}", version=version, division=division, applicant=people[number],
                status="filed", begun_at=AT, saved_at=AT, filed_at=AT, check_code="x",
            )
            for number in numbers
        )  # fmt: skip
        Entry.objects.bulk_create(
            Entry(
                subject=f"BENCH-{number:06d}", number=place, kind="move", move=move, by=clerk, by_name="x",
                by_role="window_clerk", at=AT + timedelta(hours=place), previous="0" * 64, hash="0" * 64,
            )
            for number in numbers
            for place, move in enumerate(MOVES, start=1)
        )  # fmt: skip


def _in() -> dict[str, tuple[float, float]]:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from tongban.ground.people.models import User
    from tongban.work.logs.actions import log_import, uploads
    from tongban.work.logs.parsers.mapping import guess_mapping

    clerk, costs = User.objects.all()[0], {}
    for name, lines in (("bench.csv", _csv()), ("bench.xes", _xes())):
        file = SimpleUploadedFile(name, "".join(lines).encode())
        log = uploads.upload(file, by=clerk, at=AT)
        mapping = guess_mapping(log_import.source_of(log).columns)
        costs[f"{EVENTS:,} events from {name[-3:]}"] = _cost(
            partial(log_import.import_log, log, mapping, by=clerk, at=AT)
        )
    return costs


def _events() -> Iterator[tuple[int, int, str]]:
    for case in range(EVENTS // STEPS):
        for step in range(STEPS):
            yield case, step, (AT + timedelta(minutes=3 * case + 700 * step)).isoformat()


def _csv() -> Iterator[str]:
    yield "case,activity,timestamp,resource,area\n"
    yield from (f"L{case},step {step},{at},role {step},area {case % 9}\n" for case, step, at in _events())


def _xes() -> Iterator[str]:
    yield '<log xmlns="http://www.xes-standard.org/">'
    for case, step, at in _events():
        if step == 0:
            yield f'<trace><string key="concept:name" value="L{case}"/>'
        yield f'<event><string key="concept:name" value="step {step}"/><date key="time:timestamp" value="{at}"/>'
        yield '<string key="org:resource" value="r"/><string key="lifecycle:transition" value="complete"/></event>\n'
        if step == STEPS - 1:
            yield "</trace>"
    yield "</log>"
