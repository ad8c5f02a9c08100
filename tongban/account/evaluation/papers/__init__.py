"""Papers: an audit report written as DOCX, PDF, XLSX, HTML, JSON and plain text. Pure Python over account/audit."""

from tongban.account.evaluation.papers.formats import FORMATS, PaperFormat, PaperFormatName, write
from tongban.ground.kit.fonts import PrintError

__all__ = ["FORMATS", "PaperFormat", "PaperFormatName", "PrintError", "write"]
