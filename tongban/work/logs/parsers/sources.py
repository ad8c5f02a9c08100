"""A file as columns and a stream of rows, both read by a child process; limits hold while it is read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tongban.ground.sandbox import Stopped, stream_limited
from tongban.work.logs.parsers.frames import (
    Frame,
    LogHead,
    LogRow,
    Phrase,
    ReadLimits,
    RowBatch,
    Stop,
    read_frames,
)


class UnreadableLog(Exception):
    """The file cannot be read on from a row; the text says why and what to do."""

    def __init__(self, text: str, row: int = 0) -> None:
        super().__init__(text)
        self.text, self.row = text, row


@dataclass(frozen=True, slots=True)
class LogFault:
    """What is wrong in a file, and where: the row (the head of a table is row 1) and the column."""

    row: int
    column: str
    text: str


@dataclass(frozen=True)
class LogSource:
    """The columns of a file and its rows; the rows can be read anew any number of times."""

    columns: tuple[str, ...]
    note: str
    """How it was read: encoding and delimiter, or the name of the sheet."""
    rows: Callable[[], Iterator[LogRow]]

    def place(self, column: str) -> str:
        """Return a column as a fault names it: its number and its head."""
        return f"{self.columns.index(column) + 1} · {column}" if column in self.columns else column


def open_log(path: Path, kind: str, limits: ReadLimits) -> LogSource:
    """Return a file's columns and rows; kinds are xes, gz (XES packed), csv, txt and xlsx."""
    blank = _("column %(number)d")

    def read() -> Iterator[Frame]:
        try:
            yield from stream_limited(read_frames, path, kind, limits, blank)
        except Stopped as stop:
            raise UnreadableLog(stop.said_in(get_language() or "")) from stop

    head = next(read())
    if isinstance(head, Stop):
        raise _unreadable(head)
    if not isinstance(head, LogHead):
        raise TypeError(head)
    return LogSource(head.columns, _in_words(head.note), lambda: _rows(read()))


def _rows(answers: Iterator[Frame]) -> Iterator[LogRow]:
    for answer in answers:
        if isinstance(answer, RowBatch):
            yield from answer.rows
        elif isinstance(answer, Stop):
            raise _unreadable(answer)


def _unreadable(stop: Stop) -> UnreadableLog:
    return UnreadableLog(_in_words(stop.why), stop.row)


def _in_words(told: Phrase) -> str:
    return _(told.text) % told.said if told.said else _(told.text)
