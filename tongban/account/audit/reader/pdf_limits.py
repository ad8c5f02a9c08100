"""What a PDF draws, counted in its raw content before any of it is laid out."""

import re
from itertools import islice
from typing import Any

from tongban.account.audit.reader.document import UnreadableReport, unreadable
from tongban.account.audit.words import Words

MOST_PAGES = 500
MOST_BYTES = 32 * 1024 * 1024
MOST_STROKES = 300_000
MOST_STROKES_OF_A_PAGE = 30_000
STROKE = re.compile(rb"(?:T[jJ]|['\"]|re|[lcvy]|Do)(?=[\s<\[(/]|$)")
"""An operator that shows text, draws a line or calls another drawing."""


class DrawingCount:
    """Counts what the pages draw, and stops where it is more than a report can have."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.bytes = self.strokes = 0

    def need_few_pages(self, pdf: Any) -> None:
        """Count the pages without building them."""
        from pdfminer.pdfpage import PDFPage

        if sum(1 for _ in islice(PDFPage.create_pages(pdf.doc), MOST_PAGES + 1)) > MOST_PAGES:
            raise self._too_much(f"超过 {MOST_PAGES} 页", f"over {MOST_PAGES} pages")

    def add(self, page: Any) -> None:
        """Count what one page draws."""
        from pdfminer.pdftypes import stream_value

        strokes = 0
        for part in page.page_obj.contents:
            content = stream_value(part).get_data()
            self.bytes += len(content)
            if self.bytes > MOST_BYTES:
                raise self._too_much(
                    f"内容超过 {MOST_BYTES >> 20} MB", f"over {MOST_BYTES >> 20} MB of content"
                )
            strokes += sum(1 for _ in STROKE.finditer(content))
            if strokes > MOST_STROKES_OF_A_PAGE:
                break
        self.strokes += strokes
        if strokes > MOST_STROKES_OF_A_PAGE or self.strokes > MOST_STROKES:
            raise self._too_much(
                f"一页超过 {MOST_STROKES_OF_A_PAGE} 个文字和线条",
                f"over {MOST_STROKES_OF_A_PAGE} texts and lines on a page",
            )

    def _too_much(self, zh: str, en: str) -> UnreadableReport:
        return unreadable(
            self.source,
            why=Words(f"PDF 内容过多（{zh}）", f"the PDF holds too much ({en})"),
            advice=Words(
                "请核对文件来源，只保留报告本身，或给出 .docx 原稿",
                "Check where it comes from; keep only the report, or give the .docx",
            ),
        )
