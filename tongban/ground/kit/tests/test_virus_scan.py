"""The virus scanner: a clamd is asked over a real socket; what is infected or cannot be looked at is refused."""

import socketserver
import struct
import threading

import pytest
from django.core.exceptions import ImproperlyConfigured, ValidationError

from tongban.ground.kit import files, virus_scan
from tongban.ground.kit.models import StoredFile
from tongban.ground.people.tests import cast
from tongban.ground.people.tests.cast import MORNING

PDF = b"%PDF-1.7\n" + b"x" * 200_000
VIRUS = b"EICAR-TEST"


class Clamd(socketserver.BaseRequestHandler):
    """A clamd that finds one virus, and reads exactly what the protocol says."""

    def handle(self):
        read = self.request.makefile("rb").read
        command = b""
        while not command.endswith(b"\0"):
            command += read(1)
        if command == b"zVERSION\0":
            self.request.sendall(b"ClamAV 1.0.3/27000\0")
            return
        content = b""
        while length := struct.unpack("!L", read(4))[0]:
            content += read(length)
        if b"too big" in content:
            self.request.sendall(b"INSTREAM size limit exceeded. ERROR\0")
            return
        self.request.sendall(b"stream: Eicar FOUND\0" if VIRUS in content else b"stream: OK\0")


@pytest.fixture
def listening(settings, tmp_path):
    """Return how a clamd begins to listen, and the setting that names it."""
    running = []

    def listen(kind):
        place = str(tmp_path / "clamd.ctl")
        server = (
            socketserver.ThreadingTCPServer(("127.0.0.1", 0), Clamd)
            if kind == "tcp"
            else socketserver.ThreadingUnixStreamServer(place, Clamd)
        )
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        running.append(server)
        address = f"tcp://127.0.0.1:{server.server_address[1]}" if kind == "tcp" else f"unix:{place}"
        settings.VIRUS_SCANNER = address

    settings.FILES_ROOT = tmp_path / "files"
    yield listen
    for server in running:
        server.shutdown()
        server.server_close()


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["tcp", "unix"])
def test_a_clean_file_is_kept_and_an_infected_one_refused(listening, kind):
    listening(kind)
    clerk = cast.clerk()

    files.store_content(PDF, "a.pdf", by=clerk, at=MORNING)
    with pytest.raises(ValidationError, match="Eicar") as refused:
        files.store_content(PDF + VIRUS, "b.pdf", by=clerk, at=MORNING)

    assert refused.value.code == "infected"
    assert StoredFile.objects.count() == 1


@pytest.mark.parametrize("content", [b"too big"])
def test_what_cannot_be_looked_at_is_refused(listening, content):
    listening("tcp")

    with pytest.raises(ValidationError) as refused:
        virus_scan.require_clean(content)

    assert refused.value.code == "unscanned"


def test_a_scanner_that_does_not_answer_refuses_with_what_to_do(settings):
    settings.VIRUS_SCANNER = "unix:/nowhere/clamd.ctl"

    with pytest.raises(ValidationError, match="稍后"):
        virus_scan.require_clean(PDF)


def test_without_a_scanner_files_are_taken(settings):
    settings.VIRUS_SCANNER = ""

    virus_scan.require_clean(VIRUS)


def test_a_wrong_address_is_said(settings):
    settings.VIRUS_SCANNER = "http://x"

    with pytest.raises(ImproperlyConfigured, match="tcp://host:3310"):
        virus_scan.require_clean(PDF)
