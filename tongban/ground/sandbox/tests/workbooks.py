"""Workbooks as other programs save them."""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook, load_workbook


def with_wrong_dimensions(content):
    """Return a workbook that says of each sheet that it has one cell, as WPS and many exports do."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as given, ZipFile(out, "w", ZIP_DEFLATED) as changed:
        for name in given.namelist():
            part = given.read(name)
            if name.startswith("xl/worksheets/"):
                part, count = re.subn(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', part)
                assert count == 1
            changed.writestr(name, part)
    return out.getvalue()


def with_a_chart_first(content):
    """Return a workbook with a chart sheet before all others."""
    book = load_workbook(BytesIO(content))
    book.create_chartsheet("图表", 0)
    return _saved(book)


def with_a_hidden_sheet_first(content):
    """Return a workbook with a hidden sheet of codes before all others."""
    book = load_workbook(BytesIO(content))
    sheet = book.create_sheet("字典", 0)
    sheet.append(["代码", "含义"])
    sheet.sheet_state = "hidden"
    book.active = 1
    return _saved(book)


def with_formatted_rows_below(content):
    """Return a workbook in which somebody coloured rows far below the last one that is filled."""
    book = load_workbook(BytesIO(content))
    for sheet in book.worksheets:
        sheet.row_dimensions[1_048_576].height = 20
        sheet.cell(60_000, 1).number_format = "0.00"
    return _saved(book)


def of_rows(*rows):
    """Return a workbook of one sheet."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return _saved(book)


def _saved(book):
    out = BytesIO()
    book.save(out)
    return out.getvalue()


AS_OTHERS_SAVE = (
    *(with_wrong_dimensions, with_a_chart_first, with_a_hidden_sheet_first, with_formatted_rows_below),
)
