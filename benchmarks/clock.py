"""A hundred thousand due dates, as a night's work list needs them, and one period explained day by day."""

import time
from datetime import date, timedelta
from statistics import median

from benchmarks.measurement import Result
from tongban.ground.clock import SHIPPED, Deadline, DeadlineExtension, DeadlinePause, due, explain

DEADLINES = 100_000
MOST_SECONDS = 2.0
MOST_MILLISECONDS = 1.0
TIMES = 5
EXPLAINED = 200


def measured() -> Result:
    """Count the due dates several times and explain sixty working days many times; medians count."""
    rows = [arguments(number) for number in range(DEADLINES)]
    SHIPPED.working_days(2022)
    counted = sorted(seconds_to_count(rows) for _ in range(TIMES))
    explained = sorted(milliseconds_to_explain() for _ in range(EXPLAINED))
    seconds, milliseconds = median(counted), median(explained)
    ratio = round(max(seconds / MOST_SECONDS, milliseconds / MOST_MILLISECONDS), 3)
    return Result(
        name="clock",
        ratio=ratio,
        target=1.0,
        met=ratio <= 1,
        detail=f"{DEADLINES:,} due dates in {seconds:.2f} s of {MOST_SECONDS:.0f} s; 60 working days explained in "
        f"{milliseconds:.2f} ms of {MOST_MILLISECONDS:.0f} ms (ratio is the worse of the two to its limit)",
        rows=(
            ("due dates a second", f"{DEADLINES / seconds:,.0f}"),
            ("100,000 due dates, median / slowest", f"{seconds:.2f} s / {counted[-1]:.2f} s"),
            ("60 days explained in both languages, median", f"{milliseconds:.2f} ms"),
        ),
    )


def arguments(number: int) -> tuple[date, int, tuple[DeadlinePause, ...], DeadlineExtension | None]:
    """Return the facts of a case: every third is paused, every tenth extended."""
    start = date(2018, 1, 1) + timedelta(days=number % 2800)
    review = DeadlinePause(start + timedelta(days=4), start + timedelta(days=9), "expert_review", "告知书")
    more = DeadlineExtension(10, "延期告知书", "分管负责人") if number % 10 == 0 else None
    return start, 5 + number % 45, (review,) if number % 3 == 0 else (), more


def seconds_to_count(
    rows: list[tuple[date, int, tuple[DeadlinePause, ...], DeadlineExtension | None]],
) -> float:
    """Make every deadline from its facts and count it."""
    started = time.perf_counter()
    for start, length, pauses, more in rows:
        due(Deadline(start, length, "working", pauses, more), SHIPPED)
    return time.perf_counter() - started


def milliseconds_to_explain() -> float:
    """Explain sixty working days, every sentence in Chinese and in English."""
    started = time.perf_counter()
    for line in explain(Deadline(date(2022, 3, 1), 60), SHIPPED):
        line.words  # noqa: B018
    return (time.perf_counter() - started) * 1000
