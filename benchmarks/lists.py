"""Work list, case page and search with 500,000 cases, and the work list against a bare Django list page.

Granian with two workers, sixteen connections kept busy from another process, an officer who sees the cases of one
division. The bare page asks one indexed query for fifty of the same cases; same server, same run, by turns, and no
session, no visibility, no look.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median, quantiles

import psutil  # type: ignore[import-untyped]

from benchmarks.bulk_cases import fill
from benchmarks.measurement import ROOT, Result
from tongban.operations.background_child import PROGRAM

DATABASE = "tongban_half_million"
PORT = int(os.environ.get("TONGBAN_BENCH_PORT", "18953"))
WORKERS, CONNECTIONS, SECONDS, ROUNDS = 2, 16, 6, 2
P50_MS, P99_MS, TARGET = 60, 250, 1.0
OFFICER = "shipin"
BACKGROUND = PROGRAM[-1]
OURS = f"""
import django
from tongban.operations.web_server import serve
django.setup()
serve("127.0.0.1", {PORT}, {WORKERS}, access_log=False)
"""
BARE = f"""
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.bare_settings"
from granian import Granian
from tongban.operations.web_server import THREADS_PER_WORKER
Granian(
    "config.wsgi:application", address="127.0.0.1", port={PORT}, interface="wsgi", workers={WORKERS},
    blocking_threads=THREADS_PER_WORKER, log_level="warning",
).serve()
"""
Round = tuple[float, list[float], float]
"""Answers a second, how long each took, and the workers' processor time for each: that says something beside other jobs too."""
SHOWN = "{:5.0f}/s  p50 {:5.1f} ms  p99 {:5.1f} ms  processor {:5.1f} ms"


def measured() -> Result:
    """Measure each page, and the work list against the bare page by turns."""
    start()
    cookie, pages = _cookie(), _pages()
    bare: list[Round] = []
    ours: dict[str, list[Round]] = {name: [] for name in pages}
    for _ in range(ROUNDS):
        with _served(BARE) as server:
            bare.append(_asked(server, cookie, ["/bare/"]))
        with _served(OURS) as server:
            for name, addresses in pages.items():
                ours[name].append(_asked(server, cookie, addresses))
    rate = max(rate for rate, *_ in bare)
    figures = {name: _figures(rounds) for name, rounds in ours.items()}
    ratio = round(figures["work list"][0] / rate, 2)
    in_time = all(p50 <= P50_MS and p99 <= P99_MS for _, p50, p99, _ in figures.values())
    return Result(
        name="lists",
        ratio=ratio,
        target=TARGET,
        met=in_time and ratio >= TARGET,
        detail=f"work list {figures['work list'][0]:.0f}/s against {rate:.0f}/s bare; "
        f"p50 ≤ {P50_MS} ms and p99 ≤ {P99_MS} ms: {'yes' if in_time else 'no'}",
        rows=(
            *(
                (name, SHOWN.format(*measured))
                for name, measured in {**figures, "bare page": _figures(bare)}.items()
            ),
        ),
    )


def start() -> None:
    """Set Django up on a database of its own, the demo and its copies in it."""
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
    _load()
    fill()


def _load() -> None:
    from django.db import transaction
    from django.utils.timezone import now
    from django.utils.translation import override

    from tongban.demo.applicants import load_applicants
    from tongban.demo.cases import load_cases
    from tongban.demo.catalogue import load_catalogue
    from tongban.demo.people import create_officers, create_staff
    from tongban.work.cases.models import Case

    if Case.objects.exists():
        return
    with override("zh-hans"), transaction.atomic():
        load_catalogue(create_staff())
        load_applicants(create_officers())
        load_cases(now())


def _cookie() -> str:
    from django.conf import settings
    from django.test import Client

    from tongban.ground.people.models import User

    client = Client()
    client.force_login(User.objects.get(username=OFFICER))
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def _pages() -> dict[str, list[str]]:
    """Return the addresses asked for by turns, for each kind of page."""
    from urllib.parse import quote

    from tongban.ground.people.models import User
    from tongban.work.cases.queries import visibility, worklists

    officer = User.objects.get(username=OFFICER)
    kind = worklists.LISTS.of(officer)[0].kind
    seen = list(visibility.visible_to(officer).order_by("-pk")[:2000:50])
    return {
        "work list": [f"/cases/work/{kind}/"],
        "all cases": ["/cases/all/", "/cases/all/?page=3"],
        "case page": [f"/cases/{case.reference}/" for case in seen],
        "search by number": [f"/cases/all/?q={case.reference}" for case in seen],
        "search by applicant": [f"/cases/all/?q={quote(case.applicant.name)}" for case in seen],
    }


def _asked(server: int, cookie: str, addresses: list[str]) -> Round:
    """Ask for a few seconds, after a short warming up."""
    command = [sys.executable, "-m", "benchmarks.load_client", str(PORT), str(CONNECTIONS)]
    for seconds in (1, SECONDS):
        spent = _processor_seconds(server)
        answer = subprocess.run(
            [*command, str(seconds), cookie, *addresses], cwd=ROOT, capture_output=True, text=True, check=True
        )
    taken = json.loads(answer.stdout)
    return len(taken) / SECONDS, taken, (_processor_seconds(server) - spent) / len(taken)


def _processor_seconds(server: int) -> float:
    """Return the processor time that the workers of a server have taken."""
    started = psutil.Process(server).children()
    return sum(sum(each.cpu_times()[:2]) for each in started if BACKGROUND not in each.cmdline())


def _figures(rounds: list[Round]) -> tuple[float, float, float, float]:
    """Return the best rate, and of that round the median, the 99th percentile and the processor time in milliseconds."""
    rate, taken, processor = max(rounds)
    return rate, median(taken) * 1000, quantiles(taken, n=100)[98] * 1000, processor * 1000


@contextmanager
def _served(program: str) -> Iterator[int]:
    """Serve by this program; give the server's process number."""
    process = subprocess.Popen([sys.executable, "-c", program], cwd=ROOT)
    try:
        _wait_for_answer()
        yield process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


def _wait_for_answer() -> None:
    for _ in range(900):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", PORT)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("the server does not answer")
