"""The file itself, before its format: is it there, is it what its name says, is it safe to open, what encoding."""

import codecs
import io
import re
import zipfile
import zlib
from pathlib import Path

from tongban.account.audit.reading.document import Unreadable, unreadable
from tongban.account.audit.words import Words

LARGEST_BYTES = 200 * 1024 * 1024
LARGEST_RATIO = 200
RATIO_COUNTS_FROM_BYTES = 1024 * 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
PROLOGUE_BYTES = 4096

SAVE_AGAIN = Words(
    "请用原来的软件打开后另存一份再试", "Open it in the program it was made with and save it again"
)
TAKE_PASSWORD_OFF = Words(
    "请先在原来的软件中取消密码再试", "Take the password off in the program it was made with"
)
GIVE_TEXT = Words("请给出 UTF-8 或 GB18030 编码的文本", "Give a text in UTF-8 or GB18030")


def content_of(path: Path) -> bytes:
    """Return the bytes of a file that is there, is a file, and is not beyond all measure."""
    try:
        if path.is_dir():
            raise unreadable(str(path), why=Words("这是一个目录", "it is a directory"), advice=_GIVE_FILE)
        if path.stat().st_size > LARGEST_BYTES:
            raise too_large(path.name)
        return path.read_bytes()
    except FileNotFoundError:
        raise unreadable(
            str(path),
            why=Words("没有这个文件", "there is no such file"),
            advice=Words("请检查路径和文件名", "Check the path and the name"),
        ) from None
    except OSError as error:
        raise unreadable(
            str(path),
            why=Words(
                f"系统不让打开（{error.strerror}）", f"the system refuses to open it ({error.strerror})"
            ),
            advice=Words("请检查文件的权限", "Check the file's permissions"),
        ) from None


def require_content(content: bytes, source: str) -> None:
    """Refuse a file that is empty or beyond all measure."""
    if len(content) > LARGEST_BYTES:
        raise too_large(source)
    if not content.strip(b"\x00 \t\r\n"):
        raise unreadable(source, why=Words("文件是空的", "the file is empty"), advice=_GIVE_FILE)


def decoded(content: bytes, source: str) -> str:
    """Return a text file's text: by its byte order mark, else UTF-8, else GB18030."""
    encoding = next((name for mark, name in BYTE_ORDER_MARKS if content.startswith(mark)), "")
    for candidate in (encoding,) if encoding else ("utf-8", "gb18030"):
        try:
            text = content.decode(candidate)
        except UnicodeDecodeError:
            continue
        if CONTROL.search(text):
            break
        return text
    raise unreadable(source, why=_what(content), advice=GIVE_TEXT)


def opened_zip(content: bytes, source: str) -> zipfile.ZipFile:
    """Open a DOCX or XLSX as the package it is, unless it is locked, damaged, or swells beyond all measure."""
    if content.startswith(OLE):
        raise _locked_or_old(content, source)
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
        members = package.infolist()
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError):
        raise damaged(source) from None
    size = sum(member.file_size for member in members)
    ratio = size / max(1, sum(member.compress_size for member in members))
    if size > LARGEST_BYTES or (size > RATIO_COUNTS_FROM_BYTES and ratio > LARGEST_RATIO):
        raise too_large(source)
    if any(member.flag_bits & 1 for member in members):
        raise locked(source)
    for member in members:
        _without_entities(package, member, source)
    return package


def damaged(source: str, detail: str = "") -> Unreadable:
    """Return the error for a file whose inside is broken."""
    return unreadable(
        source,
        why=Words(
            f"文件已损坏{f'（{detail}）' if detail else ''}",
            f"the file is damaged{f' ({detail})' if detail else ''}",
        ),
        advice=SAVE_AGAIN,
    )


def locked(source: str) -> Unreadable:
    """Return the error for a file that asks for a password."""
    why = Words("文件有密码保护", "the file is protected by a password")
    return unreadable(source, why=why, advice=TAKE_PASSWORD_OFF)


def too_large(source: str) -> Unreadable:
    """Return the error for a file that is, or would unpack to, more than a report can be."""
    limit = LARGEST_BYTES // (1024 * 1024)
    return unreadable(
        source,
        why=Words(
            f"文件解开后过大（超过 {limit} MB 或压缩比超过 {LARGEST_RATIO}）",
            f"unpacked it is too large (over {limit} MB, or a compression ratio over {LARGEST_RATIO})",
        ),
        advice=Words(
            "请核对文件来源，只保留报告本身", "Check where the file comes from; keep only the report"
        ),
    )


_GIVE_FILE = Words(
    "请给出一份报告文件（.txt .docx .xlsx .pdf .html .json）",
    "Give the file of a report (.txt .docx .xlsx .pdf .html .json)",
)


def _what(content: bytes) -> Words:
    if content.startswith((b"PK\x03\x04", OLE, b"%PDF")):
        return Words("内容不是文本，而是 Office 或 PDF 文件", "it is no text but an Office or PDF file")
    return Words("内容不是文本（二进制或未知编码）", "it is no text (binary, or of an unknown encoding)")


def _locked_or_old(content: bytes, source: str) -> Unreadable:
    if ENCRYPTED in content:
        return locked(source)
    return unreadable(
        source,
        why=Words("这是旧格式（.doc 或 .xls）", "it is of the old format (.doc or .xls)"),
        advice=Words("请另存为 .docx 或 .xlsx", "Save it as .docx or .xlsx"),
    )


def _without_entities(package: zipfile.ZipFile, member: zipfile.ZipInfo, source: str) -> None:
    """Refuse a part with a document type: no office program writes one, only attacks do."""
    if not member.filename.endswith((".xml", ".rels")):
        return
    try:
        with package.open(member) as part:
            prologue = part.read(PROLOGUE_BYTES)
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, zlib.error):
        raise damaged(source, member.filename) from None
    if b"<!DOCTYPE" in prologue.replace(b"\x00", b""):
        raise damaged(source, member.filename)
