"""Exchange records as a workbook (a sheet each for items, questions, materials, steps) and as JSON."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from io import BytesIO
from itertools import zip_longest
from typing import Any

from django.utils.translation import gettext as _

from tongban.ground.kit import strict_json
from tongban.ground.kit.file_faults import FaultyFile, FileFault
from tongban.ground.kit.workbooks import sheets_in
from tongban.ground.sandbox.workbook import Grid
from tongban.offer.catalogue.exchange.fields import (
    ITEMS,
    KEY,
    PART_OF,
    SHEET_OF,
    SHEETS,
    TITLES,
    Field,
    fault_at,
)
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


Read = tuple[list[ItemRecord], list[FileFault]]


def read(content: bytes, name: str) -> Read:
    """Return what a file of either kind says, by its name's ending, and its faults; raise `FaultyFile` if it is none."""
    return from_json(content) if name.casefold().endswith(".json") else read_workbook(content)


def from_json(content: bytes) -> Read:
    """Return the records of a JSON file and their faults; a record's row is its place in the file."""
    if sum(content.count(mark) for mark in MARKS) > MOST_VALUES:
        text = _("The file has more than %(most)d values; split it.") % {"most": MOST_VALUES}
        raise FaultyFile([fault_at(ITEMS, 1, "", text)])
    try:
        said = strict_json.read(content)
        rows = said["items"]
        found = [_sent(row, number) for number, row in enumerate(rows, start=1)]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise FaultyFile([fault_at(ITEMS, 1, "", _("The file is not JSON with a list “items”."))]) from error
    faults = [fault for each in found for fault in _unknown_in(each)]
    seen: set[str] = set()
    for each in found:
        faults += [_twice(each.row, each.fields.get(KEY, ""))] if each.fields.get(KEY, "") in seen else []
        seen.add(each.fields.get(KEY, ""))
    return found, faults


def _unknown_in(sent: ItemRecord) -> Iterable[FileFault]:
    """Tell the names of a record that the exchange does not have."""
    rows = [(SHEET_OF[part], row, said) for part, found in sent.parts.items() for row, said in found]
    for sheet, row, said in [(ITEMS, sent.row, sent.fields), *rows]:
        for name in said:
            if (sheet, name) not in TITLES:
                yield fault_at(sheet, row, name, _("The exchange has no column of this name."))


def _twice(row: int, code: str) -> FileFault:
    return fault_at(ITEMS, row, KEY, _("“%(name)s” stands here twice.") % {"name": code})


def _sent(row: dict[str, Any], number: int) -> ItemRecord:
    code = {KEY: row.get(KEY)}
    parts = {
        part: [(number, _strings({**code, **each})) for each in row.get(part, [])]
        for part in PART_OF.values()
    }
    own = {name: value for name, value in row.items() if name not in parts}
    return ItemRecord(_strings(own), number, parts)


def _strings(row: dict[str, Any]) -> Record:
    return {name: _text(value) for name, value in row.items() if name}


def _text(value: Any) -> str:
    """Return a cell as it was meant: a program may keep a whole number as 8.0."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value)


def read_workbook(content: bytes) -> Read:
    """Return the records of a workbook and its faults; rows that belong to no item are faults."""
    sheets = sheets_in(content, SHEETS, MOST_ROWS + FIRST_ROW - 1)
    faults: list[FileFault] = []
    found: dict[str, ItemRecord] = {}
    for number, row in _rows(sheets, ITEMS, faults):
        code = row.get(KEY, "")
        if code in found:
            faults.append(_twice(number, code))
        found.setdefault(code, ItemRecord(row, number, {part: [] for part in PART_OF.values()}))
    for sheet, part in PART_OF.items():
        for number, row in _rows(sheets, sheet, faults):
            owner = found.get(row.get(KEY, ""))
            if owner is None:
                faults.append(fault_at(sheet, number, KEY, _("No row of the sheet “事项” has this code.")))
            else:
                owner.parts[part].append((number, row))
    if not found and not faults:
        faults.append(fault_at(ITEMS, FIRST_ROW, "", _("The workbook has no rows.")))
    return list(found.values()), faults


def _rows(sheets: dict[str, Grid], name: str, faults: list[FileFault]) -> Iterable[tuple[int, Record]]:
    grid = sheets.get(name, [])
    names = [str(cell or "").strip() for cell in grid[0]] if grid else []
    for name_given, count in Counter(filter(None, names)).items():
        if (name, name_given) not in TITLES:
            faults.append(fault_at(name, 1, name_given, _("The exchange has no column of this name.")))
        elif count > 1:
            faults.append(
                fault_at(name, 1, name_given, _("“%(name)s” stands here twice.") % {"name": name_given})
            )
    missing = [told.name for told in SHEETS[name] if told.is_needed and told.name not in names]
    if missing:
        text = _("The column “%(name)s” is missing.")
        faults += [fault_at(name, 1, column, text % {"name": column}) for column in missing]
        return []
    if len(grid) > MOST_ROWS + FIRST_ROW - 1:
        text = _("More than %(most)d rows; split the workbook.") % {"most": MOST_ROWS}
        faults.append(fault_at(name, MOST_ROWS, "", text))
        return []
    numbered = enumerate(grid[FIRST_ROW - 1 :], start=FIRST_ROW)
    rows = [(number, _strings(dict(zip_longest(names, cells[: len(names)])))) for number, cells in numbered]
    return [(number, row) for number, row in rows if any(text.strip() for text in row.values())]
