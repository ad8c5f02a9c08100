"""Papers of a case: their texts, their content as issued, and the PDF made of it when asked for."""

from tongban.work.cases.papers.application import application_of
from tongban.work.cases.papers.pdf import MissingFonts, pdf

__all__ = ["MissingFonts", "application_of", "pdf"]
