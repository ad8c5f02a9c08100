"""The last place of an appointment, tried by 200 people at once: one has it; against a bare INSERT with the same constraint.

Both by the same processes at the same time of their rounds; a try ends with the appointment or with the refusal.
"""

import multiprocessing
import time
from collections.abc import Callable, Sequence
from statistics import median, quantiles
from typing import Any

from benchmarks.measurement import Result
from benchmarks.pages import start

TRIES, PROCESSES, ROUNDS = 200, 8, 5
TARGET = 3.0
BARE = """
CREATE TABLE bench_slot (id int PRIMARY KEY, taken int NOT NULL, CONSTRAINT bench_full CHECK (taken <= 1));
CREATE TABLE bench_booking (id bigserial PRIMARY KEY, slot_id int NOT NULL REFERENCES bench_slot, person int NOT NULL);
CREATE FUNCTION bench_count() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN UPDATE bench_slot SET taken = taken + 1 WHERE id = NEW.slot_id; RETURN NULL; END $$;
CREATE TRIGGER bench_counted AFTER INSERT ON bench_booking FOR EACH ROW EXECUTE FUNCTION bench_count();
"""
Try = Callable[[int], bool]


def measured() -> Result:
    """Let all try in rounds by turns, each round another slot; count who won and compare the slow tries."""
    start(fresh=True)
    slots = _settle()
    ours: list[float] = []
    bare: list[float] = []
    wins = []
    for number, slot in enumerate(slots):
        for times, act in ((ours, _booking(slot)), (bare, _insert(number))):
            taken, won = _all_at_once(act)
            times += taken
            wins.append(won)
    slow, floor = (quantiles(times, n=20)[-1] * 1000 for times in (ours, bare))
    ratio = slow / floor
    return Result(
        name="hall_slots",
        ratio=round(ratio, 2),
        target=TARGET,
        met=ratio <= TARGET and set(wins) == {1},
        detail=f"{TRIES} tries on each of {len(slots)} last places, {set(wins)} won; 95 of 100 within {slow:.1f} ms, "
        f"bare INSERT {floor:.1f} ms",
        rows=(
            ("tries, processes", f"{TRIES} × {len(slots)}, {PROCESSES}"),
            ("won in each round", ", ".join(map(str, wins))),
            ("book, median / 95 of 100", f"{median(ours) * 1000:.1f} / {slow:.1f} ms"),
            ("bare INSERT, median / 95 of 100", f"{median(bare) * 1000:.1f} / {floor:.1f} ms"),
        ),
    )


def _settle() -> Sequence[Any]:
    """Build a hall with slots of one ordinary place each, and citizens who want them."""
    from django.db import connection
    from django.test.utils import override_settings

    from tongban.work.hall.tests import cast

    cast.build()
    hall = cast.hall()
    cast.planned(hall)
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        for number in range(TRIES):
            cast.citizen(f"市民{number}", f"32050019900101{number:04d}", f"citizen{number}")
    with connection.cursor() as cursor:
        cursor.execute(BARE)
        cursor.executemany("INSERT INTO bench_slot VALUES (%s, 0)", [[number] for number in range(ROUNDS)])
    return list(hall.a.slots.filter(begins_at__gte=cast.at(10)).order_by("begins_at")[:ROUNDS])


def _booking(slot: Any) -> Try:
    from tongban.ground.ledger import Refused
    from tongban.ground.people.models import Applicant
    from tongban.work.hall.actions import appointments
    from tongban.work.hall.tests.cast import at

    people = list(Applicant.objects.filter(account__username__startswith="citizen").select_related("account"))

    def book(number: int) -> bool:
        person = people[number]
        assert person.account is not None
        try:
            appointments.book(slot, person, by=person.account, at=at(8))
        except Refused:
            return False
        return True

    return book


def _insert(slot: int) -> Try:
    from django.db import IntegrityError, connection

    def insert(number: int) -> bool:
        try:
            with connection.cursor() as cursor:
                cursor.execute("INSERT INTO bench_booking (slot_id, person) VALUES (%s, %s)", [slot, number])
        except IntegrityError:
            return False
        return True

    return insert


def _all_at_once(act: Try) -> tuple[list[float], int]:
    """Return the seconds of every try and how many won."""
    from django.db import connections

    connections.close_all()
    context = multiprocessing.get_context("fork")
    said: Any = context.Queue()
    gate = context.Barrier(PROCESSES)
    running = [context.Process(target=_try, args=(act, part, gate, said)) for part in range(PROCESSES)]
    for process in running:
        process.start()
    results = [said.get(timeout=300) for _ in running]
    for process in running:
        process.join()
    return [seconds for times, _ in results for seconds in times], sum(won for _, won in results)


def _try(act: Try, part: int, gate: Any, said: Any) -> None:
    from django.db import connection

    connection.ensure_connection()
    gate.wait()
    times, won = [], 0
    for number in range(part, TRIES, PROCESSES):
        began = time.perf_counter()
        won += act(number)
        times.append(time.perf_counter() - began)
    said.put((times, won))
