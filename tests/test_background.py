"""What the server does beside serving: one slow service delays only its own, and no failure ends a loop."""

import logging
import time
from threading import Event

import pytest
from django.utils.timezone import now

from tongban.ground.exchange import kinds, outbox
from tongban.ground.exchange.kinds import Sender
from tongban.ground.exchange.models import Outgoing
from tongban.operations import background


@pytest.fixture
def services(monkeypatch):
    """Return an event that lets the slow service answer; beside it there is a quick one."""
    may_answer = Event()
    kinds.senders()
    for name, send in (("slow", lambda row: may_answer.wait(10)), ("quick", lambda row: None)):
        monkeypatch.setitem(kinds._senders, name, Sender(name, name, send))
    return may_answer


def until(condition):
    for _ in range(200):
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
