"""A file as columns and a stream of rows; limits hold while it is read."""

import gzip
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext as _

Cell = str | datetime
MEBIBYTE = 1024 * 1024
MOST_SILENT_BYTES = 16 * MEBIBYTE


class Unreadable(Exception):
    """The file cannot be read on from a row; the text says why and what to do."""

    def __init__(self, text: str, row: int = 0) -> None:
        super().__init__(text)
        self.text, self.row = text, row


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a file, and where: the row (the head of a table is row 1) and the column."""

    row: int
    column: str
    text: str


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read: bytes after unpacking, and events."""

    bytes: int
    events: int


@dataclass(frozen=True, slots=True)
class Row:
    """One event as the file says it: row number, trace number (0 in a table), cells by column."""

    number: int
    trace: int
    cells: dict[str, Cell]


@dataclass(frozen=True)
class Source:
    """The columns of a file and its rows; the rows can be read anew any number of times."""

    columns: tuple[str, ...]
    note: str
    """How it was read: encoding and delimiter, or the name of the sheet."""
    rows: Callable[[], Iterator[Row]]

    def place(self, column: str) -> str:
        """Return a column as a fault names it: its number and its head."""
        return f"{self.columns.index(column) + 1} · {column}" if column in self.columns else column


def opened(path: Path, kind: str, limits: Limits) -> Source:
    """Return a file's columns and rows; kinds are xes, gz (XES packed), csv, txt and xlsx."""
    from tongban.work.logs.reading import tables, xes

    if kind in ("xes", "gz"):
        return xes.source(lambda: Counted(_unpacked(path, kind), limits.bytes), limits.events)
    if kind == "xlsx":
        return tables.workbook(path, limits.events)
    return tables.text(path, limits.events)


def _unpacked(path: Path, kind: str) -> IO[bytes]:
    return gzip.open(path) if kind == "gz" else path.open("rb")  # type: ignore[return-value]


class Counted:
    """A file that stops where it is longer than agreed, or goes on too long without an event."""

    def __init__(self, file: Any, most: int) -> None:
        self.file, self.left, self.most, self.mark = file, most, most, most

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        try:
            content: bytes = self.file.read(size)
        except (EOFError, OSError, ValueError) as error:
            raise Unreadable(_("The packed file is damaged; pack and upload it again.")) from error
        self.left -= len(content)
        if self.left < 0:
            text = _("The file unpacks to more than %(most)d MB. Split the log by year and import the parts.")
            raise Unreadable(text % {"most": self.most // MEBIBYTE})
        if self.mark - self.left > MOST_SILENT_BYTES:
            raise Unreadable(
                _("The file goes on for %(most)d MB without an event.")
                % {"most": MOST_SILENT_BYTES // MEBIBYTE}
            )
        return content

    def go_on(self) -> None:
        """Note that an event was read: what came before it is no longer held."""
        self.mark = self.left

    def close(self) -> None:
        """Close the file."""
        self.file.close()


def within(rows: Iterator[Row], most: int) -> Iterator[Row]:
    """Return the rows, and stop with a reason when there are more than agreed."""
    for count, row in enumerate(rows, start=1):
        if count > most:
            text = _("More than %(most)d events. Split the log by year and import the parts.")
            raise Unreadable(text % {"most": most}, row.number)
        yield row
