"""Hostile packages: workbooks and documents."""

import random
import zipfile
from io import BytesIO

SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "application/vnd.openxmlformats-officedocument"
TEXT = '<c t="inlineStr"><is><t>{}</t></is></c>'
CELL = '<c r="A1" t="inlineStr"><is><t>x</t></is></c>'
ENTITIES = "".join(f"<!ENTITY a{number} '{f'&a{number - 1};' * 10}'>" for number in range(1, 10))
LAUGHS = f"<!DOCTYPE a [<!ENTITY a0 'ha'>{ENTITIES}]>"


def package(parts, level=9):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def workbook(sheet, *, names=("Sheet1",), more=None, kinds=("worksheet",), head=""):
    """Return a workbook of one XML as every sheet; kinds may name a chartsheet."""
    sheets = "".join(
        f'<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(names, start=1)
    )
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{RELATIONS}/{kind}" Target="{kind}s/sheet{number}.xml"/>'
        for number, kind in enumerate(kinds, start=1)
    )
    overrides = "".join(
        f'<Override PartName="/xl/{kind}s/sheet{number}.xml" '
        f'ContentType="{OFFICE}.spreadsheetml.{kind}+xml"/>'
        for number, kind in enumerate(kinds, start=1)
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
        f'ContentType="{OFFICE}.spreadsheetml.sheet.main+xml"/>{overrides}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{RELATIONS}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>',
    }
    for number, kind in enumerate(kinds, start=1):
        inside = sheet if kind == "worksheet" else "<sheetViews/>"
        parts[f"xl/{kind}s/sheet{number}.xml"] = f'{head}<{kind} xmlns="{SHEET}">{inside}</{kind}>'
    return package({**parts, **(more or {})})


def data(rows):
    return f"<sheetData>{rows}</sheetData>"


def merged(area="A1:XFD1048576"):
    return workbook(data(f"<row r='1'>{CELL}</row>") + f'<mergeCells><mergeCell ref="{area}"/></mergeCells>')


def merged_in_disguise():
    """The same, said in UTF-16, with a prefix and character references."""
    area = "".join(f"&#{ord(letter)};" for letter in "A1:XFD1048576")
    sheet = f"<s:sheetData/><s:mergeCells><s:mergeCell ref='{area}'/></s:mergeCells>"
    text = f'<?xml version="1.0" encoding="UTF-16"?><s:worksheet xmlns:s="{SHEET}">{sheet}</s:worksheet>'
    return workbook("", more={"xl/worksheets/sheet1.xml": text.encode("utf-16")})


def merged_piecemeal():
    pieces = "".join(f'<mergeCell ref="A{row}:XFD{row}"/>' for row in range(1, 5000))
    return workbook(f"{data('')}<mergeCells>{pieces}</mergeCells>")


def linked(area="A1:XFD1048576"):
    links = f'<hyperlinks><hyperlink ref="{area}" location="A1"/></hyperlinks>'
    return workbook(data(f"<row r='1'>{CELL}</row>") + links)


def far_cells(rows=40_000):
    """A cell in the last column of many rows."""
    return workbook(data("".join(f"<row><c r='IV{row}'><v>1</v></c><c/></row>" for row in range(1, rows))))


def many_cells(count=3_000_000):
    return workbook(data("<row>" + "<c><v>1</v></c>" * count + "</row>"))


def deep(depth=100_000):
    return workbook("<x>" * depth + "</x>" * depth)


def laughing_workbook():
    return workbook(data("<row><c t='inlineStr'><is><t>&a9;</t></is></c></row>"), head=LAUGHS)


def laughing_behind_a_comment():
    return workbook(
        data("<row><c t='inlineStr'><is><t>&a9;</t></is></c></row>"), head=f"<!--{'x' * 9000}-->{LAUGHS}"
    )


def long_strings(megabytes=190):
    """Shared strings that unpack to much, at a ratio that is just allowed."""
    some = "".join(random.Random(1).choices("0123456789", k=4096))
    strings = f"<sst xmlns='{SHEET}'>" + f"<si><t>{some}</t></si>" * (megabytes * 256) + "</sst>"
    return workbook(data(f"<row>{CELL}</row>"), more={"xl/sharedStrings.xml": strings})


def zip_bomb(megabytes=400):
    return package({"xl/workbook.xml": b" " * (megabytes << 20)})


def many_parts(count=60_000):
    return package({f"xl/{number}.xml": b"" for number in range(count)}, level=0)


def nested_zip(depth=6):
    inner = b"0" * (10 << 20)
    for _ in range(depth):
        inner = package({f"{number}.zip": inner for number in range(16)})
    return inner


def document(body, head=""):
    text = f'{head}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    return package({"[Content_Types].xml": "<Types/>", "word/document.xml": text})


def wide_rows(rows=30_000):
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="99999"/></w:tcPr><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>'
    row = f'<w:tr><w:trPr><w:gridBefore w:val="99999"/></w:trPr>{cell * 4}</w:tr>'
    return document(f"<w:tbl>{row * rows}</w:tbl>")


def nested_tables(depth=60, rows=8):
    text = "x"
    for _ in range(depth):
        text = f"<w:tbl><w:tr><w:tc>{text}<w:p/></w:tc></w:tr>{'<w:tr><w:tc><w:p/></w:tc></w:tr>' * rows}</w:tbl>"
    return document(text)


def many_paragraphs(count=2_000_000):
    return document("<w:p/>" * count)


def laughing_document():
    return document("<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>", head=LAUGHS)


def chart_only():
    """A workbook whose only sheet is a chart."""
    return workbook("", kinds=("chartsheet",))


def table_of(rows, dimension="A1"):
    """Return the cells of a sheet whose dimension is not theirs, as some programs write."""
    lines = "".join(
        f"<row r='{number}'>{''.join(TEXT.format(text) for text in row)}</row>"
        for number, row in enumerate(rows, start=1)
    )
    return f'<dimension ref="{dimension}"/>{data(lines)}'
