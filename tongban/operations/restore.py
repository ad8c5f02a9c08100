"""Bringing a backup back: checked first, then the database, then files and keys; nothing present is lost."""

import json
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

import psycopg
from django.db import connection, connections
from django.utils import timezone
from psycopg import sql

from config.database import VAR
from tongban.operations.archive import DUMP, FOLDERS, LIST, database_address, digest_of, run_program
from tongban.operations.start import OperationError, say


def bring_back(file: Path, *, replace: bool) -> Iterator[str]:
    """Restore a backup; return lines that say what was done and where the former state is kept."""
    if not file.is_file():
        raise OperationError(f"没有这个文件：{file}")
    empty = not connection.introspection.table_names()
    if not empty and not replace:
        raise OperationError("现有数据库不是空的。确认后加 --replace：原库与原文件会改名保留。")
    mark = f"{timezone.localtime():%Y%m%d%H%M%S}"
    VAR.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=VAR, prefix=".restore-") as workplace:
        unpacked = Path(workplace)
        made_at = _unpack(file, unpacked)
        yield f"✓ 备份完整（{made_at:%Y-%m-%d %H:%M}）"
        say("▸ 恢复数据库")
        if empty:
            _load(unpacked / DUMP, database_address())
        else:
            yield f"✓ 原数据库改名为 {_load_beside(unpacked / DUMP, mark)}"
        yield from _put_folders(unpacked, mark)
    yield "✓ 已恢复。请运行 tongban check 与 tongban verify 核对。"


def _unpack(file: Path, target: Path) -> datetime:
    """Unpack a backup and compare every file with its checksum."""
    try:
        with tarfile.open(file) as archive:
            for member in archive:
                _take_out(archive, member, target)
        described = json.loads((target / LIST).read_text())
        wrong = [name for name, digest in described["sha256"].items() if digest_of(target / name) != digest]
    except (tarfile.TarError, OSError, ValueError, KeyError) as error:
        raise OperationError(f"不是完整的备份文件：{file}（{error}）") from error
    if wrong:
        raise OperationError(f"备份文件已损坏：{'、'.join(wrong[:5])}")
    return datetime.fromisoformat(described["made_at"])


def _take_out(archive: tarfile.TarFile, member: tarfile.TarInfo, target: Path) -> None:
    """Take a plain file out of a backup; a name that leads out of the folder is refused."""
    content, path = archive.extractfile(member) if member.isfile() else None, PurePosixPath(member.name)
    if content is None or path.is_absolute() or ".." in path.parts:
        raise OperationError(f"备份文件中有不该有的内容：{member.name}")
    (target / path).parent.mkdir(parents=True, exist_ok=True)
    with content, (target / path).open("wb") as kept:
        shutil.copyfileobj(content, kept)
    (target / path).chmod(member.mode & 0o777)


def _load(dump: Path, address: str) -> None:
    run_program(
        "pg_restore",
        "--no-owner",
        "--exit-on-error",
        "--single-transaction",
        f"--dbname={address}",
        str(dump),
    )


def _load_beside(dump: Path, mark: str) -> str:
    """Restore into a new database, then let the two change names; return the former one's name now."""
    parts = urlsplit(database_address())
    name = parts.path.lstrip("/")
    new, former = f"{name}_new_{mark}", f"{name}_before_{mark}"
    maintenance = parts._replace(path="/postgres").geturl()
    _execute(maintenance, ("CREATE DATABASE {} ENCODING 'UTF8' TEMPLATE template0", new))
    try:
        _load(dump, parts._replace(path=f"/{new}").geturl())
        connections.close_all()
        rename = "ALTER DATABASE {} RENAME TO {}"
        _execute(maintenance, (rename, name, former), (rename, new, name))
    except (OperationError, psycopg.Error) as error:
        _execute(maintenance, ("DROP DATABASE IF EXISTS {}", new))
        raise OperationError(f"数据库没有改动。请先停止网站再恢复：{error}") from error
    return former


def _execute(address: str, *statements: tuple[str, ...]) -> None:
    try:
        with psycopg.connect(address, autocommit=True) as session:
            for text, *names in statements:
                session.execute(sql.SQL(text).format(*map(sql.Identifier, names)))
    except psycopg.errors.InsufficientPrivilege as error:
        raise OperationError(
            "数据库用户无权新建数据库。请新建一个空库，用 TONGBAN_DATABASE_URL 指向它再恢复。"
        ) from error


def _put_folders(unpacked: Path, mark: str) -> Iterator[str]:
    for folder in FOLDERS:
        if not (unpacked / folder).is_dir():
            continue
        present = VAR / folder
        if present.exists():
            former = present.with_name(f"{folder}-before-{mark}")
            present.rename(former)
            yield f"✓ 原 {folder} 改名为 {former}"
        (unpacked / folder).rename(present)
