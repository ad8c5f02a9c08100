"""The last place of a slot, tried for by two hundred at once: exactly one has it, and how long each waits for the answer.

Beside it in the same run: the bare INSERT of the same row under the same constraint and trigger, by as many at once. As
many try at a time as the server has connections for; the rest come as soon as one is free, as behind a server's workers.
"""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from statistics import quantiles
from threading import Barrier
from typing import Any

from benchmarks.measurement import Result
from benchmarks.pages import start

TRIES, AT_A_TIME = 200, 50
ROUNDS = 5
TARGET = 3.0
SLOT = """INSERT INTO hall_slot (group_id, begins_at, ends_at, capacity, kept, taken, ordinary, is_open)
    VALUES (%s, %s, %s, 1, 0, 0, 0, true) RETURNING id"""
BARE = """INSERT INTO hall_appointment (reference, status, place_id, group_id, day, slot_id, case_reference, applicant_id,
    has_priority, code, booked_at, is_example) SELECT %s, 'booked', place_id, id, %s, %s, '', %s, false, %s, now(), true
    FROM hall_servicegroup WHERE id = %s"""


def measured() -> Result:
    """Try both by turns on a new slot each time; compare the slowest twentieth of the answers."""
    start(fresh=True)
    ours: list[float] = []
    bare: list[float] = []
    winners = []
    hall = _Hall()
    for number in range(ROUNDS):
        won, took = _all_at_once(hall.tries(number))
        winners.append(won)
        ours += took
        bare += _all_at_once(hall.bare_tries(ROUNDS + number))[1]
    mine, theirs = _p95(ours), _p95(bare)
    return Result(
        name="last_place",
        ratio=round(mine / theirs, 2),
        target=TARGET,
        met=winners == [1] * ROUNDS and mine <= TARGET * theirs,
        detail=f"{winners} of {TRIES} had the last place; p95 {mine:.0f} ms, bare INSERT {theirs:.0f} ms",
        rows=(
            ("tries", f"{TRIES}, {AT_A_TIME} at a time, {ROUNDS} rounds"),
            ("who had the last place", ", ".join(map(str, winners))),
            ("p95 of an answer", f"{mine:.0f} ms"),
            ("p95 of the bare INSERT", f"{theirs:.0f} ms"),
        ),
    )


class _Hall:
    """A line of the centre, with somebody to book for each try."""

    def __init__(self) -> None:
        from django.utils.timezone import now

        from tongban.ground.people.models import Applicant
        from tongban.work.hall.tests import cast

        cast.build()
        hall = cast.hall()
        self.group, self.clerk = hall.a, hall.wang
        self.day = now().replace(minute=7, second=0, microsecond=0) + timedelta(days=1)
        people = [
            Applicant(kind="person", name=f"市民{n}", number_type="passport", number=f"BENCH{n:05d}")
            for n in range(TRIES)
        ]
        self.people = Applicant.objects.bulk_create(people)

    def tries(self, number: int) -> list[Callable[[], bool]]:
        """Return what books the one place of a new slot, once for each person."""
        from tongban.ground.ledger import Refused
        from tongban.work.hall.actions.appointments import book
        from tongban.work.hall.models import Slot

        slot = Slot.objects.select_related("group__place").get(pk=self._slot(number))

        def try_it(person: Any) -> bool:
            from django.utils.timezone import now

            try:
                book(slot, person, by=self.clerk, at=now())
            except Refused:
                return False
            return True

        return [lambda person=person: try_it(person) for person in self.people]  # type: ignore[misc]

    def bare_tries(self, number: int) -> list[Callable[[], bool]]:
        """Return the bare INSERT for the one place of a new slot, once for each person."""
        from django.db import IntegrityError, connection

        key = self._slot(number)

        def try_it(person: Any) -> bool:
            reference = f"APPT-9{number:03d}-{person.pk:06d}"
            try:
                with connection.cursor() as cursor:
                    values = [reference, self._day(number), key, person.pk, reference, self.group.pk]
                    cursor.execute(BARE, values)
            except IntegrityError:
                return False
            return True

        return [lambda person=person: try_it(person) for person in self.people]  # type: ignore[misc]

    def _day(self, number: int) -> Any:
        return (self.day + timedelta(days=number % ROUNDS)).date()

    def _slot(self, number: int) -> int:
        from django.db import connection

        begins_at = self.day + timedelta(minutes=number)
        with connection.cursor() as cursor:
            cursor.execute(SLOT, [self.group.pk, begins_at, begins_at + timedelta(minutes=5)])
            return int(cursor.fetchone()[0])


def _all_at_once(tries: list[Callable[[], bool]]) -> tuple[int, list[float]]:
    """Begin as many at once as there are connections; return how many had it, and milliseconds until each answer."""
    from django.db import connection

    ready = Barrier(AT_A_TIME)

    def work(share: list[Callable[[], bool]]) -> list[tuple[bool, float]]:
        connection.ensure_connection()
        ready.wait()
        told = []
        for each in share:
            began = time.perf_counter()
            told.append((each(), (time.perf_counter() - began) * 1000))
        connection.close()
        return told

    with ThreadPoolExecutor(AT_A_TIME) as pool:
        shares = [tries[place::AT_A_TIME] for place in range(AT_A_TIME)]
        answers = [each for told in pool.map(work, shares) for each in told]
    return sum(won for won, _ in answers), [took for _, took in answers]


def _p95(milliseconds: list[float]) -> float:
    return quantiles(milliseconds, n=20)[-1]
