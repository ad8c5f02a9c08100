"""The file itself, before its format: is it there, is it what its name says, is it safe to open, what encoding."""

import codecs
import io
import re
import zipfile
from pathlib import Path

from tongban.account.audit.reader.document import UnreadableReport, unreadable
from tongban.account.audit.words import Words
from tongban.ground.sandbox import package as packages
from tongban.ground.sandbox.regular import NotRegular, read_regular

MEASURE = packages.Measure()
LARGEST_BYTES = MEASURE.bytes
MOST_CELLS = 300_000
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")

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
        content = read_regular(path, LARGEST_BYTES)
    except NotRegular:
        raise unreadable(str(path), why=_what_stands_at(path), advice=_GIVE_FILE) from None
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
    if len(content) > LARGEST_BYTES:
        raise too_large_error(path.name)
    return content


def require_content(content: bytes, source: str) -> None:
    """Refuse a file that is empty or beyond all measure."""
    if len(content) > LARGEST_BYTES:
        raise too_large_error(source)
    if not content.strip(b"\x00 \t\r\n"):
        raise unreadable(source, why=Words("文件是空的", "the file is empty"), advice=_GIVE_FILE)


def decode(content: bytes, source: str) -> str:
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


def open_zip(content: bytes, source: str) -> zipfile.ZipFile:
    """Open a DOCX or XLSX as the package it is, unless it is locked, damaged, or swells beyond all measure."""
    if content.startswith(OLE):
        raise _locked_or_old(content, source)
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
        members = packages.members_of(package, MEASURE)
        if any(member.flag_bits & 1 for member in members):
            raise locked_error(source)
        packages.look_through(package, MEASURE)
    except packages.BROKEN:
        raise damaged_error(source) from None
    except packages.Damaged as error:
        raise damaged_error(source, str(error)) from None
    except packages.TooLarge as error:
        raise (too_large_error if str(error) == "bytes" else too_many_error)(source) from None
    return package


class CellCount:
    """Counts the cells of all tables of a file, and stops where they are more than a report can have."""

    def __init__(self, source: str) -> None:
        self.source, self.left = source, MOST_CELLS

    def add(self, cells: int) -> None:
        """Count some more, before they are made."""
        self.left -= cells
        if self.left < 0:
            raise too_many_error(self.source)


def damaged_error(source: str, detail: str = "") -> UnreadableReport:
    """Return the error for a file whose inside is broken."""
    return unreadable(
        source,
        why=Words(
            f"文件已损坏{f'（{detail}）' if detail else ''}",
            f"the file is damaged{f' ({detail})' if detail else ''}",
        ),
        advice=SAVE_AGAIN,
    )


def locked_error(source: str) -> UnreadableReport:
    """Return the error for a file that asks for a password."""
    why = Words("文件有密码保护", "the file is protected by a password")
    return unreadable(source, why=why, advice=TAKE_PASSWORD_OFF)


def too_large_error(source: str) -> UnreadableReport:
    """Return the error for a file that is, or would unpack to, more than a report can be."""
    limit = LARGEST_BYTES // packages.MEGABYTE
    return unreadable(
        source,
        why=Words(
            f"文件解开后过大（超过 {limit} MB 或压缩比超过 {MEASURE.ratio}）",
            f"unpacked it is too large (over {limit} MB, or a compression ratio over {MEASURE.ratio})",
        ),
        advice=Words(
            "请核对文件来源，只保留报告本身", "Check where the file comes from; keep only the report"
        ),
    )


def too_many_error(source: str) -> UnreadableReport:
    """Return the error for a file with more cells, merged cells or parts than a report can have."""
    return unreadable(
        source,
        why=Words(
            f"单元格（含合并的）或内部元素过多（单元格超过 {MOST_CELLS} 个）",
            f"it has too many cells (merged ones included) or parts (over {MOST_CELLS} cells)",
        ),
        advice=Words(
            "请核对文件来源，只保留报告本身，取消整列整行的合并",
            "Check where the file comes from; keep only the report, and unmerge whole rows and columns",
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


def _locked_or_old(content: bytes, source: str) -> UnreadableReport:
    if ENCRYPTED in content:
        return locked_error(source)
    return unreadable(
        source,
        why=Words("这是旧格式（.doc 或 .xls）", "it is of the old format (.doc or .xls)"),
        advice=Words("请另存为 .docx 或 .xlsx", "Save it as .docx or .xlsx"),
    )


def _what_stands_at(path: Path) -> Words:
    if path.is_dir():
        return Words("这是一个目录", "it is a directory")
    return Words(
        "这不是普通文件（是设备、管道或套接字）", "it is no regular file but a device, pipe or socket"
    )
