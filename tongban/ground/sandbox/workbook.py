"""Workbooks as plain rows, read in a child: values only, as many as agreed, whatever the file says of its size."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from msgspec import Struct

from tongban.ground.sandbox import package
from tongban.ground.sandbox.limits import USUAL
from tongban.ground.sandbox.parent import run_limited

MOST_COLUMNS = 256
MOST_CELLS = 300_000
LARGEST_INTEGER = 2**63 - 1


class Instant(Struct, frozen=True, array_like=True):
    """A date or a point of time, as ISO 8601."""

    said: str


Plain = None | bool | int | float | str | Instant
Value = None | bool | int | float | str | datetime
Grid = list[tuple[Value, ...]]


class Unopened(Exception):
    """The file is no workbook, is damaged or locked, or holds more cells than are read."""


class Sheets(Struct, frozen=True):
    """The rows of the sheets asked for, by their titles; nothing where the file cannot be opened."""

    found: dict[str, list[tuple[Plain, ...]]] | None = None


def sheets_of(content: bytes, names: Iterable[str], most_rows: int) -> dict[str, Grid]:
    """Return rows (without what is empty at their end) of the sheets of these names that there are.

    Of more rows than agreed one more is returned. Raise `Unopened`, or `Stopped` where it takes too much.
    """
    sheets = run_limited(_sheets_of, content, tuple(names), most_rows, limits=USUAL).found
    if sheets is None:
        raise Unopened
    return {title: [tuple(map(_value, row)) for row in rows] for title, rows in sheets.items()}


def _sheets_of(content: bytes, names: tuple[str, ...], most_rows: int) -> Sheets:
    left = MOST_CELLS
    found: dict[str, list[tuple[Plain, ...]]] = {}
    try:
        for sheet in opened(io.BytesIO(content), package.Measure()).worksheets:
            title = sheet.title.strip()
            if title not in names:
                continue
            rows = found.setdefault(title, [])
            for number, row in rows_of(sheet):
                rows += [()] * (min(number, most_rows + 1) - len(rows) - 1)
                rows.append(tuple(map(plain, row[:MOST_COLUMNS])))
                left -= len(rows[-1])
                if left < 0:
                    return Sheets()
                if number > most_rows:
                    break
    except Unopened:
        return Sheets()
    return Sheets(found)


def opened(file: Any, measure: package.Measure) -> Any:
    """Open a workbook as a stream of rows, after a look at what it unpacks to; raise `Unopened`."""
    try:
        with zipfile.ZipFile(file) as archive:
            package.members_of(archive, measure)
        file.seek(0)
        return load(file, read_only=True, data_only=True)
    except MemoryError:
        raise
    except Exception as error:
        raise Unopened from error


def load(file: Any, *, read_only: bool, data_only: bool) -> Any:
    """Return a workbook of openpyxl, sheets of cells alone: charts and links to elsewhere are not looked at."""
    from openpyxl.reader.excel import ExcelReader

    class Reader(ExcelReader):  # type: ignore[misc,unused-ignore]
        def read_chartsheet(self, *_chart: Any) -> None:
            """Pass a chart over: openpyxl fails on some."""

    reader = Reader(file, read_only=read_only, data_only=data_only, keep_links=False)
    reader.read()
    return reader.wb


def rows_of(sheet: Any) -> Iterator[tuple[int, Sequence[Any]]]:
    """Yield the filled rows of a sheet with their numbers; what the sheet says of its size is not believed."""
    sheet.reset_dimensions()
    rows = sheet.iter_rows(values_only=True)
    number = 0
    while True:
        try:
            row = next(rows, None)
        except MemoryError:
            raise
        except Exception as error:
            raise Unopened from error
        if row is None:
            return
        number += 1
        width = len(row)
        while width and row[width - 1] in (None, ""):
            width -= 1
        if width:
            yield number, row[:width]


def plain(value: Any) -> Plain:
    """Return a cell's value as data."""
    if value is None or isinstance(value, bool | float | str):
        return value
    if isinstance(value, int):
        return value if abs(value) <= LARGEST_INTEGER else str(value)
    return Instant(value.isoformat()) if isinstance(value, date) else str(value)


def _value(value: Plain) -> Value:
    return datetime.fromisoformat(value.said) if isinstance(value, Instant) else value
