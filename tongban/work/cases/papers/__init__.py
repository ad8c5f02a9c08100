"""Papers of a case: their texts, their content as issued, and the PDF made of it when asked for."""

from tongban.work.cases.papers.application import application_of
from tongban.work.cases.papers.pdf import PrintError, pdf

__all__ = ["PrintError", "application_of", "pdf"]
