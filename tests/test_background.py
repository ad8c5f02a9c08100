"""What the server does beside serving: one slow service delays only its own, and no failure ends a loop."""

import logging
import os
import signal
import subprocess
import sys
import time
from threading import Event

import pytest
from django.utils.timezone import now

from config.database import ROOT
from tongban.ground.exchange import kinds, outbox
from tongban.ground.exchange.kinds import Sender
from tongban.ground.exchange.models import Outgoing
from tongban.ground.ledger.seal_thread import SEALER
from tongban.operations import background, background_child


@pytest.fixture
def services(monkeypatch):
    """Return an event that lets the slow service answer; beside it there is a quick one."""
    may_answer = Event()
    kinds.senders()
    for name, send in (("slow", lambda row: may_answer.wait(60)), ("quick", lambda row: None)):
        monkeypatch.setitem(kinds._senders, name, Sender(name, name, send))
    return may_answer


def until(condition):
    for _ in range(1200):
        if condition():
            return True
        time.sleep(0.05)
    return False


@pytest.mark.django_db(transaction=True)
def test_a_slow_service_delays_no_other_and_is_waited_for_at_the_end(services):
    for kind in ("slow", "quick", "quick"):
        outbox.put(kind, {}, at=now())
    postman = background.OutboxSender()

    postman.look()
    assert until(lambda: Outgoing.objects.filter(kind="quick", state="sent").count() == 2)
    assert Outgoing.objects.get(kind="slow").state == "waiting"
    postman.look()
    services.set()
    postman.finish()

    assert Outgoing.objects.get(kind="slow").attempts == 1
    assert Outgoing.objects.get(kind="slow").state == "sent"


def test_a_loop_goes_on_after_a_failure_and_leaves_a_traceback(caplog, monkeypatch):
    monkeypatch.setattr(background.LOG, "disabled", False)  # whatever a library did to loggers before
    monkeypatch.setattr(background.LOG, "handlers", [caplog.handler])
    done = []

    def fails():
        done.append(1)
        raise RuntimeError("the database is away")

    with caplog.at_level(logging.ERROR):
        stop = background._run_every(0.01, fails, "outbox")
        went_on = until(lambda: len(done) > 2)
        stop()

    assert went_on
    assert "the database is away" in caplog.text
    assert "Traceback" in caplog.text


CHILD = "import pathlib, sys, time; pathlib.Path(sys.argv[1]).open('a').write('begun\\n'); time.sleep(60)"
SERVER = """
import sys, time
from tongban.operations import background_child
background_child.SOON_SECONDS = background_child.LATER_SECONDS = 0.1
background = background_child.BackgroundChild(sys.executable, "-c", {child!r}, {begun!r})
background.start()
print(background.child.pid, flush=True)
for line in sys.stdin:
    time.sleep(0.05)  # as the server's main thread waits
    print(background.child.pid if background.child else 0, flush=True)
background.stop()
print("stopped", flush=True)
"""


@pytest.fixture
def server(tmp_path):
    """A small server with a child that only waits, and the file that each child writes a line to."""
    begun = tmp_path / "begun"
    program = SERVER.format(child=CHILD, begun=str(begun))
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as process:
        yield process, begun
        process.kill()


def child_of(process):
    process.stdin.write("?\n")
    process.stdin.flush()
    return int(process.stdout.readline())


def test_a_killed_background_child_is_started_anew_and_ends_with_its_server(server):
    process, begun = server
    first = int(process.stdout.readline())
    assert until(begun.exists)

    os.kill(first, signal.SIGKILL)
    assert until(lambda: child_of(process) not in (0, first))
    second = child_of(process)
    assert until(lambda: begun.read_text() == "begun\nbegun\n")
    process.stdin.close()

    assert process.stdout.read() == "stopped\n"
    with pytest.raises(ProcessLookupError):
        os.kill(second, 0)


def test_a_background_child_ends_when_its_server_is_killed(monkeypatch):
    stopped = []
    monkeypatch.setattr(SEALER, "is_on", False)
    monkeypatch.setattr(background_child, "start_django", lambda: None)
    monkeypatch.setattr(background, "start", lambda: lambda: stopped.append(True))
    before = signal.getsignal(signal.SIGTERM)
    try:
        background_child.main(str(os.getppid() + 1))
    finally:
        signal.signal(signal.SIGTERM, before)

    assert stopped
