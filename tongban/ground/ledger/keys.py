"""The key that signs seals: Ed25519, in a file only its owner can read, made at first use and never made anew.

Another key counts only when the one before it signed it (`succession`). Another algorithm (SM2) is another `Signer`
here; a seal names the key it was signed with.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.utils.translation import gettext as _

from config.database import VAR
from tongban.ground.ledger.chain import sm3

KEYS = VAR / "keys"
PRIVATE = "ledger.key"
ID_LENGTH = 16


class KeyMissing(Exception):
    """The private key of an installation that has one is not in its place."""


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

    @property
    def fingerprint(self) -> str:
        """Return SM3 over the raw public key, in hexadecimal."""
        return fingerprint_of(pem_of(self.private.public_key()))


def folder() -> Path:
    """Return where the keys of this installation lie."""
    kept: Path = getattr(settings, "LEDGER_KEYS", KEYS)
    return kept


def make_folder(path: Path | None = None) -> Path:
    """Return the folder of the keys or one inside it, made so that only its owner may look into it."""
    path = path or folder()
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.chmod(0o700)
    return path


def signer() -> Ed25519Signer:
    """Return the signer of this installation; the first call makes its key."""
    path = folder() / PRIVATE
    if not path.exists():
        _make_first(path)
    made = read_signer(path)
    publish(made)
    return made


def is_lost() -> bool:
    """Return whether this installation has signed before, and its private key is not in its place."""
    signs = (*folder().glob("ledger-*.pub.pem"), *folder().glob("seals/*.log"), *folder().glob("seals/*.txt"))
    return not (folder() / PRIVATE).exists() and bool(signs)


def read_signer(path: Path) -> Ed25519Signer:
    """Return the signer whose private key lies in a file."""
    private = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(private, Ed25519PrivateKey):
        raise TypeError(f"{path} is not an Ed25519 key")
    return Ed25519Signer(fingerprint_of(pem_of(private.public_key()))[:ID_LENGTH], private)


def make_private(path: Path) -> None:
    """Make a private key in a file that appears whole or not at all; one that is there stays."""
    make_folder(path.parent)
    pem = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    write_private(unfinished, pem)
    try:
        path.hardlink_to(unfinished)
    except FileExistsError:
        return  # another process was first: its key counts
    finally:
        unfinished.unlink()


def write_private(path: Path, content: bytes) -> None:
    """Write a new file that only its owner can read."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def publish(made: Ed25519Signer) -> None:
    """Lay the public half into the folder, under its short name."""
    path = public_path(made.key_id)
    if not path.exists():
        path.write_text(pem_of(made.private.public_key()), encoding="ascii")
        path.chmod(0o600)


def public_path(key_id: str) -> Path:
    """Return where the public half of a key lies."""
    return folder() / f"ledger-{key_id}.pub.pem"


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


def fingerprint_of(public_pem: str) -> str:
    """Return SM3 over the raw public key; nothing for what is no such key."""
    try:
        public = serialization.load_pem_public_key(public_pem.encode())
    except ValueError:
        return ""
    if not isinstance(public, Ed25519PublicKey):
        return ""
    return sm3(public.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)).hex()


def pem_of(public: Ed25519PublicKey) -> str:
    """Return a public key as text."""
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return public.public_bytes(serialization.Encoding.PEM, form).decode("ascii")


def _make_first(path: Path) -> None:
    """Make the first key; an installation that has signed before gets none without a word."""
    if is_lost():
        raise KeyMissing(
            _("The signing key %(path)s is missing. Put it back from a backup; no other key is believed.")
            % {"path": path}
        )
    make_private(path)
