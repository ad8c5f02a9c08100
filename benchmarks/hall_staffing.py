"""Staffing advice against the best of all sets of openings, on the forecast of simulated halls with up to 12 windows.

What both save is then measured once more in the simulated hall itself, which draws its people differently and knows
breaks, appointments and impatience. ``TONGBAN_BENCH_DAYS=1`` makes it short.
"""

import os
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from statistics import mean

from benchmarks.measurement import Result
from tests.hall_replay import Replay, boosted
from tests.simulated_hall import HALF_HOUR, SimulatedHall
from tongban.ground.clock.shipped_calendar import SHIPPED
from tongban.work.hall.staffing.advice import Change, Staffing, StaffingAdvice, changed, fits
from tongban.work.hall.staffing.day_queue import StaffedWindow, sampled_days
from tongban.work.hall.staffing.forecast import Arrivals

SIZES = ((5, 3), (9, 2), (12, 2))
"""Windows of a hall, and how many of them may be opened at most."""
DAYS = tuple(date(2022, 11, day) for day in (7, 9, 11))[: int(os.environ.get("TONGBAN_BENCH_DAYS", "3"))]
LEARNING = [day for day in SHIPPED.working_days(2022) if day < DAYS[0]]
OPENS, CLOSES, MIDDAY, OFFICER_MINUTES, SAMPLES, PROOFS = 540, 1020, 720.0, 240, 4, 500
LEAST = 0.9


@dataclass(frozen=True)
class Trial:
    """One day of one hall: what was advised, what is best, and what either saves in the hall itself."""

    advised: StaffingAdvice
    best: StaffingAdvice
    sets: int
    seconds: tuple[float, float]
    proven: tuple[float, float]

    @property
    def share(self) -> float:
        """Return which share of the best saving the advice has."""
        return self.advised.person_minutes / self.best.person_minutes


def measured() -> Result:
    """Advise and try all sets, in halls of several sizes; the worst day counts."""
    trials = {(windows, most): list(_trials(windows, most)) for windows, most in SIZES}
    shares = [trial.share for each in trials.values() for trial in each]
    return Result(
        name="hall_staffing",
        ratio=round(min(shares), 3),
        target=LEAST,
        met=min(shares) >= LEAST,
        detail=f"the advice saves {min(shares):.1%} to {max(shares):.1%} of what the best of all sets saves",
        rows=tuple(
            row
            for (windows, most), each in trials.items()
            for row in _rows(f"{windows} windows, {most} openings", each)
        ),
    )


def _rows(name: str, trials: Sequence[Trial]) -> Iterator[tuple[str, str]]:
    yield f"{name}: share of the best", f"{min(each.share for each in trials):.1%} at least"
    advised, tried = (mean(each.seconds[place] for each in trials) for place in (0, 1))
    sets = mean(each.sets for each in trials)
    yield "advice; all sets", f"{advised:.1f} s; {sets:,.0f} in {tried:.1f} s"
    ours, best = (mean(each.proven[place] for each in trials) for place in (0, 1))
    yield "saved in the hall itself: advised, best of all", f"{ours:.0f}, {best:.0f} person-minutes a day"


def _trials(windows: int, most: int) -> Iterator[Trial]:
    hall = SimulatedHall(windows=windows, load=0.85, seed=windows)
    replay, arrivals = Replay(hall), Arrivals(SHIPPED)
    for day, boost in boosted(LEARNING):
        arrivals.learn(day, _counts(replay, day, boost))
    planned = tuple(
        StaffedWindow(desk.code, desk.groups, _hours(desk.openings, desk.code, windows))
        for desk in hall.desks
    )
    for day in DAYS:
        yield _trial(planned, arrivals, replay, day, most)


def _counts(replay: Replay, day: date, boost: float) -> Counter[tuple[str, int]]:
    counts: Counter[tuple[str, int]] = Counter()
    replay.begin_day()
    for happening in replay.hall.day(day.timetuple().tm_yday, day.weekday(), boost):
        replay.learn(happening)
        if happening.what == "taken":
            counts[happening.group, int(happening.at // HALF_HOUR) * HALF_HOUR] += 1
    return counts


def _hours(
    openings: tuple[tuple[float, float], ...], code: str, windows: int
) -> tuple[tuple[float, float], ...]:
    """A third of the windows has an officer in the morning only."""
    return tuple(each for each in openings if each[1] <= MIDDAY) if int(code) > windows * 2 / 3 else openings


def _trial(
    planned: Sequence[StaffedWindow], arrivals: Arrivals, replay: Replay, day: date, most: int
) -> Trial:
    experience = replay.model.experience
    staffing = Staffing(
        planned, sampled_days(arrivals.expected(day), experience, SAMPLES, f"{day}"), experience
    )
    began = time.perf_counter()
    options = list(staffing.changes(OPENS, CLOSES))
    advised = staffing.best(options, OFFICER_MINUTES, most)
    advised_in = time.perf_counter() - began
    began = time.perf_counter()
    sets = list(_sets([each for each in options if each.opens], most))
    best = max(sets, key=staffing.saving)
    seconds = advised_in, time.perf_counter() - began
    proven = (
        _proven(planned, advised.changes, replay.hall, day),
        _proven(planned, best, replay.hall, day),
    )
    return Trial(advised, StaffingAdvice(best, staffing.saving(best)), len(sets), seconds, proven)


def _sets(options: Sequence[Change], most: int) -> Iterator[tuple[Change, ...]]:
    for number in range(1, most + 1):
        yield from (each for each in combinations(options, number) if fits(each, OFFICER_MINUTES))


def _proven(
    planned: Sequence[StaffedWindow], changes: Sequence[Change], hall: SimulatedHall, day: date
) -> float:
    """Return what changes save in the simulated hall, the mean of many such days."""
    waits = []
    for made in ((), changes):
        openings = {
            window.code: changed(window.openings, [each for each in made if each.window == window.code])
            for window in planned
        }
        again = SimulatedHall(hall.windows, hall.load, seed=99, openings=openings)
        waits.append(sum(_waited(again, day) for _ in range(PROOFS)) / PROOFS)
    return waits[0] - waits[1]


def _waited(hall: SimulatedHall, day: date) -> float:
    ended = ("called", "absent", "left")
    days = hall.day(day.timetuple().tm_yday, day.weekday())
    return sum(each.at - each.since for each in days if each.what in ended)
