"""Backing up: dump, files and notes in one signed tar that only its owner can read; it appears whole or not at all."""

import json
import logging
import os
import shutil
import tarfile
import tempfile
from datetime import datetime
from pathlib import Path

from django.utils import timezone

import tongban
from config.database import VAR
from tongban.ground.ledger import keys, notes
from tongban.operations import archive, passphrase
from tongban.operations.archive import DUMP, FILES, KEYS, LIST, PREFIX, SECRETS, SIGNATURE, Signature
from tongban.operations.start import OperationError, say, server_version

LOG = logging.getLogger(__name__)


def back_up(file: Path | None, *, words: str = "") -> Path:
    """Write a backup and return its path; the secret keys are in it where a passphrase is given."""
    at = timezone.localtime()
    target = (file or _usual_place() / f"tongban-{at:%Y%m%d-%H%M%S}.tar").resolve()
    if target.exists():
        raise OperationError(f"{target} 已存在，请换一个文件名。")
    if words:
        passphrase.require_strong(words)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as workplace:
        here = Path(workplace)
        say("▸ 导出数据库")
        dump = ("--format=custom", "--no-owner", "--no-privileges", f"--file={here / DUMP}")
        archive.run_program("pg_dump", *dump, archive.database_address())
        say("▸ 打包文件与密钥")
        draft = _packed(here, _content(here, words), at)
        draft.rename(target)
    LOG.info("backup written", extra={"size_bytes": target.stat().st_size})
    return target


def _usual_place() -> Path:
    place = archive.backups()
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def _content(here: Path, words: str) -> dict[str, Path]:
    """Return what is packed, by name; what may change meanwhile is copied."""
    by = keys.signer()
    content = {DUMP: here / DUMP}
    for path in archive.open_keys(keys.folder()):
        name = f"{KEYS}/{path.relative_to(keys.folder())}"
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        content[name] = Path(shutil.copyfile(path, here / name))
    if words:
        secret = archive.secret_keys(keys.folder())
        content[SECRETS] = here / SECRETS
        content[SECRETS].write_bytes(passphrase.seal_files(keys.folder(), secret, words))
    kept = (path for path in sorted((VAR / FILES).rglob("*")) if path.is_file() and not path.is_symlink())
    content.update({str(path.relative_to(VAR)): path for path in kept})
    content.setdefault(f"{KEYS}/{keys.public_path(by.key_id).name}", keys.public_path(by.key_id))
    return content


def _packed(here: Path, content: dict[str, Path], at: datetime) -> Path:
    kept = notes.read()
    described = {
        "made_at": at.isoformat(),
        "tongban": getattr(tongban, "__version__", ""),
        "postgresql": server_version(),
        "installation": kept.installation if kept else "",
        "sha256": {name: archive.digest_of(path) for name, path in content.items()},
        "bytes": {name: path.stat().st_size for name, path in content.items()},
    }
    (here / LIST).write_text(json.dumps(described, ensure_ascii=False, indent=1), encoding="utf-8")
    by = keys.signer()
    signature = by.sign(PREFIX + (here / LIST).read_bytes())
    signed = Signature(keys.pem_of(by.private.public_key()), signature)
    (here / SIGNATURE).write_bytes(signed.content())
    draft = here / "draft.tar"
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as stream:
        with tarfile.open(fileobj=stream, mode="w") as packed:
            for name, path in {LIST: here / LIST, SIGNATURE: here / SIGNATURE, **content}.items():
                packed.add(path, name)
        stream.flush()
        os.fsync(stream.fileno())
    return draft
