"""Tables as logs: CSV with encoding and delimiter found out, and the first visible sheet of a workbook."""

import codecs
import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import IO, Any

from tongban.ground.sandbox.package import Measure
from tongban.ground.sandbox.workbook import Unopened, rows_of
from tongban.ground.sandbox.workbook import opened as opened_workbook
from tongban.work.logs.parsers.frames import (
    MEBIBYTE,
    MOST_COLUMNS,
    BrokenLog,
    LogRow,
    OpenLog,
    Phrase,
    ReadLimits,
)
from tongban.work.logs.parsers.frames import untranslated as _

ENCODINGS = ("utf-8-sig", "gb18030")
DELIMITERS = ",;\t|"
SEPARATOR = re.compile(r'(?:sep=([,;\t|])|"sep=([,;\t|])")[,;\t| ]*\r?\n?', re.IGNORECASE)
SAMPLE = 64 * 1024
CHUNK = MEBIBYTE
LONGEST_LINE = MEBIBYTE
Lines = Iterator[tuple[int, Sequence[str]]]


def text(path: Path, blank: str) -> OpenLog:
    """Return a CSV file as columns and rows."""
    encoding = _encoding(path)
    told = _told_delimiter(path, encoding)
    delimiter = told or _delimiter(path, encoding)
    name = "UTF-8" if encoding == ENCODINGS[0] else "GB18030"
    note = Phrase(
        _("Encoding %(encoding)s, delimiter “%(delimiter)s”"), {"encoding": name, "delimiter": delimiter}
    )
    if delimiter == "\t":
        note = Phrase(_("Encoding %(encoding)s, delimiter tabulator"), {"encoding": name})
    lines = _lines_of(path, encoding, delimiter)
    if told:
        next(lines)
    return _table(lines, note, blank, head_at=2 if told else 1)


def _told_delimiter(path: Path, encoding: str) -> str:
    """Return the delimiter that a first line such as sep=; tells; Excel writes it and reads no head there."""
    with path.open(encoding=encoding, newline="") as file:
        told = SEPARATOR.fullmatch(file.readline(SAMPLE))
    return (told[1] or told[2]) if told else ""


def _lines_of(path: Path, encoding: str, delimiter: str) -> Lines:
    with path.open(encoding=encoding, newline="") as file:
        reader = csv.reader(_short_lines(file), delimiter=delimiter)
        try:
            yield from enumerate(reader, start=1)
        except csv.Error as error:
            said = _("Line %(line)d cannot be read: a quotation mark is not closed, or a cell is too long.")
            raise BrokenLog(said, reader.line_num, line=reader.line_num) from error


def _short_lines(file: IO[str]) -> Iterator[str]:
    """Return lines one after the other, none longer than can be held."""
    for number, line in enumerate(iter(lambda: file.readline(LONGEST_LINE), ""), start=1):
        if len(line) >= LONGEST_LINE:
            raise BrokenLog(
                _("Line %(line)d is longer than a row can be: is this a table with one row a line?"),
                number,
                line=number,
            )
        yield line


def _encoding(path: Path) -> str:
    for encoding in ENCODINGS:
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            with path.open("rb") as file:
                while chunk := file.read(CHUNK):
                    decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        return encoding
    raise BrokenLog(
        _("The text is neither UTF-8 nor GB18030. Save the file as “CSV UTF-8” and upload it again.")
    )


def _delimiter(path: Path, encoding: str) -> str:
    with path.open(encoding=encoding, newline="") as file:
        head = file.readline(SAMPLE)
    found = max(DELIMITERS, key=head.count)
    return found if found in head else ","


def workbook(path: Path, limits: ReadLimits, blank: str) -> OpenLog:
    """Return the first visible sheet of a workbook as columns and rows; a sheet that is a chart has none."""
    try:
        book = opened_workbook(path.open("rb"), Measure(bytes=limits.bytes))
    except Unopened as error:
        raise _broken() from error
    sheet = next((sheet for sheet in book.worksheets if sheet.sheet_state == "visible"), None)
    if sheet is None:
        raise BrokenLog(_("The workbook has no visible sheet of cells; charts are not read."))
    return _table(_lines_in(sheet), Phrase(_("Sheet “%(name)s”"), {"name": sheet.title}), blank)


def _lines_in(sheet: Any) -> Lines:
    try:
        for number, cells in rows_of(sheet):
            yield number, [_cell(value) for value in cells]
    except Unopened as error:
        raise _broken() from error


def _broken() -> BrokenLog:
    return BrokenLog(
        _(
            "The file cannot be opened as a workbook (.xlsx): it is damaged, protected by a password, or too large."
        )
    )


def _cell(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat(" ")
    if isinstance(value, date):
        return datetime.combine(value, time()).isoformat(" ")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _table(lines: Lines, note: Phrase, blank: str, *, head_at: int = 1) -> OpenLog:
    number, head = next(lines, (head_at, []))
    columns = _columns(head if number == head_at else [], blank)
    return OpenLog(columns, note, _rows(lines, columns))


def _columns(head: Sequence[str], blank: str) -> tuple[str, ...]:
    names = [name.strip() for name in head]
    while names and not names[-1]:
        names.pop()
    if not names:
        raise BrokenLog(_("The file has no head: its first row must name the columns."), 1)
    if len(names) > MOST_COLUMNS:
        raise BrokenLog(_("The head names more than %(most)d columns."), 1, most=MOST_COLUMNS)
    twice = next((name for name in names if name and names.count(name) > 1), None)
    if twice:
        said = _("Two columns are called “%(name)s”. Give each column a name of its own.")
        raise BrokenLog(said, 1, name=twice)
    return tuple(name or blank % {"number": number} for number, name in enumerate(names, 1))


def _rows(lines: Iterable[tuple[int, Sequence[str]]], columns: Sequence[str]) -> Iterator[LogRow]:
    for number, cells in lines:
        if not any(cells):
            continue
        if any(cells[len(columns) :]):
            said = _(
                "The row has %(cells)d cells, the head names %(columns)d columns: is a quotation mark missing?"
            )
            raise BrokenLog(said, number, cells=len(cells), columns=len(columns))
        yield LogRow(number, 0, dict(zip(columns, cells, strict=False)))
