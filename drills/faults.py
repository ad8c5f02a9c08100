"""What goes wrong during a drill, one function a fault; each leaves the office as an outage would, not as a test."""

import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from drills.office import Office

END_BACKENDS = """
from tongban.operations.start import start_django
start_django()
from django.db import connection
connection.cursor().execute(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()")
"""
AHEAD = """
from datetime import timedelta
from tongban.operations.start import start_django
start_django()
from django.utils.timezone import now
from tongban.ground.ledger.models import Entry
from tongban.ground.matters.runs import run_all
run_all(at=now() + timedelta(days=40))
moves = ("accept_by_silence", "lapse", "expire", "sign_for")
print(Entry.objects.filter(move__in=moves, at__gt=now() + timedelta(days=30)).count())
"""
FULL_SECONDS = 4.0
BLOCK = b"0" * 65536


@dataclass(frozen=True)
class Fault:
    """A fault: its name, and what does it; what it returns is told in the table."""

    name: str
    strike: Callable[[Office], str]


def kill_worker(office: Office) -> str:
    """Kill one worker of the server: another takes its place by itself."""
    os.kill(office.workers()[0], signal.SIGKILL)
    return f"{office.wait_until_well():.1f} s"


def kill_server(office: Office) -> str:
    """Kill the server with all its workers, and start it again as a service manager would."""
    if office.server is not None:
        office.server.kill()
        office.server.wait()
    office.start()
    return "started again"


def end_backends(office: Office) -> str:
    """End every connection to the database."""
    office.run(script=END_BACKENDS)
    return f"{office.wait_until_well():.1f} s"


def kill_postmaster(office: Office) -> str:
    """Kill the database server: the office starts it again by itself."""
    os.kill(office.postmaster(), signal.SIGKILL)
    time.sleep(1)
    return f"{office.wait_until_well():.1f} s"


def fill_disk(office: Office) -> str:
    """Let the disk of the office run full to the last byte for some seconds, database and all."""
    if not office.is_on_small_disk:
        return "not tried: only root can mount a small disk"
    filler = office.var / "filler"
    try:
        with suppress(OSError), filler.open("wb", buffering=0) as file:
            while True:
                file.write(BLOCK)
        time.sleep(FULL_SECONDS)
    finally:
        filler.unlink(missing_ok=True)
    return f"full for {FULL_SECONDS:.0f} s, {office.wait_until_well():.1f} s until well"


def jump_clock(office: Office) -> str:
    """Let the duties meet a clock that is forty days ahead: nothing that cannot be undone may happen."""
    told = office.run(script=AHEAD).strip().splitlines()[-1]
    if told != "0":
        raise RuntimeError(f"a wrong clock had legal effect on {told} cases")
    office.run("confirm-clock")
    return "no duty that cannot be undone was done, and the time was confirmed afterwards"


FAULTS = (
    Fault("a worker killed", kill_worker),
    Fault("every connection to the database ended", end_backends),
    Fault("the server killed", kill_server),
    Fault("the database server killed", kill_postmaster),
    Fault("the disk full", fill_disk),
    Fault("the clock forty days ahead", jump_clock),
    Fault("a worker killed again", kill_worker),
    Fault("the server killed again", kill_server),
)
