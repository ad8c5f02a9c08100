"""Acts done again and again by several processes at once."""

import multiprocessing
import time
from collections.abc import Callable
from typing import Any

Act = Callable[[], None]


def rate_of(actor: Callable[[int], Act], processes: int, seconds: float) -> float:
    """Return how many acts a second so many processes do together; each makes its own act once all have begun."""
    from django.db import connections

    connections.close_all()
    context = multiprocessing.get_context("fork")
    done: Any = context.Queue()
    gate = context.Barrier(processes)
    running = [
        context.Process(target=_worker, args=(actor, part, seconds, gate, done)) for part in range(processes)
    ]
    for process in running:
        process.start()
    rates = [done.get(timeout=120) for _ in running]
    for process in running:
        process.join()
    return float(sum(rates))


def _worker(actor: Callable[[int], Act], part: int, seconds: float, gate: Any, done: Any) -> None:
    act = actor(part)
    act()
    gate.wait()
    started, count = time.perf_counter(), 0
    while time.perf_counter() - started < seconds:
        act()
        count += 1
    done.put(count / (time.perf_counter() - started))
