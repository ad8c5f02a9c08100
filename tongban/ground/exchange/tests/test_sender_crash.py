"""Whatever is killed at whatever point, what waits in the outbox is sent, and two servers never send one row at once."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from tongban.ground.exchange import outbox
from tongban.ground.exchange.models import Outgoing
from tongban.ground.exchange.tests.conftest import NOON
from tongban.ground.ledger import Refused

pytestmark = pytest.mark.django_db(transaction=True)
SENDER = """
import os, sys, time
import django
django.setup()
from datetime import datetime
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[1]
from tongban.ground.exchange import delivery, kinds, outbox
from tongban.ground.exchange.kinds import Sender

def pause(at):
    if sys.argv[2] == at:
        print("here", flush=True)
        time.sleep(60)

def send(row):
    pause("claimed")
    open(sys.argv[4], "a").write(row.key + "\\n")
    pause("sent")

keep = delivery._keep
delivery._keep = lambda *given: (keep(*given), pause("kept"))
kinds.senders()["pigeon"] = Sender("pigeon", "Pigeon post", send)
outbox.deliver_due(at=datetime.fromisoformat(sys.argv[3]))
"""


def sender_killed_when(point, at, carried):
    """Begin to send in a process of its own and kill it (SIGKILL) at this point."""
    name = connection.settings_dict["NAME"]
    process = subprocess.Popen(
        [sys.executable, "-c", SENDER, name, point, at.isoformat(), str(carried)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings"},
    )
    assert process.stdout.readline() == "here\n"
    return process


ADVISORY_LOCKS = """
SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
WHERE locktype = 'advisory' AND datname = current_database()
"""


def kill(process):
    process.send_signal(signal.SIGKILL)
    process.wait()
    _wait_for_the_database_to_notice()


def _wait_for_the_database_to_notice():
    """Wait until the locks of the killed connection are gone."""
    for _ in range(1200):
        with connection.cursor() as cursor:
            cursor.execute(ADVISORY_LOCKS)
            if cursor.fetchone() == (0,):
                return
        time.sleep(0.05)


@pytest.mark.parametrize(
    ("point", "arrived", "outcomes"),
    [
        ("claimed", 1, ["interrupted", "sent"]),
        ("sent", 2, ["interrupted", "sent"]),
        ("kept", 1, ["sent"]),
    ],
)
def test_the_row_of_a_killed_sender_is_sent_with_its_key(pigeon, tmp_path, point, arrived, outcomes):
    carried = tmp_path / "carried"
    carried.touch()
    row = outbox.put("pigeon", {}, at=NOON)
    kill(sender_killed_when(point, NOON, carried))

    outbox.deliver_due(at=NOON)

    row.refresh_from_db()
    assert row.state == "sent"
    assert [each.outcome for each in row.tries.all()] == outcomes
    keys = [*carried.read_text().split(), *(key for key, _ in pigeon.carried)]
    assert keys == [row.key] * arrived


def test_a_row_that_is_being_sent_is_left_alone(pigeon, tmp_path):
    row = outbox.put("pigeon", {}, at=NOON)
    process = sender_killed_when("claimed", NOON, tmp_path / "carried")

    much_later = outbox.deliver_due(at=NOON + timedelta(days=9))
    with pytest.raises(Refused, match="正在发送中"):
        _give_up(row)
    kill(process)

    assert (much_later, pigeon.carried) == (0, [])
    assert outbox.deliver_due(at=NOON) == 1


def _give_up(row):
    from tongban.ground.exchange.actions import give_up

    class Anybody:
        pk = None

        def may(self, asked):
            return True

    give_up(row, reason="x", by=Anybody(), at=NOON)


def test_four_servers_send_each_row_once(monkeypatch, pigeon):
    at_once, seen = set(), []

    def send(self, row):
        assert row.key not in at_once
        at_once.add(row.key)
        time.sleep(0.01)
        seen.append(row.key)
        at_once.discard(row.key)

    monkeypatch.setattr(type(pigeon), "__call__", send)
    outbox.put_all([outbox.letter("pigeon", {}, at=NOON) for _ in range(40)])

    def server():
        try:
            return outbox.deliver_due(at=NOON)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        sent = [each.result() for each in [pool.submit(server) for _ in range(4)]]

    assert sum(sent) == 40
    assert len(seen) == len(set(seen)) == 40
    assert not Outgoing.objects.exclude(state="sent").exists()
