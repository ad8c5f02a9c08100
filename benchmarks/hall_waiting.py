"""Waiting times over a simulated year: promises kept, errors against mean × people ÷ windows, and the time of an estimate.

``TONGBAN_BENCH_DAYS=40`` makes it short.
"""

import os
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from random import Random
from statistics import median, quantiles

from benchmarks.measurement import Result
from tests.hall_replay import Replay, Told, kept_share, mean_error
from tests.simulated_hall import SimulatedHall
from tongban.ground.clock.shipped_calendar import SHIPPED
from tongban.work.hall.waiting.estimate import estimate, estimates
from tongban.work.hall.waiting.hall_now import HallNow, PersonNow, WindowNow
from tongban.work.hall.waiting.model import WaitingModel

DAYS = int(os.environ.get("TONGBAN_BENCH_DAYS", "400"))
LEARNING_DAYS = 5
LEAST_KEPT, MOST_KEPT, MOST_ERROR, MOST_MILLISECONDS = 0.88, 0.92, 0.6, 20.0
WINDOWS, PEOPLE, ROUNDS = 40, 300, 200


def measured() -> Result:
    """Replay a year, then ask a large hall again and again."""
    days = SHIPPED.working_days(2022)[:DAYS]
    told = list(Replay(SimulatedHall(), again_every=25).days(days))
    seen = [each for each in told if each.day >= days[LEARNING_DAYS]]
    first, later = ([each for each in seen if each.is_later == is_later] for is_later in (False, True))
    ours, peers = mean_error(first, "ours"), [mean_error(first, name) for name in ("zms_hall", "zms_group")]
    ratio, kept = ours / min(peers), kept_share(first)
    one, everybody = _times()
    p95 = quantiles(everybody, n=20)[-1]
    return Result(
        name="hall_waiting",
        ratio=round(ratio, 3),
        target=MOST_ERROR,
        met=ratio <= MOST_ERROR and LEAST_KEPT <= kept <= MOST_KEPT and p95 <= MOST_MILLISECONDS,
        detail=f"{kept:.1%} of {len(first):,} promises kept; error {ours:.1f} min, the formula's {min(peers):.1f}; "
        f"{PEOPLE} estimates in {median(everybody):.1f} ms",
        rows=(
            ("days, tickets that had to wait", f"{len(days)}, {len(first):,}"),
            (f"promises kept ({LEAST_KEPT:.0%} to {MOST_KEPT:.0%})", f"{kept:.1%}"),
            ("promises given while waiting, kept", f"{len(later):,}, {kept_share(later):.1%}"),
            ("worst and best month, group", _range(first)),
            ("mean wait, mean width of a promise", f"{_wait(first):.1f}, {_width(first):.1f} min"),
            ("mean absolute error, ours", f"{ours:.2f} min"),
            (
                "the formula: hall as one queue, queue of the group",
                " / ".join(f"{each:.2f} min" for each in peers),
            ),
            (f"one estimate, {WINDOWS} windows, {PEOPLE} people", _shown(one)),
            (f"all {PEOPLE} estimates at once (at most {MOST_MILLISECONDS:.0f} ms)", _shown(everybody)),
        ),
    )


def _range(told: list[Told]) -> str:
    """Return the least and the most kept share of the months and of the groups."""
    return "; ".join(
        f"{min(shares):.1%} to {max(shares):.1%}"
        for shares in (
            [kept_share(part) for part in _parts(told, lambda each: each.day.month)],
            [kept_share(part) for part in _parts(told, lambda each: each.promise.group)],
        )
    )


def _parts(told: list[Told], key: Callable[[Told], object]) -> Iterator[list[Told]]:
    parts = defaultdict(list)
    for each in told:
        parts[key(each)].append(each)
    yield from parts.values()


def _wait(told: list[Told]) -> float:
    return sum(each.waited for each in told) / len(told)


def _width(told: list[Told]) -> float:
    return sum(each.promise.high - each.promise.low for each in told) / len(told)


def _times() -> tuple[list[float], list[float]]:
    """Return the milliseconds of one estimate, the last in line, and of all, each in halls that differ."""
    chance, model = Random(1), WaitingModel()  # noqa: S311  (invented halls)
    one, everybody = [], []
    for _ in range(ROUNDS):
        hall = _large_hall(chance)
        last = max(hall.people[:PEOPLE], key=lambda person: person.turn).code
        one.append(_milliseconds(partial(estimate, hall, last, model)))
        everybody.append(_milliseconds(partial(estimates, hall, model)))
    return one, everybody


def _milliseconds(ask: Callable[[], object]) -> float:
    began = time.perf_counter()
    ask()
    return (time.perf_counter() - began) * 1000


def _large_hall(chance: Random) -> HallNow:
    at, groups = 600.0, [f"group {number}" for number in range(12)]
    windows = tuple(
        WindowNow(
            str(number),
            frozenset(chance.sample(groups, chance.choice((2, 4, 12)))),
            ((540.0, at + chance.uniform(5, 30)), (at + 45, 720.0), (780.0, 1140.0)),
            chance.choice(groups),
            at - chance.uniform(0, 15),
        )
        for number in range(WINDOWS)
    )
    arrivals = [at - chance.uniform(0, 60) for _ in range(PEOPLE)] + [
        at + chance.uniform(0, 90) for _ in range(40)
    ]
    people = (
        PersonNow(str(number), chance.choice(groups), since, since - chance.choice((0, 0, 0, 30)), 0.02)
        for number, since in enumerate(arrivals)
    )
    return HallNow(at, windows, tuple(people))


def _shown(times: list[float]) -> str:
    return f"{median(times):.1f} ms, 95 of 100 {quantiles(times, n=20)[-1]:.1f} ms"
