"""The account's pages against a bare Django page: one indexed query and a table of 50 rows, in the same run."""

import atexit
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.measurement import ROOT, Result

TARGET = 4.0
ROUNDS = 25
MOST_QUERIES = 15
DATABASE = "tongban_benchmark"


def measured() -> Result:
    """Load the demo into a database of its own, then ask for each page and the bare one by turns."""
    start()
    from django.test import Client
    from django.test.utils import override_settings

    from tongban.ground.people.models import User

    clerk = User.objects.get(username="zhuanyuan")
    with override_settings(ROOT_URLCONF="benchmarks.bare", ALLOWED_HOSTS=["*"]):
        client = Client()
        client.force_login(clerk)
        costs = {address: _against_bare(client, address) for address in _addresses()}
    worst = max(costs, key=lambda address: costs[address].ratio)
    most = max(cost.queries for cost in costs.values())
    ratio = round(costs[worst].ratio, 2)
    return Result(
        name="pages",
        ratio=ratio,
        target=TARGET,
        met=ratio <= TARGET and most <= MOST_QUERIES,
        detail=f"{worst}: {costs[worst].milliseconds:.1f} ms, {ratio} × the bare page; at most {most} queries",
        rows=tuple(
            (address, f"{cost.milliseconds:6.1f} ms  {cost.ratio:5.2f} ×  {cost.queries} queries")
            for address, cost in costs.items()
        ),
    )


class Cost:
    """What a page costs: the median time, its ratio to the bare page pair by pair, and its queries."""

    def __init__(self, page: list[float], bare: list[float], queries: int) -> None:
        self.milliseconds = median(page) * 1000
        self.ratio = median(ours / floor for ours, floor in zip(page, bare, strict=True))
        self.queries = queries


def _against_bare(client: Any, address: str) -> Cost:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        _timed(client, address)
    asked = len(queries)
    _timed(client, "/bare/")
    pairs = [(_timed(client, address), _timed(client, "/bare/")) for _ in range(ROUNDS)]
    return Cost([ours for ours, _ in pairs], [bare for _, bare in pairs], asked)


def _timed(client: Any, address: str) -> float:
    started = time.perf_counter()
    response = client.get(address)
    taken = time.perf_counter() - started
    if response.status_code != 200:
        raise SystemExit(f"{address} answers {response.status_code}")
    return taken


def _addresses() -> list[str]:
    from django.urls import NoReverseMatch, reverse

    from tongban.account.evaluation.models import Evaluation

    year = Evaluation.objects.get(is_example=False)
    of_year = ("overview", "budget", "indicators", "tasks", "chapters", "findings", "review", "publication")
    found: list[str] = []
    for name in of_year:
        try:
            found.append(reverse(f"evaluation:{name}", args=[year.pk]))
        except NoReverseMatch:
            continue
    return found


def start(*, fresh: bool = False) -> None:
    """Set Django up on a database of its own with the demo in it; ``fresh``: on a new server, with new keys."""
    if fresh:
        os.environ["TONGBAN_VAR"] = _new_folder()
    from config.database import VAR, VARIABLE, connect_as_owner, ensure_database

    os.environ.pop(VARIABLE, None)
    ensure_database(VAR / "postgres-test", DATABASE)
    connect_as_owner()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from django.core.management import call_command

    from tongban.operations.static import collect_static

    collect_static()
    call_command("migrate", verbosity=0)
    _quietly(_load)


def _new_folder() -> str:
    folder = tempfile.mkdtemp(prefix="tongban-benchmark-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (Path(folder) / "fonts").symlink_to(ROOT / "var" / "fonts")
    return folder


def _load() -> None:
    from django.db import transaction
    from django.utils.translation import override

    from tongban.demo.account import load_corrected, load_printed
    from tongban.demo.people import create_staff

    with override("zh-hans"), transaction.atomic():
        people = create_staff()
        load_printed(people)
        load_corrected(people)


def _quietly(work: Callable[[], None]) -> None:
    import logging

    logging.disable(logging.WARNING)
    work()
