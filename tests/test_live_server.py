"""The live server as a process of its own: streams, a stream that is cut, likes, and a kill in the midst of them."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import connection
from django.utils.timezone import now

from config.database import ROOT, VARIABLE
from tongban.work.hall.actions import service, tickets, windows
from tongban.work.hall.actions.tickets import Wish
from tongban.work.hall.tests import cast as hall_cast
from tongban.work.programme.actions import programmes, questions
from tongban.work.programme.models import Like
from tongban.work.programme.queries import counts
from tongban.work.programme.queries.visitors import COOKIE, new_cookie
from tongban.work.programme.tests import cast

PATIENCE_SECONDS = 20
pytestmark = pytest.mark.django_db(transaction=True)


class Server:
    """A live server on the database of the test."""

    def __init__(self, port):
        self.port = port

    def start(self):
        used = connection.settings_dict
        address = f"postgresql:///{used['NAME']}?host={used['HOST']}&user={used['USER']}"
        environment = {**os.environ, VARIABLE: address, "TONGBAN_SECRET_KEY": settings.SECRET_KEY}
        program = [sys.executable, "-m", "tongban.operations.live_server"]
        self.process = subprocess.Popen(
            [*program, "127.0.0.1", str(self.port), str(os.getpid())], cwd=ROOT, env=environment
        )
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            try:
                return self.ask("GET", "/stream/nowhere").status
            except OSError:
                time.sleep(0.05)
        raise AssertionError("the live server did not come up")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        self.process.terminate()
        return self.process.wait(PATIENCE_SECONDS)

    def ask(self, method, address, cookie="", timeout=PATIENCE_SECONDS, **headers):
        opened = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        opened.request(method, address, headers={"Cookie": f"{COOKIE}={cookie}", **headers})
        return opened.getresponse()

    def like(self, programme, question, cookie):
        try:
            return self.ask(
                "POST", f"/stream/programmes/{programme.reference}/likes/{question.pk}", cookie
            ).status
        except (OSError, http.client.HTTPException):
            return 0


class Reader:
    """Somebody who reads a stream, event by event."""

    def __init__(self, server, programme, cookie, topic="programmes"):
        self.answer = server.ask("GET", f"/stream/{topic}/{programme.reference}", cookie)
        assert self.answer.status == 200

    def wait_for(self, kind, is_it):
        """Return the data of the next event of a kind that fits."""
        said, until = "", time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            line = self.answer.readline().decode().rstrip("\n")
            if line.startswith("event: "):
                said = line.removeprefix("event: ")
            elif line.startswith("data: ") and said == kind:
                data = json.loads(line.removeprefix("data: "))
                if is_it(data):
                    return data
        raise AssertionError(f"nobody told of {kind}")


@pytest.fixture
def server():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = Server(port)
    server.start()
    yield server
    server.kill()


@pytest.fixture
def editor():
    return cast.editor()


@pytest.fixture
def host():
    return cast.host()


@pytest.fixture
def programme(editor, host):
    announced = cast.announced(editor, cast.office())
    return programmes.start(announced, by=host, at=cast.BEGINS)


@pytest.fixture
def question(programme, editor):
    return cast.accepted(programme, editor)


def test_a_reader_is_told_of_what_goes_on_air_of_likes_and_of_who_watches(
    server, programme, question, editor, host
):
    cookie = new_cookie()
    reader = Reader(server, programme, cookie)
    first = reader.wait_for("question", lambda data: True)

    questions.air(question, by=host, at=cast.BEGINS)
    on_air = reader.wait_for("programme", lambda data: data["on_air"])
    said = [server.like(programme, question, cookie), server.like(programme, question, cookie)]
    assert said == [204, 204]
    liked = reader.wait_for("counts", lambda data: data["likes"])

    assert first["text"] == cast.TEXT
    assert on_air == {"status": "live", "on_air": question.reference}
    assert (said, liked["likes"], liked["viewers"]) == ([204, 204], 1, 1)
    assert server.stop() == 0


def test_a_stream_that_is_cut_is_forgotten_and_the_next_one_misses_nothing(server, programme, question, host):
    cookie, other = new_cookie(), new_cookie()
    cut, staying = Reader(server, programme, cookie), Reader(server, programme, other)
    staying.wait_for("counts", lambda data: data["viewers"] == 2)

    cut.answer.close()
    staying.wait_for("counts", lambda data: data["viewers"] == 1)
    questions.air(question, by=host, at=cast.BEGINS)
    again = Reader(server, programme, cookie)

    assert again.wait_for("question", lambda data: data["status"] == "on_air")["text"] == cast.TEXT
    assert counts.totals_of(programme).viewers_total == 2


def test_strangers_and_foreign_pages_are_refused(server, programme, question):
    like = f"/stream/programmes/{programme.reference}/likes/{question.pk}"
    cookie = new_cookie()

    assert server.ask("POST", like).status == 403
    assert server.ask("POST", like, cookie, Origin="https://elsewhere.example").status == 403
    assert server.ask("GET", "/stream/programmes/PROG-2026-000099", cookie).status == 404
    assert server.ask("GET", "/stream/", cookie).status == 404
    ours = server.ask("POST", like, cookie, Origin="http://127.0.0.1:8000")
    assert (ours.status, ours.headers["Access-Control-Allow-Origin"]) == (204, "http://127.0.0.1:8000")


@pytest.mark.deep
def test_every_confirmed_like_is_counted_once_though_the_server_is_killed(server, programme, question):
    cookies = [new_cookie() for _ in range(600)]

    def like(cookie):
        return server.like(programme, question, cookie)

    with ThreadPoolExecutor(32) as visitors:
        first = visitors.map(like, cookies)
        time.sleep(1.2)
        server.kill()
        confirmed = sum(status == 204 for status in first)
        kept = counts.likes_of(programme)[question.pk]
        server.start()
        again = list(visitors.map(like, cookies))

    assert 0 < confirmed < len(cookies)
    assert confirmed <= kept <= len(cookies)
    assert set(again) == {204}
    assert counts.likes_of(programme) == {question.pk: len(cookies)}
    assert Like.objects.count() == len(cookies)


def test_a_call_display_is_told_who_is_called_and_once_cut_misses_nothing(server):
    hall_cast.build()
    hall = hall_cast.hall()
    windows.open_window(hall.one, by=hall.wang, at=now())
    ticket = tickets.take(hall.a, [Wish()], source="staff", by=hall.wang, at=now())
    display = SimpleNamespace(reference=hall.place.code)
    reader = Reader(server, display, "", "halls")
    reader.wait_for("waiting", lambda data: data["count"] == 1)

    service.call_next(hall.one, by=hall.wang, at=now())
    (told,) = reader.wait_for("calls", lambda data: data)
    reader.answer.close()
    service.serve(ticket, by=hall.wang, at=now())
    (again,) = Reader(server, display, "", "halls").wait_for(
        "calls", lambda data: data and not data[0]["is_calling"]
    )

    assert (told["number"], told["window"], told["is_calling"]) == (ticket.number, "1", True)
    assert (again["number"], again["is_calling"]) == (ticket.number, False)
    assert server.ask("GET", "/stream/halls/nowhere").status == 404
    assert server.ask("GET", "/stream/halls/C01", Origin="http://elsewhere").status == 404
