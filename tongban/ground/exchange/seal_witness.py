"""Witnesses of seals: somebody outside who keeps each seal's number and hash, so that no history is rewritten unseen.

``TONGBAN_SEAL_WITNESS`` names them, separated by commas: ``mail:somebody@finance.example.gov.cn``, or
``rfc3161:https://tsa.example.gov.cn`` for a time-stamping authority, whose token is kept beside the notes of seals
(``openssl ts -verify`` checks it). A seal names the one before it: who keeps the newest keeps all.
"""

import hashlib
import secrets
import urllib.request
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMessage

from tongban.ground.exchange.outbox import put
from tongban.ground.ledger.keys import folder, make_folder
from tongban.ground.ledger.models import Seal
from tongban.ground.ledger.ports import guard_port
from tongban.ground.office.values import bureau_name

KIND = "seal.witness"
SUBJECT = "台账封存至第 {number} 号 · {bureau}"
TEXT = """{bureau}的台账封存至第 {number} 号，哈希

{hash}

请保存本邮件。核对：tongban verify --since {number}:{hash}
"""
LARGEST_TOKEN = 1 << 20
PATIENCE_SECONDS = 30
SHA256 = bytes.fromhex("608648016503040201")


class SealWitness(Protocol):
    """Whoever keeps seals outside the house."""

    def deposit(self, number: int, seal_hash: str) -> None:
        """Hand over a seal's number and hash; whatever goes wrong is raised, and tried again."""


class MailWitness:
    """A mailbox: the letter itself is what is kept."""

    def __init__(self, address: str) -> None:
        self.address = address

    def deposit(self, number: int, seal_hash: str) -> None:
        """Send the seal by mail."""
        said = {"number": number, "hash": seal_hash, "bureau": bureau_name()}
        EmailMessage(SUBJECT.format(**said), TEXT.format(**said), to=[self.address]).send()


class TimestampWitness:
    """A time-stamping authority (RFC 3161): its signed token over number and hash is kept beside the notes."""

    def __init__(self, address: str) -> None:
        if not address.startswith(("https://", "http://")):
            raise ImproperlyConfigured(
                f"TONGBAN_SEAL_WITNESS: {address} is no address of a time-stamping authority"
            )
        self.address = address

    def deposit(self, number: int, seal_hash: str) -> None:
        """Have the seal stamped and keep the answer."""
        digest, nonce = hashlib.sha256(stamped(number, seal_hash)).digest(), _nonce()
        request = urllib.request.Request(  # noqa: S310  (http and https only)
            self.address, timestamp_request(digest, nonce), {"Content-Type": "application/timestamp-query"}
        )
        with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as answer:  # noqa: S310
            token = answer.read(LARGEST_TOKEN)
        require_granted(token, digest, nonce)
        keep_token(number, token)


def witness_at(name: str) -> SealWitness:
    """Return the witness that the setting names."""
    kind, _, address = name.strip().partition(":")
    if kind == "mail" and "@" in address:
        return guard_port(MailWitness(address))
    if kind == "rfc3161":
        return guard_port(TimestampWitness(address))
    raise ImproperlyConfigured(f"TONGBAN_SEAL_WITNESS: write mail:ADDRESS or rfc3161:https://…, not {name}")


def queue_for_witnesses(*, at: datetime) -> int:
    """Put the newest seal into the outbox for every witness; one that was put in stays as it is. Return its number."""
    newest = Seal.objects.order_by("-number").first()
    if newest is None:
        return 0
    for name in settings.SEAL_WITNESS:
        said = {"to": name, "number": newest.number, "hash": newest.hash}
        put(KIND, said, at=at, subject=f"SEALS-{newest.number}", key=f"{name} {newest.number}"[:100])
    return newest.number if settings.SEAL_WITNESS else 0


def deposit_seal(payload: Mapping[str, object]) -> None:
    """Hand a seal over to its witness."""
    witness_at(str(payload["to"])).deposit(int(str(payload["number"])), str(payload["hash"]))


def stamped(number: int, seal_hash: str) -> bytes:
    """Return the bytes whose SHA-256 is stamped: ``N:HASH``, as ``verify --since`` takes it."""
    return f"{number}:{seal_hash}".encode()


def token_path(number: int) -> Path:
    """Return where the answer of a time-stamping authority about a seal lies."""
    return folder() / "seals" / f"{number}.tsr"


def keep_token(number: int, token: bytes) -> None:
    """Keep the answer of a time-stamping authority."""
    path = make_folder(token_path(number).parent) / token_path(number).name
    path.write_bytes(token)
    path.chmod(0o600)


def timestamp_request(digest: bytes, nonce: bytes) -> bytes:
    """Return a TimeStampReq (RFC 3161, 2.4.1) over a SHA-256 digest that asks for the certificate too."""
    algorithm = _der(0x30, _der(0x06, SHA256) + _der(0x05, b""))
    imprint = _der(0x30, algorithm + _der(0x04, digest))
    return _der(0x30, _der(0x02, b"\x01") + imprint + _der(0x02, nonce) + _der(0x01, b"\xff"))


def require_granted(token: bytes, digest: bytes, nonce: bytes) -> None:
    """Raise ValueError where an answer does not grant a stamp over this digest and for this request."""
    is_granted = token[:1] == b"\x30" and _status_of(token) in (0, 1)  # granted, or granted with changes
    if not is_granted or digest not in token or nonce not in token:
        raise ValueError("the time-stamping authority did not grant the stamp")


def _status_of(token: bytes) -> int:
    """Return the status of a TimeStampResp: the first integer inside the first sequence inside it."""
    inner = _inside(_inside(token))
    return int.from_bytes(_inside(inner), "big") if inner[:1] == b"\x02" else -1


def _inside(der: bytes) -> bytes:
    """Return the content of the first element, with what follows it only where it is longer than told."""
    if len(der) < 2:
        return b""
    if der[1] < 0x80:
        return der[2 : 2 + der[1]]
    width = der[1] & 0x7F
    return der[2 + width : 2 + width + int.from_bytes(der[2 : 2 + width], "big")]


def _nonce() -> bytes:
    """Return a random number as DER writes a positive one."""
    return bytes([1 + secrets.randbelow(127)]) + secrets.token_bytes(7)


def _der(tag: int, content: bytes) -> bytes:
    return bytes([tag, len(content)]) + content  # all parts of a request are shorter than 128 bytes
