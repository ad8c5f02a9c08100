"""Tables as logs: CSV with encoding and delimiter found out, and the first sheet of a workbook."""

import codecs
import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from django.utils.translation import gettext as _

from tongban.work.logs.reading.sources import Cell, Row, Source, Unreadable, within

ENCODINGS = ("utf-8-sig", "gb18030")
DELIMITERS = ",;\t|"
SAMPLE = 64 * 1024
CHUNK = 1024 * 1024


def text(path: Path, most: int) -> Source:
    """Return a CSV file as columns and rows."""
    encoding = _encoding(path)
    delimiter = _delimiter(path, encoding)

    def lines() -> Iterator[list[Cell]]:
        with path.open(encoding=encoding, newline="") as file:
            reader = csv.reader(file, delimiter=delimiter)
            try:
                yield from reader
            except csv.Error as error:
                said = _(
                    "Line %(line)d cannot be read: a quotation mark is not closed, or a cell is too long."
                )
                raise Unreadable(said % {"line": reader.line_num}, reader.line_num) from error

    shown = {"\t": _("tabulator")}.get(delimiter, delimiter)
    name = "UTF-8" if encoding == ENCODINGS[0] else "GB18030"
    note = _("Encoding %(encoding)s, delimiter “%(delimiter)s”") % {"encoding": name, "delimiter": shown}
    return _table(lines, note, most)


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
    raise Unreadable(
        _("The text is neither UTF-8 nor GB18030. Save the file as “CSV UTF-8” and upload it again.")
    )


def _delimiter(path: Path, encoding: str) -> str:
    with path.open(encoding=encoding, newline="") as file:
        head = file.readline(SAMPLE)
    found = max(DELIMITERS, key=head.count)
    return found if found in head else ","


def workbook(path: Path, most: int) -> Source:
    """Return the first sheet of a workbook as columns and rows."""
    name = next(iter(_book(path).sheetnames))

    def lines() -> Iterator[list[Cell]]:
        for cells in _book(path)[name].iter_rows(values_only=True):
            yield [_cell(value) for value in cells]

    return _table(lines, _("Sheet “%(name)s”") % {"name": name}, most)


def _book(path: Path) -> Any:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        return load_workbook(path.open("rb"), read_only=True, data_only=True, keep_links=False)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError, TypeError) as error:
        said = _(
            "The file cannot be opened as a workbook (.xlsx): it is damaged, or protected by a password."
        )
        raise Unreadable(said) from error


def _cell(value: object) -> Cell:
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime.combine(value, time())
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _table(lines: Any, note: str, most: int) -> Source:
    columns = _columns(next(lines(), []))

    def rows() -> Iterator[Row]:
        return within(_rows(lines(), columns), most)

    return Source(columns, note, rows)


def _columns(head: Sequence[Cell]) -> tuple[str, ...]:
    names = [str(name).strip() for name in head]
    while names and not names[-1]:
        names.pop()
    if not names:
        raise Unreadable(_("The file has no head: its first row must name the columns."), 1)
    twice = next((name for name in names if name and names.count(name) > 1), None)
    if twice:
        said = _("Two columns are called “%(name)s”. Give each column a name of its own.")
        raise Unreadable(said % {"name": twice}, 1)
    return tuple(name or _("column %(number)d") % {"number": number} for number, name in enumerate(names, 1))


def _rows(lines: Iterable[Sequence[Cell]], columns: Sequence[str]) -> Iterator[Row]:
    for number, cells in enumerate(lines, start=1):
        if number == 1 or not any(cells):
            continue
        if any(cells[len(columns) :]):
            said = _(
                "The row has %(cells)d cells, the head names %(columns)d columns: is a quotation mark missing?"
            )
            raise Unreadable(said % {"cells": len(cells), "columns": len(columns)}, number)
        yield Row(number, 0, dict(zip(columns, cells, strict=False)))
