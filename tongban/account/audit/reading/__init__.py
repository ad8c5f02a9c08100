"""From a file to a `Report`: each format yields a `Document`, one interpretation turns it into the report."""

from tongban.account.audit.reading import plain
from tongban.account.audit.reading.document import Unreadable
from tongban.account.audit.reading.interpret import interpret
from tongban.account.audit.report import Report

__all__ = ["Unreadable", "read_text"]


def read_text(text: str, source: str = "") -> Report:
    """Return the report in a text in the printed layout; a fragment gives a report of what it has."""
    return interpret(plain.document(text, source))
