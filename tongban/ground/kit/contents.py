"""What a file is, found in its content; its name is never believed."""

import logging
import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import ZipFile

import msgspec
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tongban.ground.sandbox import package

LOG = logging.getLogger(__name__)

OFFICE = "application/vnd.openxmlformats-officedocument"
MEBIBYTE = 1024 * 1024
MOST_BYTES = 20 * MEBIBYTE
MOST_UNPACKED_BYTES = 300 * MEBIBYTE
MOST_PARTS = 5000
MOST_NAME_BYTES = 200
"""So that a name with a prefix and an ending still fits the 255 bytes of a file system."""
ENTRY = b"PK\x01\x02"
"""What stands before each member in a package's directory."""


@dataclass(frozen=True)
class FileKind:
    """A kind of file that the house accepts."""

    code: str
    media_type: str
    title: str | Promise


KINDS = {
    kind.code: kind
    for kind in (
        FileKind("pdf", "application/pdf", "PDF"),
        FileKind("docx", f"{OFFICE}.wordprocessingml.document", "Word (.docx)"),
        FileKind("xlsx", f"{OFFICE}.spreadsheetml.sheet", "Excel (.xlsx)"),
        FileKind("png", "image/png", "PNG"),
        FileKind("jpeg", "image/jpeg", "JPEG"),
        FileKind("json", "application/json", "JSON"),
        FileKind("html", "text/html", "HTML"),
        FileKind("csv", "text/csv", "CSV"),
        FileKind("txt", "text/plain", _("plain text")),
        FileKind("xes", "application/xml", "XES"),
        FileKind("gz", "application/gzip", "gzip"),
    )
}
USUAL = ("pdf", "docx", "xlsx", "png", "jpeg", "csv", "txt", "json")
SIGNATURES = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x1f\x8b", "gz"),
)
MARKUP = re.compile(r"\s*(<!doctype html|<html[\s>])", re.IGNORECASE)
XML = re.compile(r"\s*(<\?xml|<!doctype|<log[\s>])", re.IGNORECASE)


def kind_of(content: bytes, name: str) -> str | None:
    """Return the code of what the content is; the name only tells CSV from other plain text."""
    for signature, code in SIGNATURES:
        if content.startswith(signature):
            return code
    if content.startswith(b"PK\x03\x04"):
        return _office_kind(content)
    return _text_kind(content, name)


def check_content(
    content: bytes, name: str, allowed: tuple[str, ...] = USUAL, most_bytes: int = MOST_BYTES
) -> FileKind:
    """Return the kind of a file that may be kept; otherwise raise ValidationError that says what is wrong."""
    try:
        return _allowed_kind(content, name, allowed, most_bytes)
    except ValidationError as fault:
        LOG.warning("file refused", extra={"reason": fault.code, "size_bytes": len(content)})
        raise


def _allowed_kind(content: bytes, name: str, allowed: tuple[str, ...], most_bytes: int) -> FileKind:
    if not content:
        raise ValidationError(_("The file is empty."), code="empty")
    if len(content) > most_bytes:
        raise ValidationError(
            _("The file has %(size).1f MB; at most %(most).0f MB can be kept."),
            code="too_large",
            params={"size": len(content) / MEBIBYTE, "most": most_bytes / MEBIBYTE},
        )
    code = kind_of(content, name)
    if code is None or code not in allowed:
        titles = ", ".join(str(KINDS[known].title) for known in allowed)
        raise ValidationError(
            _("The content of this file is not one of: %(kinds)s."), code="kind", params={"kinds": titles}
        )
    return KINDS[code]


def safe_name(name: str, code: str) -> str:
    """Return a name fit for a download: no folders, no control characters, the ending of what the file is."""
    base = PurePosixPath(name.replace("\\", "/")).name
    stem = re.sub(r"[\x00-\x1f\x7f<>:\"|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", base)
    stem = stem.rpartition(".")[0] or stem
    short = stem.encode()[:MOST_NAME_BYTES].decode(errors="ignore")
    return f"{short.strip(' .') or 'file'}.{'jpg' if code == 'jpeg' else code}"


def _office_kind(content: bytes) -> str | None:
    try:
        if content.count(ENTRY) > MOST_PARTS:  # before a list of them is made
            raise ValidationError(_("The file unpacks to more than can be read."), code="bomb")
        with ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED_BYTES:
                raise ValidationError(_("The file unpacks to more than can be read."), code="bomb")
            names = {part.filename for part in parts}
    except package.BROKEN:
        return None
    if any(name.endswith("vbaProject.bin") for name in names):
        raise ValidationError(_("Files with macros are not accepted."), code="macro")
    if "word/document.xml" in names:
        return "docx"
    return "xlsx" if "xl/workbook.xml" in names else None


def _text_kind(content: bytes, name: str) -> str | None:
    text = _text_of(content)
    if text is None:
        return None
    if MARKUP.match(text):
        return "html"
    if XML.match(text) and name.lower().endswith((".xes", ".xml")):
        return "xes"
    if text.lstrip()[:1] in ("{", "[") and _is_json(text):
        return "json"
    return "csv" if name.lower().endswith(".csv") else "txt"


def _text_of(content: bytes) -> str | None:
    if b"\x00" in content:
        return None
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _is_json(text: str) -> bool:
    """Say whether a text is JSON, without building it: a small file may stand for a large tree."""
    try:
        msgspec.json.decode(text, type=msgspec.Raw)
    except (msgspec.DecodeError, RecursionError):
        return False
    return True
