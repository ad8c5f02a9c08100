"""The passphrase under which keys leave the machine: asked for, or named; scrypt and AES-GCM."""

import getpass
import io
import os
import sys
import tarfile
from collections.abc import Iterable
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from tongban.operations.start import OperationError

VARIABLE = "TONGBAN_BACKUP_PASSPHRASE"
FILE_VARIABLE = "TONGBAN_BACKUP_PASSPHRASE_FILE"
SHORTEST = 12
MARK, SALT, NONCE = b"tongban keys 1\n", 16, 12
WORK = {"n": 2**16, "r": 8, "p": 1}


def given_passphrase(file: Path | None, *, question: str) -> str:
    """Return the passphrase from a file, the environment or the terminal; nothing where there is none."""
    named = file or (Path(os.environ[FILE_VARIABLE]) if os.environ.get(FILE_VARIABLE) else None)
    if named:
        try:
            return named.read_text(encoding="utf-8").strip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            raise OperationError(f"读不到口令文件 {named}：{error}") from error
    if os.environ.get(VARIABLE):
        return os.environ[VARIABLE]
    return getpass.getpass(question) if sys.stdin.isatty() else ""


def need_strong(passphrase: str) -> None:
    """Refuse a passphrase that is soon guessed by its length alone."""
    if len(passphrase) < SHORTEST:
        raise OperationError(f"备份口令至少 {SHORTEST} 个字符。")


def seal_files(folder: Path, paths: Iterable[Path], passphrase: str) -> bytes:
    """Return files of a folder under a passphrase."""
    plain = io.BytesIO()
    with tarfile.open(fileobj=plain, mode="w") as packed:
        for path in paths:
            packed.add(path, str(path.relative_to(folder)))
    salt, nonce = os.urandom(SALT), os.urandom(NONCE)
    return MARK + salt + nonce + _cipher(passphrase, salt).encrypt(nonce, plain.getvalue(), MARK)


def open_files(sealed: bytes, passphrase: str, target: Path) -> list[str]:
    """Put files that were under a passphrase into a folder; return their names."""
    salt = sealed[len(MARK) : len(MARK) + SALT]
    nonce, content = sealed[len(MARK) + SALT :][:NONCE], sealed[len(MARK) + SALT + NONCE :]
    try:
        if not sealed.startswith(MARK):
            raise InvalidTag
        plain = _cipher(passphrase, salt).decrypt(nonce, content, MARK)
    except (InvalidTag, ValueError) as error:
        raise OperationError("口令不对，或备份中的密钥已损坏。") from error
    with tarfile.open(fileobj=io.BytesIO(plain)) as packed:
        packed.extractall(target, filter="data")
        return packed.getnames()


def _cipher(passphrase: str, salt: bytes) -> AESGCM:
    return AESGCM(Scrypt(salt=salt, length=32, **WORK).derive(passphrase.encode()))
