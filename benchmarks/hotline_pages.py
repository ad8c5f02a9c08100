"""The hotline's list, search, first page and an order's page at 100,000 and at 1,000,000 orders.

The limits are a fifteenth of what a ticket system in Django took for list, search and dashboard at 100,000 tickets on the
same kind of machine (639 ms, 687 ms, 4.4 s), and at the larger size no page may take twice as long as at the smaller.
``TONGBAN_BENCH_ORDERS=5000,20000`` makes it short.
"""

import time
from statistics import quantiles
from typing import Any

from benchmarks.invented_orders import SIZES, fill, start
from benchmarks.measurement import Result

ROUNDS = 20
LIMITS = {"list": 42.6, "waiting": 42.6, "search": 45.8, "order": 42.6, "first page": 293.0}
"""Milliseconds for the slowest but one of twenty."""
MOST_GROWTH = 2.0
HEAD = "rexian"
WORDS = "河道"


def measured() -> Result:
    """Ask for each page at each size; the worst against its limit counts."""
    start()
    taken: dict[int, dict[str, float]] = {}
    for size in SIZES:
        fill(size)
        taken[size] = _asked()
    ratio = max(taken[size][page] / limit for size in SIZES for page, limit in LIMITS.items())
    growth = max(taken[SIZES[-1]][page] / taken[SIZES[0]][page] for page in LIMITS)
    return Result(
        name="hotline_pages",
        ratio=round(ratio, 2),
        target=1.0,
        met=ratio <= 1 and growth <= MOST_GROWTH,
        detail=f"{', '.join(f'{size:,}' for size in SIZES)} orders: {ratio:.2f} of the limit at worst; the larger takes "
        f"{growth:.1f} × the smaller (limit {MOST_GROWTH})",
        rows=tuple(
            (f"{page}, {size:,} orders", f"{taken[size][page]:7.1f} ms of {limit}")
            for page, limit in LIMITS.items()
            for size in SIZES
        ),
    )


def _asked() -> dict[str, float]:
    """Return how many milliseconds each page took, 95 of 100."""
    from django.test import Client
    from django.test.utils import override_settings
    from django.urls import reverse

    from tongban.ground.people.models import User
    from tongban.work.hotline.models import Order

    pages = {
        "list": reverse("hotline:orders"),
        "waiting": reverse("hotline:list", args=["overdue"]),
        "search": f"{reverse('hotline:orders')}?q={WORDS}",
        "order": reverse(
            "hotline:order",
            args=[Order.objects.filter(status="in_hand").values_list("reference", flat=True)[0]],
        ),
        "first page": "/",
    }
    with override_settings(ALLOWED_HOSTS=["*"]):
        client = Client()
        client.force_login(User.objects.get(username=HEAD))
        return {name: _p95(client, address) for name, address in pages.items()}


def _p95(client: Any, address: str) -> float:
    _timed(client, address)
    return quantiles([_timed(client, address) for _ in range(ROUNDS)], n=20)[-1]


def _timed(client: Any, address: str) -> float:
    started = time.perf_counter()
    response = client.get(address)
    taken = (time.perf_counter() - started) * 1000
    if response.status_code != 200:
        raise SystemExit(f"{address} answers {response.status_code}")
    return taken
