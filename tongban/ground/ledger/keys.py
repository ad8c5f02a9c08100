"""The key that signs seals: Ed25519, in a file only its owner can read, made at first use.

A retired key leaves its public half in the folder, so that old seals can still be checked. Another
algorithm (SM2) is another `Signer` here; a seal names the key it was signed with.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from config.database import VAR
from tongban.ground.ledger.chain import sm3

PRIVATE = "ledger.key"


class Signer(Protocol):
    """Whoever can sign a seal."""

    @property
    def key_id(self) -> str:
        """Return the short name of the public key."""

    def sign(self, content: bytes) -> str:
        """Return the signature of these bytes, in hexadecimal."""


@dataclass(frozen=True)
class Ed25519Signer:
    """A private key and the short name of its public half."""

    key_id: str
    private: Ed25519PrivateKey

    def sign(self, content: bytes) -> str:
        """Return the signature of these bytes, in hexadecimal."""
        return self.private.sign(content).hex()


def folder() -> Path:
    """Return where the keys of this installation lie."""
    return Path(getattr(settings, "LEDGER_KEYS", VAR / "keys"))


def signer() -> Signer:
    """Return the signer of this installation; the first call makes its key."""
    path = folder() / PRIVATE
    if not path.exists():
        _make(path)
    private = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(private, Ed25519PrivateKey):
        raise TypeError(f"{path} is not an Ed25519 key")
    key_id = key_id_of(private.public_key())
    _publish(private.public_key(), key_id)
    return Ed25519Signer(key_id, private)


def public_keys() -> dict[str, str]:
    """Return the public keys of this installation as PEM text, by key id."""
    paths = sorted(folder().glob("ledger-*.pub.pem"))
    return {path.name.removeprefix("ledger-").removesuffix(".pub.pem"): path.read_text() for path in paths}


def is_signed(content: bytes, signature: str, public_pem: str) -> bool:
    """Return whether a signature fits these bytes and this public key."""
    try:
        public = serialization.load_pem_public_key(public_pem.encode())
        if not isinstance(public, Ed25519PublicKey):
            return False
        public.verify(bytes.fromhex(signature), content)
    except (InvalidSignature, ValueError):
        return False
    return True


def key_id_of(public: Ed25519PublicKey) -> str:
    """Return the first 16 digits of SM3 over the raw public key."""
    raw = public.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return sm3(raw).hex()[:16]


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    pem = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    unfinished = path.with_suffix(f".{os.getpid()}")
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(pem)
    try:
        path.hardlink_to(unfinished)
    except FileExistsError:
        return  # another process was first: its key counts
    finally:
        unfinished.unlink()


def _publish(public: Ed25519PublicKey, key_id: str) -> None:
    path = folder() / f"ledger-{key_id}.pub.pem"
    if not path.exists():
        form = serialization.PublicFormat.SubjectPublicKeyInfo
        path.write_bytes(public.public_bytes(serialization.Encoding.PEM, form))
