"""A year of the city: its load against a bare COPY of the same rows into the same tables, and its verification.

Bare means: the rows are there already, the tables have the same indexes and checks, and nothing is computed, chained,
or looked up in another table. Size: TONGBAN_BENCH_SCALE (1 is the whole year).
"""

import os
import time
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measurement import Result
from benchmarks.pages import start

TARGET, MOST_SECONDS, MOST_TO_VERIFY, MOST_FOR_NEW = 0.3, 120, 90, 5
AT = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
TABLES = (
    *("ledger_entry", "cases_case", "cases_casematerial", "cases_review", "delivery_delivery", "cases_paper"),
    *("ratings_invitation", "ratings_rating", "licences_licence", "people_applicant", "ledger_row_image"),
)


def measured() -> Result:
    """Load, seal and verify a year, then copy its rows once more."""
    start(fresh=True)
    _office()
    from tongban.demo.year.loader import load_year, processes_here
    from tongban.ground.ledger.seal_writer import seal
    from tongban.ground.ledger.verification import verify, verify_new

    scale, processes = Decimal(os.environ.get("TONGBAN_BENCH_SCALE", "1")), processes_here()
    began = time.perf_counter()
    loaded = load_year(2022, scale, 2022, at=AT, processes=processes)
    poured = time.perf_counter() - began
    seal(at=AT)
    sealed = time.perf_counter() - began
    bare = _bare()
    began = time.perf_counter()
    verified = verify(processes=processes)
    verifying = time.perf_counter() - began
    _work_a_day()
    began = time.perf_counter()
    is_whole = verify_new().is_whole
    verifying_new = time.perf_counter() - began
    ratio = round(bare / sealed, 2)
    in_time = sealed <= MOST_SECONDS * scale + 10 and verifying <= MOST_TO_VERIFY * scale + 10
    return Result(
        name="year",
        ratio=ratio,
        target=TARGET,
        met=ratio >= TARGET
        and verified.is_whole
        and is_whole
        and (scale != 1 or (in_time and verifying_new <= MOST_FOR_NEW)),
        detail=f"{loaded.cases} cases and {loaded.entries} entries loaded and sealed in {sealed:.0f} s with {processes} "
        f"processes (limit {MOST_SECONDS}), bare COPY {bare:.0f} s; verified in {verifying:.0f} s (limit {MOST_TO_VERIFY}), "
        f"a day's work in {verifying_new:.1f} s (limit {MOST_FOR_NEW})",
        rows=(
            ("cases / entries", f"{loaded.cases} / {loaded.entries}"),
            ("poured in", f"{poured:.1f} s"),
            ("and sealed", f"{sealed:.1f} s"),
            ("bare COPY of the same rows", f"{bare:.1f} s"),
            ("share of the bare speed", f"{ratio:.2f}"),
            (f"{verified.entries} entries and {verified.rows} rows verified", f"{verifying:.1f} s"),
            ("a day's work verified on top", f"{verifying_new:.1f} s"),
        ),
    )


def _office() -> None:
    from tongban.demo.catalogue import load_catalogue
    from tongban.demo.people import create_officers, create_staff

    load_catalogue(create_staff())
    create_officers()


def _work_a_day(count: int = 500) -> None:
    """Archive so many cases, each in a transaction of its own, and seal."""
    from tongban.ground.ledger.seal_writer import seal
    from tongban.ground.people.models import User
    from tongban.work.cases.actions.decisions import archive
    from tongban.work.cases.models import Case, Status

    by = User.objects.get(username="zhengzhao")
    for case in Case.objects.filter(status=Status.DELIVERED).order_by("-pk")[:count]:
        archive(case, by=by, at=AT)
    seal(at=AT)


def _bare() -> float:
    """Return how long the rows take alone, table by table in one stream."""
    from django.db import connection

    seconds = 0.0
    with TemporaryDirectory() as name, connection.cursor() as cursor:
        for table in TABLES:
            rows = Path(name) / table
            with rows.open("wb") as file, cursor.copy(f"COPY {table} TO STDOUT") as copy:
                for piece in copy:
                    file.write(piece)
            cursor.execute(f"CREATE TABLE bare_{table} (LIKE {table} INCLUDING ALL)")
            began = time.perf_counter()
            with rows.open("rb") as file, cursor.copy(f"COPY bare_{table} FROM STDIN") as copy:
                while piece := file.read(1 << 20):
                    copy.write(piece)
            seconds += time.perf_counter() - began
            cursor.execute(f"DROP TABLE bare_{table}")
            rows.unlink()
    return seconds
