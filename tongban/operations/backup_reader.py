"""Taking a backup apart: nothing is unpacked before its list is signed by a key we know, and nothing that is not listed."""

import hashlib
import json
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from tongban.ground.ledger import keys, notes
from tongban.operations.archive import BLOCK, DUMP, LIST, PREFIX, SIGNATURE
from tongban.operations.start import OperationError

LARGEST_LIST = 256 << 20
FORMER = (
    "这是旧版本写出的备份，清单没有签名，无法确认来源。"
    "请用写出它的版本恢复（git checkout 到那个版本，make setup，tongban restore），再更新到现在的版本。"
)
UNKNOWN = (
    "备份的清单由密钥 {known} 签名，本机不认识这个密钥。请向原机器的管理员核对指纹"
    "（备份时打印，或在原机器运行 tongban keys），再运行 tongban restore --key 指纹 {file}"
)


@dataclass(frozen=True)
class BackupList:
    """What a signed list says: when, of which installation, each member's digest and size; and whose key signed it."""

    made_at: datetime
    installation: str
    signed_by: str
    digests: Mapping[str, str]
    sizes: Mapping[str, int]


def unpack(file: Path, target: Path, *, key: str = "") -> BackupList:
    """Unpack a backup whose list is signed by a key of this installation, or by the one whose fingerprint is given."""
    try:
        with tarfile.open(file) as archive:
            listed = _read_list(archive, file, key)
            _take_members(archive, listed, target)
            for folder in (path for path in target.rglob("*") if path.is_dir()):
                folder.chmod(0o700)
    except (tarfile.TarError, EOFError, OSError, ValueError, KeyError, TypeError) as error:
        raise OperationError(f"不是完整的备份文件：{file}（{error}）") from error
    return listed


def _read_list(archive: tarfile.TarFile, file: Path, key: str) -> BackupList:
    content = _small(archive, LIST)
    try:
        signed = json.loads(_small(archive, SIGNATURE))
    except KeyError as error:
        raise OperationError(FORMER) from error
    pem = str(signed["pem"])
    if not keys.is_signed(PREFIX + content, str(signed["signature"]), pem):
        raise OperationError(f"备份文件已损坏，或清单被改动：{file}")
    _need_known(keys.fingerprint_of(pem), file, key)
    said: dict[str, Any] = json.loads(content)
    digests, sizes = dict(said["sha256"]), dict(said["bytes"])
    if DUMP not in digests or digests.keys() != sizes.keys():
        raise OperationError(f"备份的清单是空的或不完整：{file}")
    by = keys.fingerprint_of(pem)
    return BackupList(datetime.fromisoformat(said["made_at"]), str(said["installation"]), by, digests, sizes)


def _small(archive: tarfile.TarFile, name: str) -> bytes:
    """Return the next member, which must have this name; KeyError where it has another."""
    member = archive.next()
    content = archive.extractfile(member) if member and member.isreg() and member.name == name else None
    if content is None or member is None or member.size > LARGEST_LIST:
        raise KeyError(name)
    return content.read()


def _need_known(fingerprint: str, file: Path, key: str) -> None:
    given = key.replace(":", "").replace(" ", "").lower()
    known = {keys.fingerprint_of(pem) for pem in notes.public_keys().values()}
    if given and given != fingerprint:
        raise OperationError(f"备份不是由指纹为 {key} 的密钥签名的：{file}")
    if not given and fingerprint not in known:
        raise OperationError(UNKNOWN.format(known=fingerprint[: keys.ID_LENGTH], file=file))


def _take_members(archive: tarfile.TarFile, listed: BackupList, target: Path) -> None:
    taken: set[str] = set()
    while (member := archive.next()) is not None:
        path = PurePosixPath(member.name)
        is_plain = member.isreg() and not path.is_absolute() and ".." not in path.parts
        if not is_plain or member.name not in listed.digests or member.name in taken:
            raise OperationError(f"备份文件中有清单以外的内容：{member.name}")
        if member.size != listed.sizes[member.name]:
            raise OperationError(f"备份文件已损坏：{member.name}")
        _take(archive, member, target / path, listed.digests[member.name])
        taken.add(member.name)
    if lacking := sorted(listed.digests.keys() - taken):
        raise OperationError(f"备份文件不完整，缺少：{'、'.join(lacking[:5])}")


def _take(archive: tarfile.TarFile, member: tarfile.TarInfo, path: Path, digest: str) -> None:
    content = archive.extractfile(member)
    if content is None:
        raise OperationError(f"备份文件已损坏：{member.name}")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    total = hashlib.sha256()
    with content, path.open("xb") as kept:
        while block := content.read(BLOCK):
            total.update(block)
            kept.write(block)
    path.chmod(0o600)
    if total.hexdigest() != digest:
        raise OperationError(f"备份文件已损坏：{member.name}")
