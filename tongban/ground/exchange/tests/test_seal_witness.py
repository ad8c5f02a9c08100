"""Somebody outside keeps each seal: a mailbox, a time-stamping authority; sent after commit, tried again."""

import http.server
import socketserver
import subprocess
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from tongban.ground.exchange import seal_witness
from tongban.ground.exchange.models import Outgoing
from tongban.ground.exchange.outbox import deliver_due
from tongban.ground.ledger import record
from tongban.ground.ledger.seal_writer import seal

NOON = datetime(2022, 9, 28, 4, tzinfo=UTC)
CONFIGURATION = """
[tsa]
default_tsa = here
[here]
serial = {folder}/serial
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
certs = {folder}/tsa.pem
[ext]
extendedKeyUsage = critical,timeStamping
basicConstraints = CA:FALSE
[req]
distinguished_name = name
[name]
"""


def openssl(*arguments, **given):
    return subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True, **given).stdout


@pytest.fixture
def authority(tmp_path):
    """A time-stamping authority at an address, its certificate in the folder."""
    (tmp_path / "serial").write_text("01\n")
    (tmp_path / "conf").write_text(CONFIGURATION.format(folder=tmp_path))
    made = ("-subj", "/CN=TSA", "-days", "2", "-config", tmp_path / "conf", "-extensions", "ext")
    pair = ("-keyout", tmp_path / "tsa.key", "-out", tmp_path / "tsa.pem")
    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", *pair, *made)
    answers = []

    class Authority(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            (tmp_path / "asked").write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
            asked = ("-queryfile", tmp_path / "asked", "-config", tmp_path / "conf")
            answer = answers.pop(0) if answers else openssl("ts", "-reply", *asked)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_):
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Authority) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", tmp_path, answers
        server.shutdown()


@pytest.fixture
def post_office():
    """A mail server that takes letters."""
    letters = []

    class Postman(socketserver.StreamRequestHandler):
        def handle(self):
            self.wfile.write(b"220 here\r\n")
            for line in self.rfile:
                word = line[:4].upper().strip()
                if word == b"DATA":
                    self.wfile.write(b"354 go on\r\n")
                    letters.append(b"".join(iter(self.rfile.readline, b".\r\n")))
                self.wfile.write(b"221 bye\r\n" if word == b"QUIT" else b"250 ok\r\n")
                if word == b"QUIT":
                    return

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Postman) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1], letters
        server.shutdown()


def sealed(number=1):
    for step in range(number):
        record(f"A{step}", "correct", by=None, at=NOON, basis="budget-law:57")
        made = seal(at=NOON)
    return made


@pytest.mark.django_db(transaction=True)
def test_a_seal_is_stamped_and_the_token_proves_it(authority, settings):
    address, folder, _ = authority
    settings.SEAL_WITNESS = [f"rfc3161:{address}"]
    made = sealed()

    seal_witness.queue_for_witnesses(at=NOON)
    deliver_due(at=NOON)

    (folder / "data").write_text(f"{made.number}:{made.hash}")
    token = seal_witness.token_path(made.number)
    against = ("-in", token, "-CAfile", folder / "tsa.pem")
    assert b"Verification: OK" in openssl("ts", "-verify", "-data", folder / "data", *against)
    assert token.stat().st_mode & 0o077 == 0
    (folder / "data").write_text(f"{made.number}:{'0' * 64}")
    with pytest.raises(subprocess.CalledProcessError):
        openssl("ts", "-verify", "-data", folder / "data", *against)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "answer", [b"", b"0", b"<html>no</html>", bytes.fromhex("30053003020102"), b"\x30" * 40]
)
def test_an_answer_that_grants_nothing_is_kept_nowhere_and_asked_for_again(authority, settings, answer):
    address, _, answers = authority
    settings.SEAL_WITNESS = [f"rfc3161:{address}"]
    answers.append(answer)
    sealed()

    seal_witness.queue_for_witnesses(at=NOON)
    deliver_due(at=NOON)

    assert Outgoing.objects.get().state == Outgoing.State.WAITING
    assert not seal_witness.token_path(1).exists()


@pytest.mark.django_db(transaction=True)
def test_a_stamp_over_another_seal_is_no_stamp(authority, settings):
    address, _, answers = authority
    seal_witness.witness_at(f"rfc3161:{address}").deposit(7, "a" * 64)
    answers.append(seal_witness.token_path(7).read_bytes())

    with pytest.raises(ValueError, match="did not grant"):
        seal_witness.witness_at(f"rfc3161:{address}").deposit(8, "b" * 64)


@pytest.mark.django_db(transaction=True)
def test_a_seal_is_mailed_once_to_each_witness(post_office, settings):
    port, letters = post_office
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.SEAL_WITNESS = ["mail:audit@finance.example", "mail:city@example"]
    made = sealed()

    for _ in range(2):
        seal_witness.queue_for_witnesses(at=NOON)
        deliver_due(at=NOON)

    assert len(letters) == 2
    assert Outgoing.objects.filter(state=Outgoing.State.SENT).count() == 2
    from email import message_from_bytes

    text = message_from_bytes(letters[0]).get_payload(decode=True).decode()
    assert f"tongban verify --since {made.number}:{made.hash}" in text.replace("\r\n", "\n")


@pytest.mark.django_db
def test_without_witnesses_or_seals_nothing_is_put_in(settings):
    settings.SEAL_WITNESS = ["mail:a@b.example"]
    assert seal_witness.queue_for_witnesses(at=NOON) == 0
    sealed()
    settings.SEAL_WITNESS = []
    assert seal_witness.queue_for_witnesses(at=NOON) == 0
    assert not Outgoing.objects.exists()


@pytest.mark.parametrize(
    "name", ["", "mail:", "mail:nobody", "rfc3161:", "rfc3161:file:///etc/passwd", "ftp://x"]
)
def test_a_witness_that_cannot_be_is_refused(name):
    with pytest.raises(ImproperlyConfigured):
        seal_witness.witness_at(name)


def test_a_request_says_what_openssl_reads(tmp_path):
    (tmp_path / "asked").write_bytes(seal_witness.timestamp_request(b"\x11" * 32, b"\x71" * 8))

    told = openssl("ts", "-query", "-in", Path(tmp_path / "asked"), "-text").decode()

    assert "Hash Algorithm: sha256" in told
    assert "Certificate required: yes" in told
    assert "Nonce: 0x7171717171717171" in told
