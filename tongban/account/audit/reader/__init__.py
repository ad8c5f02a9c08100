"""From a file to a `Report`: each format yields a `Document`, one interpretation turns it into the report."""

from importlib import import_module
from pathlib import Path

from msgspec.structs import replace

from tongban.account.audit.reader import files, plain
from tongban.account.audit.reader.document import Document, UnreadableReport, unreadable
from tongban.account.audit.reader.interchange import complete, from_json, from_plain, to_json, to_plain
from tongban.account.audit.reader.interpret import interpret
from tongban.account.audit.report import Report
from tongban.account.audit.words import Words

__all__ = [
    "FORMATS",
    "UnreadableReport",
    "complete",
    "from_json",
    "from_plain",
    "load",
    "read",
    "read_content",
    "read_text",
    "to_json",
    "to_plain",
]

LIBRARIES = {".docx": "lxml.etree", ".xlsx": "openpyxl", ".pdf": "pdfplumber"}
READERS = {".docx": "word", ".xlsx": "sheets", ".pdf": "pages", ".html": "web", ".htm": "web"}
MOST_ROWS = 50_000
"""Rows of all tables that a report can have, and repairs to it: what is checked and shown is bounded by them."""
FORMATS = (".txt", *READERS, ".json")
SAVED_AS = {
    ".doc": ".docx",
    ".wps": ".docx",
    ".rtf": ".docx",
    ".xls": ".xlsx",
    ".et": ".xlsx",
    ".xlsm": ".xlsx",
}


def read(path: Path) -> Report:
    """Return the report in a file (.txt .docx .xlsx .pdf .html .json), or raise `UnreadableReport`."""
    path = Path(path)
    return read_content(files.content_of(path), path.name)


def read_content(content: bytes, name: str) -> Report:
    """Return the report in a file's content; its name says the format. Or raise `UnreadableReport`."""
    files.require_content(content, name)
    suffix = Path(name).suffix.lower()
    if suffix == ".json":
        report = replace(from_json(content, name), source=name, format="json")
    else:
        report = interpret(_document(content, suffix, name))
    if _rows_of(report) > MOST_ROWS:
        raise files.too_many_error(name)
    if not (report.budget.lines or report.tasks or report.indicators):
        raise unreadable(
            name,
            why=Words("没有找到预算表、任务表或自评表", "it has no budget, task or indicator table"),
            advice=Words(
                "请核对是否为自评报告，表头见报告格式说明",
                "Check that it is a report with the layout's headers",
            ),
        )
    return report


def _rows_of(report: Report) -> int:
    return sum(map(len, (report.budget.lines, report.tasks, report.indicators, report.repairs)))


def read_text(text: str, source: str = "") -> Report:
    """Return the report in a text in the printed layout; a fragment gives a report of what it has."""
    return interpret(plain.document(text, source))


def load(suffix: str) -> None:
    """Load what reads files of an ending, before many of them are read."""
    if suffix in READERS:
        import_module(f"{__name__}.{READERS[suffix]}")
        import_module(LIBRARIES.get(suffix, "lxml.html"))


def _document(content: bytes, suffix: str, source: str) -> Document:
    if suffix == ".txt":
        return plain.document(files.decode(content, source), source)
    if suffix not in READERS:
        raise _unknown(suffix, source)
    document: Document = import_module(f"{__name__}.{READERS[suffix]}").document(content, source)
    return document


def _unknown(suffix: str, source: str) -> UnreadableReport:
    wanted = SAVED_AS.get(suffix, "、".join(FORMATS))
    return unreadable(
        source,
        why=Words(f"不认识扩展名“{suffix}”", f"the extension “{suffix}” is unknown"),
        advice=Words(f"请另存为 {wanted}", f"Save it as {wanted.replace('、', ' ')}"),
    )
