"""What the child that reads a log sends back: a head, rows by the hundred, and why it could not go on.

Whatever this and its readers import is loaded in the child: texts are given as keys, the parent translates them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from msgspec import Struct, field

MEBIBYTE = 1024 * 1024
MOST_COLUMNS = 256
ROWS_OF_A_FRAME = 500
LETTERS_OF_A_FRAME = 256 * 1024


def untranslated(text: str) -> str:
    """Mark a text that the parent translates; the child has no settings and knows no language."""
    return text


_ = untranslated


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """How much is read: bytes after unpacking, and events."""

    bytes: int
    events: int


class Phrase(Struct, frozen=True):
    """A text to be translated, and what stands in it."""

    text: str
    said: dict[str, str | int] = {}


class LogRow(Struct, frozen=True, array_like=True):
    """One event as the file says it: row number, trace number (0 in a table), cells by column."""

    number: int
    trace: int
    cells: dict[str, str]


class LogHead(Struct, frozen=True, tag="head"):
    """The columns, and how the file was read."""

    columns: tuple[str, ...]
    note: Phrase


class RowBatch(Struct, frozen=True, tag="rows"):
    """Some rows."""

    rows: list[LogRow] = field(default_factory=list)


class Stop(Struct, frozen=True, tag="stop"):
    """Why the file cannot be read on from a row."""

    why: Phrase
    row: int = 0


Frame = LogHead | RowBatch | Stop


class BrokenLog(Exception):
    """The file cannot be read on from a row."""

    def __init__(self, text: str, row: int = 0, **said: str | int) -> None:
        super().__init__(text)
        self.stop = Stop(Phrase(text, said), row)


@dataclass(frozen=True, slots=True)
class OpenLog:
    """An open file: its columns, how it was read, its rows."""

    columns: tuple[str, ...]
    note: Phrase
    rows: Iterator[LogRow]


def read_frames(path: Path, kind: str, limits: ReadLimits, blank: str) -> Iterator[Frame]:
    """Yield a file's head and rows, and at its end why it ends too early; ``blank`` names a column without a head."""
    found: list[LogRow] = []
    try:
        opened = _opened(path, kind, limits, blank)
        yield LogHead(opened.columns, opened.note)
        letters = 0
        for row in _within(opened.rows, limits.events):
            found.append(row)
            letters += sum(map(len, row.cells.values()))
            if len(found) >= ROWS_OF_A_FRAME or letters > LETTERS_OF_A_FRAME:
                yield RowBatch(found)
                found, letters = [], 0
        yield RowBatch(found)
    except BrokenLog as error:
        if found:
            yield RowBatch(found)
        yield error.stop


def _opened(path: Path, kind: str, limits: ReadLimits, blank: str) -> OpenLog:
    if kind in ("xes", "gz"):
        from tongban.work.logs.parsers import xes

        return xes.source(path, kind, limits)
    from tongban.work.logs.parsers import tables

    return tables.workbook(path, limits, blank) if kind == "xlsx" else tables.text(path, blank)


def _within(rows: Iterator[LogRow], most: int) -> Iterator[LogRow]:
    """Return the rows, and stop with a reason when there are more than agreed."""
    for count, row in enumerate(rows, start=1):
        if count > most:
            text = _("More than %(most)d events. Split the log by year and import the parts.")
            raise BrokenLog(text, row.number, most=most)
        yield row
