"""Bringing a backup back: checked first, then the database, then files and keys; nothing present is lost."""

import logging
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from django.db import connection, connections
from django.utils import timezone
from psycopg import sql

from config.database import VAR
from tongban.ground.ledger import keys, macs, notes, record, witness
from tongban.operations import passphrase, schema
from tongban.operations.archive import DUMP, FILES, KEYS, OF_THE_MOMENT, SECRETS, owners_address, run_program
from tongban.operations.backup_reader import BackupList, unpack
from tongban.operations.start import OperationError, say

LOG = logging.getLogger(__name__)

NO_KEYS = (
    "! 备份中没有密钥（备份时未给口令）。现在不能封存台账：请把原机器 var/keys 中的 ledger.key、entry.key 放回 {folder}，"
    "再运行 tongban keys adopt"
)
LOCKED = "备份中的密钥有口令。请设 TONGBAN_BACKUP_PASSPHRASE 或 --passphrase-file，或在终端中运行。"


def restore_backup(
    file: Path, *, replace: bool, key: str = "", words_file: Path | None = None
) -> Iterator[str]:
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
        listed = unpack(file, unpacked, key=key)
        yield f"✓ 备份完整，签名相符（{listed.made_at:%Y-%m-%d %H:%M}）"
        _open_keys(unpacked, listed, words_file)
        say("▸ 恢复数据库")
        if empty:
            _load(unpacked / DUMP, owners_address())
        else:
            yield f"✓ 原数据库改名为 {_load_beside(unpacked / DUMP, mark)}"
        yield from _put_folders(unpacked, mark)
    schema.migrate()
    LOG.info("backup restored")
    yield from _carry_on(listed)
    yield "✓ 已恢复。请运行 tongban check 与 tongban verify 核对。"


def _open_keys(unpacked: Path, listed: BackupList, words_file: Path | None) -> None:
    """Put the folder of the keys together: the backup's, and of this installation what is here already."""
    folder = keys.make_folder(unpacked / KEYS)
    is_same = _is_of_here(listed)
    if (unpacked / SECRETS).exists() and not is_same:
        words = passphrase.given_passphrase(words_file, question="备份口令：")
        if not words:
            raise OperationError(LOCKED)
        passphrase.open_files((unpacked / SECRETS).read_bytes(), words, folder)
    if is_same:
        _keep_present(folder)
    elif not (folder / "secret").exists() and (keys.folder() / "secret").exists():
        shutil.copyfile(keys.folder() / "secret", folder / "secret")
    for name in OF_THE_MOMENT:
        (folder / name).unlink(missing_ok=True)
    for path in folder.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)


def _is_of_here(listed: BackupList) -> bool:
    """Return whether a backup is of this very installation; before the first seal the key alone tells."""
    present = notes.read()
    if present:
        return present.installation == listed.installation
    return listed.signed_by in {keys.fingerprint_of(pem) for pem in notes.public_keys().values()}


def _keep_present(folder: Path) -> None:
    """Lay the present keys over the backup's; its notes count only where they go on from the present ones."""
    here = keys.folder()
    goes_on = {
        path.name
        for path in folder.glob("seals/*.log")
        if (here / "seals" / path.name).exists()
        and path.read_bytes().startswith((here / "seals" / path.name).read_bytes())
    }
    for path in here.rglob("*"):
        is_behind = path.name in goes_on or (goes_on and path.name == "ledger.head")
        if path.is_file() and not is_behind:
            target = folder / path.relative_to(here)
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            shutil.copyfile(path, target)


def _carry_on(listed: BackupList) -> Iterator[str]:
    """Note in folder and ledger up to which seal was restored, so that numbering never begins again."""
    at = timezone.now()
    try:
        macs.current_key()  # before anything is noted: without this key nothing can be recorded
        said = witness.move_here(notes.RESTORED, at=at)
    except keys.KeyMissing:
        yield NO_KEYS.format(folder=keys.folder())
        return
    except witness.NotesContradict as error:
        yield f"! 封存记录未能接续：{error}"
        return
    payload = {**said, "backup": listed.made_at}
    record(witness.SUBJECT, "restore", by=None, at=at, basis="", payload=payload)
    yield f"✓ 台账恢复至第 {said['seal']} 次封存，哈希 {said['hash'] or '（尚无）'}"
    if said["lost"]:
        yield "! 第 {}—{} 次封存在这份备份之后，已随恢复失去；此后的封存接着编号。".format(*said["lost"])


def _load(dump: Path, address: str) -> None:
    """Load a dump into an empty database, and refuse one that this version cannot lead on."""
    run_program(
        "pg_restore",
        "--no-owner",
        "--no-privileges",
        "--exit-on-error",
        "--single-transaction",
        f"--dbname={address}",
        str(dump),
    )
    with psycopg.connect(address) as session:
        schema.require_path(session.execute("SELECT app, name FROM django_migrations").fetchall())


def _load_beside(dump: Path, mark: str) -> str:
    """Restore into a new database, then let the two change names; return the former one's name now."""
    parts = urlsplit(owners_address())
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
            "数据库用户无权新建数据库。请新建一个空库，用 TONGBAN_DATABASE_URL 与 TONGBAN_OWNER_DATABASE_URL 指向它再恢复。"
        ) from error


def _put_folders(unpacked: Path, mark: str) -> Iterator[str]:
    for folder in (FILES, KEYS):
        if not (unpacked / folder).is_dir():
            continue
        present = VAR / folder
        if present.exists():
            former = present.with_name(f"{folder}-before-{mark}")
            present.rename(former)
            yield f"✓ 原 {folder} 改名为 {former}"
        (unpacked / folder).rename(present)
