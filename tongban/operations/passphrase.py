"""The passphrase under which keys leave the machine: asked for, or named; scrypt and AES-GCM."""

import getpass
import io
import os
import shutil
import sys
import tarfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import IO

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


def require_strong(passphrase: str) -> None:
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
        for member in packed.getmembers():
            _put(target, member.name, packed.extractfile(member))
        return packed.getnames()


def _put(target: Path, name: str, content: IO[bytes] | None) -> None:
    """Write a file below the folder, for its owner alone; nothing but files, and nothing elsewhere."""
    path = PurePosixPath(name)
    if content is None or path.is_absolute() or ".." in path.parts:
        raise OperationError("口令下的内容不是本系统写出的密钥。")
    place = target / path
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        shutil.copyfileobj(content, file)


def _cipher(passphrase: str, salt: bytes) -> AESGCM:
    return AESGCM(Scrypt(salt=salt, length=32, **WORK).derive(passphrase.encode()))
