"""Backing up: dump, files and keys in one tar that only its owner can read; it appears whole or not at all."""

import json
import os
import tarfile
import tempfile
from datetime import datetime
from pathlib import Path

from django.utils import timezone

import tongban
from config.database import VAR
from tongban.operations.archive import DUMP, FOLDERS, LIST, backups, database_address, digest_of, run_program
from tongban.operations.start import OperationError, say, server_version


def back_up(file: Path | None) -> Path:
    """Write a backup and return its path."""
    at = timezone.localtime()
    target = (file or backups() / f"tongban-{at:%Y%m%d-%H%M%S}.tar").resolve()
    if target.exists():
        raise OperationError(f"{target} 已存在，请换一个文件名。")
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as workplace:
        dump = Path(workplace) / DUMP
        say("▸ 导出数据库")
        run_program("pg_dump", "--format=custom", "--no-owner", f"--file={dump}", database_address())
        draft = Path(workplace) / "draft.tar"
        say("▸ 打包文件与密钥")
        _pack(draft, dump, at)
        draft.rename(target)
    return target


def _pack(draft: Path, dump: Path, at: datetime) -> None:
    content = {DUMP: dump, **_kept_files()}
    described = {
        "made_at": at.isoformat(),
        "tongban": getattr(tongban, "__version__", ""),
        "postgresql": server_version(),
        "sha256": {name: digest_of(path) for name, path in content.items()},
    }
    listed = dump.with_name(LIST)
    listed.write_text(json.dumps(described, ensure_ascii=False, indent=1))
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as stream:
        with tarfile.open(fileobj=stream, mode="w") as archive:
            for name, path in {LIST: listed, **content}.items():
                archive.add(path, name)
        stream.flush()
        os.fsync(stream.fileno())


def _kept_files() -> dict[str, Path]:
    found = (path for folder in FOLDERS for path in sorted((VAR / folder).rglob("*")) if path.is_file())
    return {str(path.relative_to(VAR)): path for path in found}
