"""How often the same stranger may ask: counted in one small table, so that all server processes count together."""

import logging
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from functools import wraps
from math import ceil
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.crypto import salted_hmac
from django.utils.timezone import now

from tongban.ground.ledger.prepared_statements import run_prepared

LOG = logging.getLogger(__name__)

View = Callable[..., HttpResponseBase]
UNITS = {
    "s": timedelta(seconds=1),
    "m": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
}

# One row for each key: the moment at which everything asked so far will have been worked off. A refusal costs nothing.
TAKE = """
    INSERT INTO kit_throttle AS kept (key, worked_off_at) SELECT %s::text, %s::timestamptz {alone}
    ON CONFLICT (key) DO UPDATE SET worked_off_at = greatest(kept.worked_off_at + %s::interval, excluded.worked_off_at)
    WHERE kept.worked_off_at <= excluded.worked_off_at + %s::interval
    RETURNING 1
"""
# A count need not outlive a crash: its commit waits for no disk. Within an act it is committed as the act is.
ALONE = TAKE.format(alone="WHERE set_config('synchronous_commit', 'off', true) = 'off'")
WITHIN = TAKE.format(alone="")
USED_UP = "SELECT 1 FROM kit_throttle WHERE key = %s AND worked_off_at > %s"


def allow(key: str, *, limit: int, per: timedelta, at: datetime) -> bool:
    """Count one request under a key; return whether it is within ``limit`` in a row, refilled evenly over ``per``.

    The key is kept as a keyed digest, for it may hold an address or a number. Call it outside a transaction that may
    roll back. Who is refused may come again after ``wait(limit, per)``.
    """
    step = per / limit
    statement = WITHIN if connection.in_atomic_block else ALONE
    return bool(run_prepared(statement, [_digest(key), at + step, step, per - 2 * step]))


def is_used_up(key: str, *, limit: int, per: timedelta, at: datetime) -> bool:
    """Return whether ``allow`` would refuse one more request under a key now, without counting one."""
    step = per / limit
    return bool(run_prepared(USED_UP, [_digest(key), at + per - step]))


def wait(limit: int, per: timedelta) -> int:
    """Return after how many seconds one more request is allowed, at the latest."""
    return ceil((per / limit).total_seconds())


def _digest(key: str) -> str:
    return salted_hmac("kit.throttle", key, algorithm="sha256").hexdigest()


def rate(text: str) -> tuple[int, timedelta]:
    """Read ``20/m`` (s, m, h or d) as a number of requests and a length of time."""
    limit, _, unit = text.partition("/")
    if not limit.isdigit() or not int(limit) or unit not in UNITS:
        raise ValueError(f"{text!r} is no rate; write for example 20/m, 100/h or 5/s")
    return int(limit), UNITS[unit]


def forget(*, at: datetime) -> int:
    """Remove the keys that have nothing left to wait for; return how many."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM kit_throttle WHERE worked_off_at < %s", [at])
        return cursor.rowcount


def limited(name: str, methods: Collection[str] = ("GET", "POST")) -> Callable[[View], View]:
    """Open a page to one address only as often as ``settings.RATE_LIMITS[name]`` says; answer 429 beyond."""

    def decorate(view: View) -> View:
        @wraps(view)
        def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            limit, per = rate(settings.RATE_LIMITS[name])
            key = f"{name}:{address_of(request)}"
            if request.method in methods and not allow(key, limit=limit, per=per, at=now()):
                LOG.warning("asked too often", extra={"kind": name})
                return too_many(request, wait(limit, per))
            return view(request, *args, **kwargs)

        return counted

    return decorate


def address_of(request: HttpRequest) -> str:
    """Return the address somebody asks from: behind a proxy the one that the proxy names."""
    return str(get_adapter().get_client_ip(request))


def too_many(request: HttpRequest, seconds: int) -> HttpResponse:
    """Answer in plain words how long to wait."""
    answer = render(request, "429.html", {"seconds": seconds}, status=429)
    answer["Retry-After"] = str(seconds)
    return answer
