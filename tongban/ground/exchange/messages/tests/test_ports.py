"""The channels against real servers: an SMTP server and an HTTP server of this process."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from socketserver import StreamRequestHandler, ThreadingTCPServer

import pytest
from django.db import transaction

from tongban.ground.exchange.messages.ports import Sending, SmsGateway, WorkChat, port_of
from tongban.ground.exchange.outbox import Rejected
from tongban.ground.ledger.ports import CalledInTransaction

PORTS = "tongban.ground.exchange.messages.ports"
SENDING = Sending("zhang@example.com", "请补正：食品经营许可", "请于 2022-09-28 前提交。", "k1")


class SmtpServer(StreamRequestHandler):
    """As much of RFC 5321 as a client needs to hand a message over."""

    def handle(self):
        self.say("220 here")
        while line := self.rfile.readline():
            word = line.split()[0].upper() if line.split() else b""
            if word == b"DATA":
                self.take()
            elif word == b"RCPT" and b"nobody@" in line:
                self.say("550 nobody of that name")
            else:
                self.server.said.append(line.decode().strip())
                self.say("221 bye" if word == b"QUIT" else "250 ok")
            if word == b"QUIT":
                return

    def take(self):
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line)
        self.server.taken.append(b"".join(lines))
        self.say("250 taken")

    def say(self, text):
        self.wfile.write(f"{text}\r\n".encode())


class HttpServer(BaseHTTPRequestHandler):
    """Takes JSON, answers what it is told to."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.taken.append((self.path, dict(self.headers), json.loads(body)))
        status, said = self.server.answer
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "http://127.0.0.1:9/elsewhere")
        self.end_headers()
        self.wfile.write(json.dumps(said).encode())

    def log_message(self, *_given):
        pass


def run(server):
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def smtp(settings):
    server = ThreadingTCPServer(("127.0.0.1", 0), SmtpServer)
    server.daemon_threads, server.taken, server.said = True, [], []
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
    settings.DEFAULT_FROM_EMAIL = "tongban@example.com"
    settings.MESSAGE_PORTS = {"email": f"{PORTS}.Smtp"}
    yield from run(server)


@pytest.fixture
def http(settings):
    server = HTTPServer(("127.0.0.1", 0), HttpServer)
    server.taken, server.answer = [], (200, {"errcode": 0})
    settings.WORK_CHAT_WEBHOOK = settings.SMS_GATEWAY = f"http://127.0.0.1:{server.server_port}/hook"
    settings.SMS_TOKEN = "secret"
    yield from run(server)


def test_an_e_mail_is_handed_to_a_real_mail_server(db, smtp):
    port_of("email").send(SENDING)

    import email.policy

    (taken,) = smtp.taken
    message = email.message_from_bytes(taken, policy=email.policy.default)
    assert message["Subject"] == SENDING.title
    assert message["To"] == SENDING.to
    assert message["Message-ID"] == "<k1@example.com>"
    assert message.get_content().strip() == SENDING.text


def test_an_address_that_the_mail_server_refuses_is_tried_again(db, smtp):
    with pytest.raises(OSError, match="nobody"):
        port_of("email").send(Sending("nobody@example.com", "a", "b", "k"))


def test_a_mail_server_that_is_down_is_tried_again(db, settings, smtp):
    settings.EMAIL_PORT = 1

    with pytest.raises(OSError):  # noqa: PT011 - whatever the network says
        port_of("email").send(SENDING)


def test_the_work_chat_gets_title_and_link_and_whom_it_is_for(http):
    WorkChat().send(Sending("wangfang", "CASE-2026-000001待审查。", "http://localhost/messages/1/", "k"))

    (_path, _headers, said) = http.taken[0]
    assert said == {
        "msgtype": "text",
        "text": {
            "content": "CASE-2026-000001待审查。\nhttp://localhost/messages/1/",
            "mentioned_list": ["wangfang"],
        },
    }


def test_a_robot_that_says_no_is_tried_again(http):
    http.answer = (200, {"errcode": 45009, "errmsg": "api freq out of limit"})

    with pytest.raises(OSError, match="45009"):
        WorkChat().send(SENDING)


def test_an_sms_goes_to_the_gateway_with_its_token(http):
    SmsGateway().send(Sending("13800000001", "", "【审批局】请补正", "k7"))

    (_path, headers, said) = http.taken[0]
    assert headers["Authorization"] == "Bearer secret"
    assert said == {"to": "13800000001", "text": "【审批局】请补正", "key": "k7"}


@pytest.mark.parametrize(
    ("status", "error"), [(400, Rejected), (422, Rejected), (500, OSError), (302, OSError)]
)
def test_what_a_gateway_refuses_is_not_tried_again_and_no_redirect_is_followed(http, status, error):
    http.answer = (status, {})

    with pytest.raises(error):
        SmsGateway().send(SENDING)
    assert len(http.taken) == 1


def test_a_gateway_without_tls_is_refused(settings):
    settings.SMS_GATEWAY = "http://sms.example/send"

    with pytest.raises(Rejected):
        SmsGateway().send(SENDING)


@pytest.mark.django_db(transaction=True)
def test_a_channel_called_inside_a_transaction_refuses(settings):
    settings.MESSAGE_PORTS = {"sms": f"{PORTS}.SimulatedSms"}

    with pytest.raises(CalledInTransaction), transaction.atomic():
        port_of("sms").send(SENDING)
