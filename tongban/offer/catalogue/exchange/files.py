"""Exchange records as a workbook (a sheet each for items, questions, materials, steps) and as JSON."""

import json
from collections.abc import Iterable, Sequence
from io import BytesIO
from itertools import zip_longest
from typing import Any

from django.utils.translation import gettext as _

from tongban.ground.kit import strict_json
from tongban.ground.kit.file_faults import FaultyFile, FileFault
from tongban.ground.kit.workbooks import sheets_in
from tongban.ground.sandbox.workbook import Grid
from tongban.offer.catalogue.exchange.fields import ITEMS, KEY, PART_OF, SHEETS, Field
from tongban.offer.catalogue.exchange.records import ItemRecord, Record

MOST_ROWS = 5000
MOST_VALUES = 1_000_000
MARKS = (b",", b"[", b"{")
"""One of them stands before each value of a JSON file: their number bounds what it is in memory."""
FIRST_ROW = 3
"""The first row has the exchange's names, the second the official titles."""


def to_json(records: Iterable[dict[str, Any]]) -> bytes:
    """Return records as JSON."""
    return json.dumps({"items": list(records)}, ensure_ascii=False, indent=1).encode()


def to_workbook(records: Iterable[dict[str, Any]]) -> bytes:
    """Return records as a workbook; without records it is the template."""
    import xlsxwriter

    rows = list(records)
    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        for sheet, fields in SHEETS.items():
            _write_sheet(book, sheet, fields, rows if sheet == ITEMS else _parts(rows, PART_OF[sheet]))
    return buffer.getvalue()


def _parts(records: Sequence[dict[str, Any]], part: str) -> list[Record]:
    return [{KEY: record[KEY], **row} for record in records for row in record[part]]


def _write_sheet(book: Any, name: str, fields: Sequence[Field], rows: Iterable[Record]) -> None:
    head = book.add_format({"bold": True, "bg_color": "#E8EEF7", "border": 1, "text_wrap": True})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(FIRST_ROW - 1, 3 if name == ITEMS else 2)
    for column, told in enumerate(fields):
        sheet.write_string(0, column, told.name, head)
        sheet.write_string(1, column, told.title + ("*" if told.is_needed else ""), head)
        sheet.set_column(column, column, 22)
        if told.codes:
            listed = {"validate": "list", "source": list(filter(None, told.codes))}
            sheet.data_validation(FIRST_ROW - 1, column, MOST_ROWS, column, listed)
    for number, row in enumerate(rows, start=FIRST_ROW - 1):
        for column, told in enumerate(fields):
            if row.get(told.name):
                sheet.write_string(number, column, str(row[told.name]), wrapped)


def read(content: bytes, name: str) -> list[ItemRecord]:
    """Return what a file of either kind says, by its name's ending; raise `Faulty` when it cannot be read."""
    return from_json(content) if name.casefold().endswith(".json") else read_workbook(content)


def from_json(content: bytes) -> list[ItemRecord]:
    """Return the records of a JSON file; a record's row is its place in the file."""
    if sum(content.count(mark) for mark in MARKS) > MOST_VALUES:
        text = _("The file has more than %(most)d values; split it.") % {"most": MOST_VALUES}
        raise FaultyFile([FileFault(ITEMS, 1, "", text)])
    try:
        said = strict_json.read(content)
        rows = said["items"]
        return [_sent(row, number) for number, row in enumerate(rows, start=1)]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise FaultyFile([FileFault(ITEMS, 1, "", _("The file is not JSON with a list “items”."))]) from error


def _sent(row: dict[str, Any], number: int) -> ItemRecord:
    code = {KEY: row.get(KEY)}
    parts = {
        part: [(number, _strings({**code, **each})) for each in row.get(part, [])]
        for part in PART_OF.values()
    }
    own = {name: value for name, value in row.items() if name not in parts}
    return ItemRecord(_strings(own), number, parts)


def _strings(row: dict[str, Any]) -> Record:
    return {name: "" if value is None else str(value) for name, value in row.items()}


def read_workbook(content: bytes) -> list[ItemRecord]:
    """Return the records of a workbook; rows that belong to no item are faults."""
    sheets = sheets_in(content, SHEETS, MOST_ROWS + FIRST_ROW - 1)
    faults: list[FileFault] = []
    found: dict[str, ItemRecord] = {}
    for number, row in _rows(sheets, ITEMS, faults):
        code = row.get(KEY, "")
        if code in found:
            faults.append(FileFault(ITEMS, number, KEY, _("“%(name)s” stands here twice.") % {"name": code}))
        found.setdefault(code, ItemRecord(row, number, {part: [] for part in PART_OF.values()}))
    for sheet, part in PART_OF.items():
        for number, row in _rows(sheets, sheet, faults):
            owner = found.get(row.get(KEY, ""))
            if owner is None:
                faults.append(FileFault(sheet, number, KEY, _("No row of the sheet “事项” has this code.")))
            else:
                owner.parts[part].append((number, row))
    if not found and not faults:
        faults.append(FileFault(ITEMS, FIRST_ROW, "", _("The workbook has no rows.")))
    if faults:
        raise FaultyFile(faults)
    return list(found.values())


def _rows(sheets: dict[str, Grid], name: str, faults: list[FileFault]) -> Iterable[tuple[int, Record]]:
    grid = sheets.get(name, [])
    names = [str(cell or "").strip() for cell in grid[0]] if grid else []
    missing = [told.name for told in SHEETS[name] if told.is_needed and told.name not in names]
    if missing:
        text = _("The column “%(name)s” is missing.")
        faults += [FileFault(name, 1, column, text % {"name": column}) for column in missing]
        return []
    if len(grid) > MOST_ROWS + FIRST_ROW - 1:
        text = _("More than %(most)d rows; split the workbook.") % {"most": MOST_ROWS}
        faults.append(FileFault(name, MOST_ROWS, "", text))
        return []
    numbered = enumerate(grid[FIRST_ROW - 1 :], start=FIRST_ROW)
    rows = [(number, _strings(dict(zip_longest(names, cells[: len(names)])))) for number, cells in numbered]
    return [(number, row) for number, row in rows if any(text.strip() for text in row.values())]
