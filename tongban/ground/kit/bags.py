"""Packages that prove themselves: a ZIP laid out as a bag (BagIt 1.0), every file with its SHA-256 and SM3.

The same files give the same bytes: nothing in the package depends on when or where it is made.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from typing import Any, BinaryIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from cryptography.hazmat.primitives.hashes import SM3, Hash

from tongban.ground.sandbox import package

DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
DATA = "data/"
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
MEASURE = package.Measure(bytes=2 * 1024**3)
BLOCK = 1024 * 1024
DIGESTS: dict[str, Callable[[], Any]] = {"sha256": hashlib.sha256, "sm3": lambda: Hash(SM3())}


def bag(files: Mapping[str, bytes], about: Mapping[str, str]) -> bytes:
    """Return files (by their path below ``data/``) as a bag; ``about`` is told in ``bag-info.txt``."""
    payload = {f"{DATA}{path}": files[path] for path in sorted(files)}
    size = sum(map(len, payload.values()))
    told = {**about, "Payload-Oxum": f"{size}.{len(payload)}"}
    tags = {"bagit.txt": DECLARATION.encode(), "bag-info.txt": _lines(told)}
    tags |= {f"manifest-{name}.txt": _manifest(name, payload) for name in DIGESTS}
    tags |= {f"tagmanifest-{name}.txt": _manifest(name, tags) for name in DIGESTS}
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_STORED) as archive:
        for path, content in {**tags, **payload}.items():
            archive.writestr(_entry(path), content)
    return buffer.getvalue()


class Files(Mapping[str, bytes]):
    """The files of an open package by their path, each read when it is asked for."""

    def __init__(self, archive: ZipFile, below: str = "") -> None:
        self.archive, self.below = archive, below
        names = (each.filename for each in archive.infolist() if not each.is_dir())
        self.names = {name.removeprefix(below): name for name in names if name.startswith(below)}

    def __getitem__(self, path: str) -> bytes:
        return self.archive.read(self.names[path])

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)

    def digest(self, name: str, path: str) -> str:
        """Return a file's digest without holding the file."""
        digest = DIGESTS[name]()
        with self.archive.open(self.names[path]) as file:
            while block := file.read(BLOCK):
                digest.update(block)
        return _hex(digest)


def open_bag(file: bytes | BinaryIO) -> tuple[Mapping[str, bytes], list[str]]:
    """Return the files of a bag by their path below ``data/``, and what is wrong with it in plain words."""
    try:
        archive = ZipFile(BytesIO(file) if isinstance(file, bytes) else file)
        members = package.members_of(archive, MEASURE)
        found = Files(archive)
        twice = [name for name, count in Counter(each.filename for each in members).items() if count > 1]
        faults = [f"文件重复：{name}" for name in sorted(twice)]
        if found.get("bagit.txt") != DECLARATION.encode():
            faults.append("缺少 bagit.txt 或内容不符：不是本系统的归档包")
        for name in DIGESTS:
            faults += _unlike(name, f"manifest-{name}.txt", found, DATA)
            faults += _unlike(name, f"tagmanifest-{name}.txt", found, "")
    except package.TooLarge:
        return {}, ["归档包展开后过大（超过 2 GB，或压缩比、文件数异常），未予读取"]
    except package.BROKEN as error:
        return {}, [f"不是完整的 ZIP 文件：{error}"]
    return Files(archive, DATA), faults


def _unlike(digest: str, manifest: str, found: Files, below: str) -> list[str]:
    if manifest not in found:
        return [f"缺少清单 {manifest}"]
    lines = found[manifest].decode("utf-8", "replace").splitlines()
    listed = {path: said for said, _space, path in (line.partition("  ") for line in lines)}
    faults = [f"清单 {manifest} 所列文件不存在：{path}" for path in listed if path not in found]
    faults += [
        f"文件已被改动（{digest} 不符）：{path}"
        for path, said in listed.items()
        if path in found and found.digest(digest, path) != said
    ]
    if below:
        extra = [path for path in found if path.startswith(below) and path not in listed]
        faults += [f"清单 {manifest} 未列的文件：{path}" for path in extra]
    return faults


def _manifest(digest: str, files: Mapping[str, bytes]) -> bytes:
    return "".join(f"{_digest_of(digest, content)}  {path}\n" for path, content in files.items()).encode()


def _digest_of(name: str, content: bytes) -> str:
    digest = DIGESTS[name]()
    digest.update(content)
    return _hex(digest)


def _hex(digest: Any) -> str:
    """Return the digest as text; the two libraries end it in their own ways."""
    found: bytes = digest.finalize() if isinstance(digest, Hash) else digest.digest()
    return found.hex()


def _lines(told: Mapping[str, str]) -> bytes:
    return "".join(f"{name}: {' '.join(value.split())}\n" for name, value in told.items()).encode()


def _entry(path: str) -> ZipInfo:
    entry = ZipInfo(path, FIRST_DAY)
    entry.create_system, entry.external_attr = 3, 0o100644 << 16
    entry.compress_type = ZIP_STORED
    return entry
