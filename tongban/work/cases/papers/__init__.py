"""Papers of a case: their texts, their content as issued, and the PDF made of it when asked for."""

from tongban.work.cases.papers.pdf import MissingFonts, pdf

__all__ = ["MissingFonts", "pdf"]
