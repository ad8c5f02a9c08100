"""The formats a report is written in. The libraries are loaded only for the format asked for."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from tongban.account.audit.report import Report
from tongban.account.audit.words import Words
from tongban.account.evaluation.papers.layout import paper

PaperFormatName = Literal["docx", "pdf", "xlsx", "html", "json", "txt"]


class PaperFormat(Struct, frozen=True):
    """One format: its file extension, media type and label."""

    extension: str
    media_type: str
    label: Words


OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS: dict[PaperFormatName, PaperFormat] = {
    "docx": PaperFormat(
        "docx", f"{OFFICE}.wordprocessingml.document", Words(zh="Word 文档", en="Word document")
    ),
    "pdf": PaperFormat("pdf", "application/pdf", Words(zh="PDF 文件", en="PDF file")),
    "xlsx": PaperFormat(
        "xlsx", f"{OFFICE}.spreadsheetml.sheet", Words(zh="Excel 工作簿", en="Excel workbook")
    ),
    "html": PaperFormat("html", "text/html; charset=utf-8", Words(zh="网页", en="Web page")),
    "json": PaperFormat("json", "application/json", Words(zh="JSON 数据", en="JSON data")),
    "txt": PaperFormat("txt", "text/plain; charset=utf-8", Words(zh="纯文本", en="Plain text")),
}


def write(
    report: Report,
    format: PaperFormatName,  # noqa: A002
    *,
    made_at: datetime | None = None,
    closing: str = "",
) -> bytes:
    """Return the report as a file of one format.

    ``made_at`` (with its time zone) goes into the document's properties; without it the library's own
    default stands there. ``closing`` is printed at the end; JSON is the data alone. Raises ``PrintError``
    (PDF only) and ``ValueError`` for an unknown format.
    """
    match format:
        case "docx":
            from tongban.account.evaluation.papers.word import word

            return word(paper(report, closing), made_at)
        case "pdf":
            from tongban.account.evaluation.papers.pdf import pdf

            return pdf(paper(report, closing), made_at)
        case "xlsx":
            from tongban.account.evaluation.papers.workbook import workbook

            return workbook(paper(report, closing), made_at)
        case "html":
            from tongban.account.evaluation.papers.web import web_page

            return web_page(paper(report, closing))
        case "json":
            from tongban.account.audit.reader import to_json

            return to_json(report)
        case "txt":
            from tongban.account.evaluation.papers.plain import plain_text

            return plain_text(paper(report, closing))
    raise ValueError(f"unknown format {format!r}: choose one of {', '.join(FORMATS)}")
