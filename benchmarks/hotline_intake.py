"""Orders taken in against a plain Django form of the same fields, in the same run; both durable, with two processes.

Ours: filed through the API (GeoReport v2) with a key, a class suggested by what was learnt, a number without a gap, the
order with its clock, its first holding and its row for the search, and the chained entry, in one transaction. Plain: a
view with a form that saves one row. A ticket system in Django is measured beside them where it can be installed into an
environment of its own.
``TONGBAN_BENCH_SECONDS=1`` makes it short.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from benchmarks.invented_orders import start
from benchmarks.measurement import ROOT, Result
from benchmarks.side_by_side import rate_of

SECONDS = float(os.environ.get("TONGBAN_BENCH_SECONDS", "6"))
ADDRESS = "/open311/v2/requests.json"
ROUNDS, PROCESSES, TARGET = 2, 2, 5.0
PEER = "django-helpdesk"
NOT_THERE = "not measured: it cannot be installed or does not run here"
TABLE = "CREATE TABLE IF NOT EXISTS bench_ticket (id bigserial PRIMARY KEY, phone text, title text, text text, at timestamptz)"


def measured() -> Result:
    """Take orders in and save plain forms by turns, then the peer's tickets."""
    start()
    from django.db import connection
    from django.test.utils import override_settings

    with connection.cursor() as cursor:
        cursor.execute(TABLE)
    with override_settings(ROOT_URLCONF="benchmarks.bare_form", ALLOWED_HOSTS=["*"]):
        key = _key()
        plain: list[float] = []
        ours: list[float] = []
        for _ in range(ROUNDS):
            plain.append(rate_of(_plain, PROCESSES, SECONDS))
            ours.append(rate_of(lambda part: _filing(part, key), PROCESSES, SECONDS))
        address = connection.get_connection_params()
    peer = _peer(address)
    ratio = max(ours) / peer if peer else max(ours) / max(plain)
    target = TARGET if peer else 0.0
    return Result(
        name="hotline_intake",
        ratio=round(ratio, 2),
        target=target,
        met=peer is not None and ratio >= target,
        detail=f"{max(ours):.0f} orders/s, plain form {max(plain):.0f}/s = {max(ours) / max(plain):.2f}; "
        f"{PEER} {f'{peer:.0f}/s' if peer else NOT_THERE}",
        rows=(
            ("orders taken in", f"{max(ours):6.0f}/s"),
            ("plain form", f"{max(plain):6.0f}/s"),
            (PEER, f"{peer:6.0f}/s" if peer else NOT_THERE),
        ),
    )


def _key() -> str:
    """Learn the classes from what is there, and return a key of a system that may file."""
    from datetime import timedelta

    from django.utils.timezone import localdate, now

    from tongban.doors.api import actions as api
    from tongban.ground.people.models import Applicant, User
    from tongban.work.hotline.actions.suggestion import learn_anew

    at, admin = now(), User.objects.get(username="guanli")
    learn_anew(at=at)
    person = Applicant.objects.create(kind="person", name="示例应用")
    said: dict[str, Any] = {"agreement": "示例", "scopes": ("hotline",), "per_minute": 1_000_000}
    system = api.register("示例应用", person, by=admin, at=at, **said)
    return api.issue_key(system, expires_on=localdate() + timedelta(days=1), by=admin, at=at)[1]


def _filing(part: int, key: str) -> Callable[[], None]:
    from django.test import Client
    from django.utils.timezone import localdate

    from tongban.work.hotline.models import DemandClass
    from tongban.work.hotline.queries.suggestion import suggest

    client, texts, day = Client(), _texts(part), localdate()
    usual = DemandClass.objects.filter(name="施工噪声").values_list("key", flat=True)[0]

    def act() -> None:
        text = next(texts)
        suggested = suggest(text, None, day)
        code = suggested.offers[0].demand_class.key if suggested and suggested.offers else usual
        said = {"api_key": key, "service_code": code, "address_string": "姑苏区山塘街", "description": text}
        _need(client.post(ADDRESS, urlencode(said), content_type="application/x-www-form-urlencoded"), 201)

    return act


def _plain(part: int) -> Callable[[], None]:
    from django.test import Client

    client, texts = Client(), _texts(part)
    return lambda: _need(
        client.post("/plain/", {"phone": "13800000000", "title": "诉求", "text": next(texts)}), 302
    )


def _texts(part: int) -> Any:
    from tongban.demo.hotline_texts import demands

    return cycle([row.text for row in demands(500, seed=part)])


def _need(response: Any, status: int) -> None:
    if response.status_code != status:
        raise SystemExit(f"answered {response.status_code}: {response.content.decode()[:2000]}")


def _peer(address: dict[str, Any]) -> float | None:
    """Return the peer's tickets a second by its own API, or nothing where the package index does not offer it."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        python = Path(folder) / "bin" / "python"
        wanted = [PEER, "djangorestframework", "psycopg[binary]"]
        installed = subprocess.run(
            [python, "-m", "pip", "install", "-q", *wanted], capture_output=True, check=False
        )
        if installed.returncode:
            return None
        script = shutil.copy(
            ROOT / "benchmarks" / "peer_tickets.py", folder
        )  # where it finds nothing of the house
        given = json.dumps({name: address.get(name) for name in ("host", "port", "user", "password")})
        done = subprocess.run(
            [python, script, given, str(SECONDS), str(PROCESSES)],
            capture_output=True,
            text=True,
            check=False,
            cwd=folder,
        )
        if done.returncode:
            print(done.stderr[-2000:], file=sys.stderr)
            return None
        return float(done.stdout.strip().splitlines()[-1])
