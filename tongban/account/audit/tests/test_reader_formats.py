"""The report of 2022 made into each format in the smallest way, and read again: every format says the same."""

import json
from decimal import Decimal

import docx
import openpyxl
import pytest

from tongban.account.audit.reader import from_json, read, to_json
from tongban.account.audit.tests.papers import FIXTURE, as_docx, as_html, as_pdf, as_xlsx, rewritten
from tongban.ground.sandbox.tests.workbooks import AS_OTHERS_SAVE

PLACE = {"line", "page", "table", "row", "column"}
INDICATORS = ("类别", "指标名称", "指标目标值", "指标完成值", "完成值来源")


def said(report):
    """What a report says, without places, the file's name, and spaces (a PDF loses those at the end of a line)."""

    def bare(value):
        if isinstance(value, dict):
            return {name: bare(item) for name, item in value.items() if name not in PLACE and bare(item)}
        if isinstance(value, list):
            return [bare(item) for item in value]
        return value.replace(" ", "") if isinstance(value, str) else value

    whole = json.loads(to_json(report))
    return bare({name: value for name, value in whole.items() if name not in ("repairs", "source", "format")})


def joined(report):
    return sorted(
        repair.repaired for repair in report.repairs if repair.rule == "PAR-01" and repair.section == "九"
    )


@pytest.mark.parametrize(
    ("suffix", "write"), [("docx", as_docx), ("xlsx", as_xlsx), ("html", as_html), ("pdf", as_pdf)]
)
def test_every_format_says_the_same_as_the_text(tmp_path, suffix, write):
    path = tmp_path / f"2022.{suffix}"
    write(path)

    report, expected = read(path), read(FIXTURE)

    assert said(report) == said(expected)
    assert joined(report) == joined(expected)
    assert not [repair for repair in report.repairs if repair.rule == "PAR-05"]
    assert (report.source, report.format) == (path.name, suffix)


def test_a_cell_of_a_document_has_its_table_row_and_column(tmp_path):
    as_docx(tmp_path / "a.docx")

    name = read(tmp_path / "a.docx").budget.lines[2].name

    assert (name.text, name.line, name.table, name.row, name.column) == ("项目支出", 0, 1, 4, 1)


def test_a_cell_of_a_pdf_has_its_page(tmp_path):
    as_pdf(tmp_path / "a.pdf")

    report = read(tmp_path / "a.pdf")

    assert report.budget.lines[0].name.page == 1
    assert report.indicators[-1].name.page > report.indicators[0].name.page > 1


def test_merged_cells_of_a_document_are_repeated_without_a_note(tmp_path):
    paper = docx.Document()
    table = paper.add_table(rows=3, cols=5)
    rows = [INDICATORS, ("履职", "a", "≥1 个", "1 个", ""), ("", "b", "≥1 个", "1 个", "")]
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    paper.save(tmp_path / "a.docx")

    report = read(tmp_path / "a.docx")

    assert [indicator.level1.text for indicator in report.indicators] == ["履职", "履职"]
    assert report.repairs == ()


def test_merged_cells_of_a_sheet_and_a_page_are_repeated(tmp_path):
    book = openpyxl.Workbook()
    for row in (
        ["九、部门整体自评表"],
        INDICATORS,
        ("履职", "a", "≥1 个", "1 个", ""),
        (None, "b", "≥1 个", "1 个", ""),
    ):
        book.worksheets[0].append(row)
    book.worksheets[0].merge_cells("A1:E1")
    book.worksheets[0].merge_cells("A3:A4")
    book.save(tmp_path / "a.xlsx")
    head = "".join(f"<th>{text}</th>" for text in INDICATORS)
    first = "<td rowspan=2>履职<td>a<td>≥1 个<td>1 个<td>"
    second = "<td>b<td>≥1<br>个<td>1 个<td>"
    (tmp_path / "a.html").write_text(f"<table><tr>{head}</tr><tr>{first}</tr><tr>{second}</tr></table>")

    for name in ("a.xlsx", "a.html"):
        report = read(tmp_path / name)

        assert [(i.level1.text, i.name.text, i.target.value) for i in report.indicators] == [
            ("履职", "a", 1),
            ("履职", "b", 1),
        ]
        assert report.repairs == ()


@pytest.mark.parametrize(
    ("stored", "number_format", "text", "value"),
    [
        (0.9478, "0.00%", "94.78%", Decimal("94.78")),
        (1, "0%", "100%", Decimal(100)),
        (-0.0522, "0.00%", "-5.22%", Decimal("-5.22")),
        (3695.8, "#,##0.00", "3,695.80", Decimal("3695.80")),
        (3695.8, "General", "3695.8", Decimal("3695.8")),
        (0.1 + 0.2, "General", "0.3", Decimal("0.3")),
        (23, '0"个"', "23个", Decimal(23)),
        (2.675, "0.00", "2.68", Decimal("2.68")),
        (0, "0.00", "0.00", Decimal("0.00")),
        (12.5, "0.00_ ;[Red]-0.00", "12.50", Decimal("12.50")),
    ],
)
def test_a_number_of_a_sheet_is_read_as_it_is_shown(tmp_path, stored, number_format, text, value):
    book = openpyxl.Workbook()
    book.worksheets[0].append(INDICATORS)
    book.worksheets[0].append(("履职", "a", "≥1", stored, ""))
    book.worksheets[0]["D2"].number_format = number_format
    book.save(tmp_path / "a.xlsx")

    actual = read(tmp_path / "a.xlsx").indicators[0].actual

    assert (actual.text, actual.value) == (text, value)


def test_a_formula_without_a_value_is_noted(tmp_path):
    book = openpyxl.Workbook()
    book.worksheets[0].append(INDICATORS)
    book.worksheets[0].append(("履职", "a", "≥1", "=1+1", ""))
    book.save(tmp_path / "a.xlsx")

    report = read(tmp_path / "a.xlsx")

    assert [(r.rule, r.printed, r.cell.row, r.cell.column) for r in report.repairs] == [
        ("PAR-05", "=1+1", 2, 4)
    ]
    assert report.indicators[0].actual.value is None


def test_a_sheet_that_claims_to_be_endless_is_read_by_what_it_holds(tmp_path):
    book = openpyxl.Workbook()
    book.worksheets[0].append(INDICATORS)
    book.worksheets[0].append(("履职", "a", "≥1", "1", ""))
    book.worksheets[0]["XFD1048576"] = "x"
    book.save(tmp_path / "a.xlsx")

    report = read(tmp_path / "a.xlsx")

    assert len(report.indicators) == 1
    assert [(r.rule, r.printed) for r in report.repairs] == [("PAR-05", "x")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("suffix", ["txt", "html"])
def test_every_usual_encoding_is_read(tmp_path, encoding, suffix):
    text = FIXTURE.read_text()
    if suffix == "html":
        as_html(tmp_path / "utf8.html")
        text = (tmp_path / "utf8.html").read_text()
    (tmp_path / f"a.{suffix}").write_bytes(text.encode(encoding))

    assert said(read(tmp_path / f"a.{suffix}")) == said(read(FIXTURE))


def test_json_is_read_again_as_it_was_written(tmp_path):
    report = read(FIXTURE)
    (tmp_path / "a.json").write_bytes(b'{"report": %s}' % to_json(report))

    assert from_json(to_json(report)) == report
    assert said(read(tmp_path / "a.json")) == said(report)
    assert b'"value":"94.78"' in to_json(report)
    assert b'"text":""' not in to_json(report)


def test_json_given_only_as_printed_has_its_numbers():
    report = from_json(
        b'{"indicators": [{"level1": {}, "name": {"text": "a"}, "target": {"text": "\\u226530 \\u4e2a"},'
        b' "actual": {"text": "23 \\u4e2a"}, "weight": {"value": "2.5"}}]}'
    )

    indicator = report.indicators[0]

    assert (indicator.target.operator, indicator.target.value, indicator.actual.value) == (">=", 30, 23)
    assert (indicator.weight.text, indicator.weight.value) == ("2.5", Decimal("2.5"))


@pytest.mark.parametrize("saved", AS_OTHERS_SAVE)
def test_a_workbook_is_read_as_other_programs_save_it(tmp_path, saved):
    as_xlsx(tmp_path / "a.xlsx")
    whole = read(tmp_path / "a.xlsx")
    (tmp_path / "a.xlsx").write_bytes(saved((tmp_path / "a.xlsx").read_bytes()))

    assert len(read(tmp_path / "a.xlsx").indicators) == len(whole.indicators) > 0


def test_a_long_table_of_a_document_is_read_row_by_row(tmp_path):
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>".format
    rows = [INDICATORS, *(("履职", f"指标{n}", f"≥{n} 个", f"{n} 个", "台账") for n in range(10_000))]
    table = "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows)
    docx.Document().save(tmp_path / "a.docx")
    rewritten(tmp_path / "a.docx", f"<w:tbl>{table}</w:tbl>")

    assert len(read(tmp_path / "a.docx").indicators) == 10_000
