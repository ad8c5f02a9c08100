"""PDF: the ruled tables of each page and the lines of text around them."""

import io
import logging
from collections.abc import Iterator
from typing import Any

from tongban.account.audit.reader.document import (
    Block,
    Document,
    Paragraph,
    PrintedTable,
    UnreadableReport,
    unreadable,
)
from tongban.account.audit.reader.files import CellCount, damaged_error, locked_error
from tongban.account.audit.reader.headings import is_apart
from tongban.account.audit.reader.outline import OPENS_ITEM
from tongban.account.audit.reader.pdf_limits import DrawingCount
from tongban.account.audit.reader.text_cleanup import join_lines, join_pieces
from tongban.account.audit.report import Cell, Repair
from tongban.account.audit.words import Words

Box = tuple[float, float, float, float]
FULL_LINE = 0.93
INDENT = 6


def document(content: bytes, source: str) -> Document:
    """Read a PDF with a text layer; a page that is only a picture is noted (PAR-05)."""
    if not content.lstrip()[:5].startswith(b"%PDF"):
        raise damaged_error(source)
    blocks: list[Block] = []
    repairs: list[Repair] = []
    drawn, count = DrawingCount(source), CellCount(source)
    with _opened(content, source, drawn) as pdf:
        try:
            for page in pdf.pages:
                drawn.add(page)
                found = list(_blocks(page, sum(isinstance(block, PrintedTable) for block in blocks), count))
                blocks += found
                repairs += _unread(page, found)
                page.close()
        except (UnreadableReport, MemoryError):
            raise
        except Exception:
            raise damaged_error(source) from None
    if not blocks:
        raise unreadable(
            source,
            why=Words("这是扫描件，没有可读的文字", "it is a scan without any text"),
            advice=Words(
                "请给出由文字处理软件导出的 PDF，或 .docx 原稿",
                "Give a PDF exported from the text, or the .docx",
            ),
        )
    return Document(blocks=tuple(blocks), repairs=tuple(repairs), source=source, format="pdf")


def _unread(page: Any, found: list[Block]) -> Iterator[Repair]:
    """Yield a note for a page that is only a picture, or whose letters the font does not name."""
    if not found and page.images:
        yield Repair("PAR-05", Cell(page=page.page_number), "")
    unnamed = next(
        (character["text"] for character in page.chars if character["text"].startswith("(cid:")), ""
    )
    if unnamed:
        yield Repair("PAR-05", Cell(unnamed, page=page.page_number), unnamed)


def _opened(content: bytes, source: str, drawn: DrawingCount) -> Any:
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # what it could not read is told by the error below
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect

    try:
        pdf = pdfplumber.open(io.BytesIO(content))
        drawn.need_few_pages(pdf)
        _ = pdf.pages
    except (UnreadableReport, MemoryError):
        raise
    except Exception as error:
        reasons = (error, error.__cause__, error.__context__, *error.args)
        if any(isinstance(reason, PDFPasswordIncorrect | PDFEncryptionError) for reason in reasons):
            raise locked_error(source) from None
        raise damaged_error(source) from None
    return pdf


def _blocks(page: Any, tables_before: int, count: CellCount) -> Iterator[Block]:
    number = page.page_number
    page = page.filter(_is_content)
    tables = sorted(page.find_tables(), key=lambda table: table.bbox[1])
    boxes = [table.bbox for table in tables]
    lines = [line for line in page.extract_text_lines(return_chars=False) if not _is_inside(line, boxes)]
    for index, table in enumerate([*tables, None]):
        top = table.bbox[1] if table else page.height + 1
        above = [line for line in lines if line["top"] < top]
        lines = lines[len(above) :]
        yield from _paragraphs(above, page, number)
        if table:
            yield PrintedTable(
                rows=tuple(_rows(table, number, tables_before + index + 1, count)), page=number
            )


def _is_content(part: dict[str, Any]) -> bool:
    """Say whether a part of the page is content: a tagged PDF calls its running heads and feet artifacts."""
    return part["object_type"] != "char" or part.get("tag") != "Artifact"


def _is_inside(line: dict[str, Any], boxes: list[Box]) -> bool:
    middle = (line["top"] + line["bottom"]) / 2
    return any(
        x0 <= line["x1"] and line["x0"] <= x1 and top <= middle <= bottom for x0, top, x1, bottom in boxes
    )


def _rows(table: Any, page: int, number: int, count: CellCount) -> Iterator[tuple[Cell, ...]]:
    count.add(len(table.cells))
    for at, row in enumerate(table.extract(), 1):
        yield tuple(
            [Cell(join_lines(text or ""), 0, page, number, at, column) for column, text in enumerate(row, 1)]
        )


def _paragraphs(lines: list[dict[str, Any]], page: Any, number: int) -> Iterator[Paragraph]:
    """Yield the paragraphs of some lines: a line goes on where it fills the measure and no item begins."""
    left = min((line["x0"] for line in lines), default=0)
    right = max((line["x1"] for line in lines), default=page.width)
    has_indents = any(line["x0"] > left + INDENT for line in lines)
    pieces: list[str] = []
    is_full = False
    for line in lines:
        text = line["text"].strip()
        opens = line["x0"] > left + INDENT if has_indents else OPENS_ITEM.match(text)
        if pieces and (not is_full or opens or is_apart(text)):
            yield Paragraph(Cell(join_pieces(pieces), page=number))
            pieces.clear()
        pieces.append(text)
        is_full = line["x1"] >= right * FULL_LINE
    if pieces:
        yield Paragraph(Cell(join_pieces(pieces), page=number))
