"""Channels as ports: SMS, e-mail and the officers' work chat; each is named in the settings, or not offered."""

import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.core.mail import EmailMessage

from tongban.ground.exchange.messages.kinds import EMAIL, SMS
from tongban.ground.exchange.messages.models import Simulated
from tongban.ground.exchange.messages.sms import parts_of
from tongban.ground.exchange.outbox import Rejected
from tongban.ground.ledger.ports import port_at

SECONDS = 10


@dataclass(frozen=True, slots=True)
class Sending:
    """One thing to send: to which address, title and text; the key stays the same over all attempts."""

    to: str
    title: str
    text: str
    key: str


class Port(Protocol):
    """What carries a message out of the house."""

    def send(self, sending: Sending) -> None:
        """Send it; an OSError is tried again later, Rejected is not."""


def is_offered(channel: str) -> bool:
    """Return whether this installation sends by a channel."""
    return bool(settings.MESSAGE_PORTS.get(channel))


def port_of(channel: str) -> Port:
    """Return what carries messages of a channel."""
    found: Port = port_at(settings.MESSAGE_PORTS[channel])
    return found


class Smtp:
    """E-mail by the server that the settings name."""

    def send(self, sending: Sending) -> None:
        """Send a plain text; what the mail server says is an OSError, and tried again."""
        domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2]
        headers = {"Message-ID": f"<{sending.key}@{domain}>", "Auto-Submitted": "auto-generated"}
        EmailMessage(sending.title, sending.text, to=[sending.to], headers=headers).send()


class SmsGateway:
    """SMS by a gateway that takes JSON over HTTPS: {"to", "text", "key"} with a bearer token."""

    def send(self, sending: Sending) -> None:
        """Post it; any answer but 2xx is tried again, 400 and 422 are not."""
        content = {"to": sending.to, "text": sending.text, "key": sending.key}
        _post(settings.SMS_GATEWAY, content, token=settings.SMS_TOKEN)


class WorkChat:
    """A group robot of WeCom (企业微信) or alike: the title and a link, naming whom it is for, and nobody else."""

    def send(self, sending: Sending) -> None:
        """Post it; the robot says in ``errcode`` whether it was taken."""
        text = {"content": f"{sending.title}\n{sending.text}", "mentioned_list": [sending.to]}
        said = _post(settings.WORK_CHAT_WEBHOOK, {"msgtype": "text", "text": text})
        if isinstance(said, dict) and said.get("errcode", 0) != 0:
            raise OSError(f"work chat: errcode {said['errcode']}")


class SimulatedSms:
    """Keeps what would have been sent as SMS, for the simulators' page."""

    def send(self, sending: Sending) -> None:
        """Keep it with the number shortened."""
        _keep(SMS, sending, to=f"{sending.to[:3]}****{sending.to[-4:]}", parts=parts_of(sending.text))


class SimulatedEmail:
    """Keeps what would have been sent by e-mail."""

    def send(self, sending: Sending) -> None:
        """Keep it with the address shortened."""
        name, _at, domain = sending.to.rpartition("@")
        _keep(EMAIL, sending, to=f"{name[:1]}***@{domain}")


class SimulatedChat:
    """Keeps what would have been posted to the work chat."""

    def send(self, sending: Sending) -> None:
        """Keep it as it is: it names an officer's sign-in name and no applicant."""
        _keep("webhook", sending, to=f"@{sending.to}")


def _keep(channel: str, sending: Sending, *, to: str, parts: int = 1) -> None:
    Simulated.objects.create(channel=channel, to=to, title=sending.title, text=sending.text, parts=parts)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Follows no other address than the one that the office has set."""

    def redirect_request(self, *_given: object, **_named: object) -> None:
        return None


def _post(address: str, content: Mapping[str, object], *, token: str = "") -> object:
    if not address.startswith(("https://", "http://127.0.0.1", "http://localhost")):
        raise Rejected("the address of the channel is not https")
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
    request = urllib.request.Request(address, json.dumps(content).encode(), headers)  # noqa: S310 - checked above
    try:
        with urllib.request.build_opener(_NoRedirect).open(request, timeout=SECONDS) as answer:
            return json.loads(answer.read(64_000) or b"null")
    except urllib.error.HTTPError as error:
        if error.code in (400, 422):
            raise Rejected(f"the channel answered {error.code}") from None
        raise OSError(f"the channel answered {error.code}") from None
    except ValueError:
        return None
