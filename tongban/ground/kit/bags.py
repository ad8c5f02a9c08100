"""Packages that prove themselves: a ZIP laid out as a bag (BagIt 1.0), every file with its SHA-256 and SM3.

The same files give the same bytes: nothing in the package depends on when or where it is made.
"""

import hashlib
from collections.abc import Callable, Mapping
from io import BytesIO
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from tongban.ground.ledger.chain import sm3

DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
DATA = "data/"
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
MOST_BYTES = 2 * 1024**3
DIGESTS: dict[str, Callable[[bytes], str]] = {
    "sha256": lambda content: hashlib.sha256(content).hexdigest(),
    "sm3": lambda content: sm3(content).hex(),
}


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


def opened(content: bytes) -> tuple[dict[str, bytes], list[str]]:
    """Return the files of a bag by their path below ``data/``, and what is wrong with it in plain words."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            if sum(each.file_size for each in archive.infolist()) > MOST_BYTES:
                return {}, ["归档包展开后超过 2 GB，未予读取"]
            found = {each.filename: archive.read(each) for each in archive.infolist() if not each.is_dir()}
            names = [each.filename for each in archive.infolist()]
    except (BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError) as error:
        return {}, [f"不是完整的 ZIP 文件：{error}"]
    faults = [f"文件重复：{name}" for name in sorted({each for each in names if names.count(each) > 1})]
    if found.get("bagit.txt") != DECLARATION.encode():
        faults.append("缺少 bagit.txt 或内容不符：不是本系统的归档包")
    for name in DIGESTS:
        faults += _unlike(name, f"manifest-{name}.txt", found, DATA)
        faults += _unlike(name, f"tagmanifest-{name}.txt", found, "")
    return {path.removeprefix(DATA): found[path] for path in found if path.startswith(DATA)}, faults


def _unlike(digest: str, manifest: str, found: Mapping[str, bytes], below: str) -> list[str]:
    if manifest not in found:
        return [f"缺少清单 {manifest}"]
    lines = found[manifest].decode("utf-8", "replace").splitlines()
    listed = {path: said for said, _space, path in (line.partition("  ") for line in lines)}
    faults = [f"清单 {manifest} 所列文件不存在：{path}" for path in listed if path not in found]
    faults += [
        f"文件已被改动（{digest} 不符）：{path}"
        for path, said in listed.items()
        if path in found and DIGESTS[digest](found[path]) != said
    ]
    if below:
        extra = [path for path in found if path.startswith(below) and path not in listed]
        faults += [f"清单 {manifest} 未列的文件：{path}" for path in extra]
    return faults


def _manifest(digest: str, files: Mapping[str, bytes]) -> bytes:
    return "".join(f"{DIGESTS[digest](content)}  {path}\n" for path, content in files.items()).encode()


def _lines(told: Mapping[str, str]) -> bytes:
    return "".join(f"{name}: {' '.join(value.split())}\n" for name, value in told.items()).encode()


def _entry(path: str) -> ZipInfo:
    entry = ZipInfo(path, FIRST_DAY)
    entry.create_system, entry.external_attr = 3, 0o100644 << 16
    entry.compress_type = ZIP_STORED
    return entry
