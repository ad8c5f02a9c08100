"""What each format promises beyond its values: safe, readable by machines, and made from what is here."""

import io
import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import docx
import openpyxl
import pdfplumber
import pytest
from lxml import html
from msgspec.structs import replace

from tongban.account.audit.reader import read_content, read_text
from tongban.account.audit.report import Section
from tongban.account.evaluation.papers import FORMATS, write
from tongban.account.evaluation.papers.layout import PaperTable, paper
from tongban.account.evaluation.papers.workbook import number_of
from tongban.ground.kit.fonts import MissingCharacters, MissingFonts, fonts_folder

MADE = datetime(2025, 3, 10, 8, 30, tzinfo=UTC)
PRINTED = Path(__file__).parents[3] / "demo" / "data" / "2022-as-printed.txt"
RICH = Path(__file__).with_name("papers-2024.txt")
RARE = "𠮷"


@pytest.fixture(scope="module")
def rich():
    return read_text(RICH.read_text("utf-8"))


@pytest.fixture(scope="module")
def pdf(rich):
    with pdfplumber.open(io.BytesIO(write(rich, "pdf", made_at=MADE.replace(microsecond=123_456)))) as file:
        yield file


def grids(report):
    return {block.name: block for block in paper(report).blocks if isinstance(block, PaperTable)}


def test_every_format_says_its_extension_and_media_type():
    assert {name: form.extension for name, form in FORMATS.items()} == {name: name for name in FORMATS}
    assert all("/" in form.media_type and form.label.zh and form.label.en for form in FORMATS.values())


def test_an_unknown_format_is_refused_with_the_ones_there_are(rich):
    with pytest.raises(ValueError, match=r"'ofd'.*docx, pdf, xlsx, html, json, txt"):
        write(rich, "ofd")


def test_the_printed_report_has_only_the_tables_and_columns_it_needs():
    tables = grids(read_text(PRINTED.read_text("utf-8")))

    assert list(tables) == ["预算信息", "年度重点任务", "部门整体自评表"]
    assert [len(table.columns) for table in tables.values()] == [6, 4, 7]
    assert tables["预算信息"].columns[2].header == "上年度结转及当年预算追加追减数(万元)"


def test_carry_over_and_supplement_stand_apart_where_they_are_known(rich):
    tables = grids(rich)

    headers = [column.header for column in tables["预算信息"].columns]
    assert headers[2:4] == ["上年度结转（万元）", "当年预算追加追减数（万元）"]
    assert list(tables) == [
        "预算信息",
        "预算执行说明",
        "预算构成",
        "年度重点任务",
        "部门整体自评表",
        "指标说明",
    ]


def test_the_merged_adjustment_stays_for_a_line_whose_parts_are_unknown(rich):
    first, *others = rich.budget.lines
    unparted = replace(
        first, carry_over=replace(first.carry_over, text=""), supplement=replace(first.supplement, text="")
    )

    columns = grids(replace(rich, budget=replace(rich.budget, lines=(unparted, *others))))["预算信息"].columns

    assert [column.field for column in columns][2:5] == ["adjustment", "carry_over", "supplement"]


def test_tables_without_a_section_get_its_heading(rich):
    report = replace(rich, sections=tuple(part for part in rich.sections if part.numeral not in "七八九"))

    headings = [block.text for block in paper(report).blocks if getattr(block, "kind", "") == "heading"]

    assert headings[-3:] == ["七、预算信息", "八、年度重点任务", "九、部门整体自评表"]


@pytest.mark.parametrize(
    ("printed", "number", "shape"),
    [
        ("3695.8", 3695.8, "0.0"),
        ("45", 45, "0"),
        ("1,290.50", 1290.5, "#,##0.00"),
        ("-31.62", -31.62, "0.00"),
        ("94.78%", 0.9478, "0.00%"),
        ("0%", 0, "0%"),
    ],
)
def test_a_printed_number_is_a_number_in_the_workbook(printed, number, shape):
    assert number_of(printed) == (pytest.approx(number), shape)


@pytest.mark.parametrize(
    "printed", ["", "≥30 个", "23 个", "=100%", "+5", "007", "-0.00", "1,23", "1234567890123456"]
)
def test_what_no_number_prints_stays_a_text(printed):
    assert number_of(printed) is None


def test_the_workbook_computes_and_holds_no_formula(rich):
    book = openpyxl.load_workbook(io.BytesIO(write(rich, "xlsx")))
    budget, marks = book["预算信息"], book["部门整体自评表"]

    total = sum(row[4].value for row in budget.iter_rows(min_row=3, max_row=4))
    targets = [row[2] for row in marks.iter_rows(min_row=2)]

    assert total == pytest.approx(1290.5)
    assert targets[0].value == "=100%"
    with zipfile.ZipFile(io.BytesIO(write(rich, "xlsx"))) as package:
        sheets = [package.read(name) for name in package.namelist() if "worksheets" in name]
    assert not any(b"<f>" in sheet for sheet in sheets)
    assert (budget.freeze_panes, budget.auto_filter.ref) == ("B2", "A1:G6")


def test_the_document_turns_wide_tables_and_repeats_their_headers(rich):
    document = docx.Document(io.BytesIO(write(rich, "docx", made_at=MADE)))

    assert [section.orientation for section in document.sections] == [0, 1]
    assert all(table._tbl.xpath("./w:tr[1]/w:trPr/w:tblHeader") for table in document.tables)
    assert all(
        len(table._tbl.xpath("./w:tr/w:trPr/w:cantSplit")) == len(table.rows) for table in document.tables
    )
    assert document.sections[0].footer.paragraphs[0].text.split() == ["第", "页", "共", "页"]
    assert document.core_properties.title == "某某市行政审批局2024年度整体支出预算绩效自评报告"
    assert (document.core_properties.author, document.core_properties.created) == ("钱小燕", MADE)


def test_the_pdf_carries_its_fonts_marks_and_page_numbers(pdf):
    names = {
        re.sub(r"^[A-Z]{6}\+", "", character["fontname"]) for page in pdf.pages for character in page.chars
    }

    assert names == {"NotoSerifSC-Regular", "NotoSerifSC-Bold", "NotoSansSC-Bold"}
    assert f"第1页共{len(pdf.pages)}页" in pdf.pages[0].extract_text().replace(" ", "")
    assert pdf.pages[-1].width > pdf.pages[-1].height
    assert (pdf.metadata["Title"], pdf.metadata["Author"]) == (
        "某某市行政审批局2024年度整体支出预算绩效自评报告",
        "钱小燕",
    )
    assert {"MarkInfo", "Outlines", "StructTreeRoot"} <= set(pdf.doc.catalog)


def _with_text(report, text):
    first, second, *others = report.sections
    changed = Section(second.numeral, second.heading, (replace(second.paragraphs[0], text=text),))
    return replace(report, sections=(first, changed, *others))


def test_a_rare_character_is_printed_as_it_is(rich):
    content = write(_with_text(rich, f"张{RARE}办结 3 件。"), "pdf")

    assert read_content(content, "x.pdf").sections[1].text == f"张{RARE}办结 3 件。"


def test_a_character_that_no_font_has_refuses_the_pdf_and_is_named(rich):
    with pytest.raises(MissingCharacters, match=r"U\+2EBF1"):
        write(_with_text(rich, "张\U0002ebf1办结 3 件。"), "pdf")


def test_missing_fonts_are_named_with_the_command_that_brings_them(tmp_path, monkeypatch):
    monkeypatch.setenv("TONGBAN_VAR", str(tmp_path))

    with pytest.raises(MissingFonts, match=r"NotoSerifSC_400Regular\.ttf.*make setup"):
        fonts_folder()


def test_the_page_is_self_contained_and_names_its_tables(rich):
    page = html.document_fromstring(write(rich, "html").decode())

    assert page.get("lang") == "zh-Hans"
    assert not page.xpath("//script | //link | //img | //@src | //@href")
    assert len(page.xpath("//table/caption")) == len(page.xpath("//table")) == 6
    assert all(head.get("scope") for head in page.xpath("//th"))
    assert not page.xpath("//td[@rowspan]")


def test_what_is_printed_is_never_taken_for_markup(rich):
    first, *others = rich.indicators
    sly = "<script>alert(1)</script> 甲&amp;乙 #import 丙 $x$ *粗* _斜_ 《${y}》"
    report = replace(rich, indicators=(replace(first, cause=replace(first.cause, text=sly)), *others))

    for name in FORMATS:
        assert read_content(write(report, name), f"x.{name}").indicators[0].cause.text == sly


def test_a_row_longer_than_a_page_is_printed_whole(rich):
    first, *others = rich.indicators
    cause = "原因很长，需要逐条说明。" * 60
    report = replace(rich, indicators=(replace(first, cause=replace(first.cause, text=cause)), *others))

    read_back = read_content(write(report, "pdf"), "x.pdf")

    assert [each.cause.text for each in read_back.indicators] == [
        each.cause.text for each in report.indicators
    ]
    assert read_back.indicators[0].deviation.text == "-3.12%"
