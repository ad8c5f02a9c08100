"""The findings as text, JSON, page and workbook."""

import json
import re
from html.parser import HTMLParser
from io import BytesIO, StringIO
from pathlib import Path

import openpyxl
import pytest
from rich.console import Console

from tongban.account.audit.reader import from_json, read
from tongban.account.audit.render.interchange import as_json
from tongban.account.audit.render.lines import as_lines
from tongban.account.audit.render.page import as_page
from tongban.account.audit.render.summary import summary_of
from tongban.account.audit.render.text import show
from tongban.account.audit.render.workbook import write_workbook
from tongban.account.audit.rule import check

FIXTURE = Path(__file__).parents[3] / "demo/data/2022-as-printed.txt"
KEYS = ["rule", "severity", "message", "section", "row", "column", "line", "printed", "expected", "advice"]


@pytest.fixture(scope="module")
def report():
    return read(FIXTURE)


@pytest.fixture(scope="module")
def findings(report):
    return check(report)


def test_json_holds_report_findings_and_summary(report, findings):
    said = json.loads(as_json(report, findings, "zh"))

    assert list(said) == ["report", "findings", "summary"]
    assert all(list(finding) == KEYS for finding in said["findings"])
    assert said["summary"]["indicators"] == 43
    assert said["summary"]["budget_rows"] == 18
    assert sum(said["summary"]["rules"].values()) == len(findings)
    assert said["summary"]["totals"]["exact_hits"] == {"part": 11, "whole": 21, "percent": "52.38"}


def test_the_report_in_json_can_be_audited_again(report, findings):
    again = from_json(as_json(report, findings, "zh"), "again.json")

    assert check(again) == findings


def test_the_totals_are_those_of_the_published_report(report, findings):
    totals = summary_of(report, findings).totals

    assert (totals.verbal.part, totals.verbal.whole) == (22, 43)
    assert (totals.outputs_and_benefits.part, totals.zero_deviation.part, totals.missed.part) == (11, 33, 6)
    assert (totals.without_source.part, totals.without_cause.part) == (18, 43)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_text_names_place_printed_expected_and_advice(report, findings, language):
    paper = StringIO()

    show(Console(file=paper, width=100), report, findings, summary_of(report, findings), language)

    text = paper.getvalue()
    labels = (
        ("第 103 行", "印为", "应为", "建议")
        if language == "zh"
        else ("line 103", "printed", "expected", "advice")
    )
    assert all(label in text for label in labels)
    assert "(94.78−100)÷100×100% = -5.22%" in text
    assert all(finding.rule in text for finding in findings)


def test_a_faultless_report_says_so(report):
    paper = StringIO()

    show(Console(file=paper, width=100), report, [], summary_of(report, []), "zh")

    assert "没有发现问题" in paper.getvalue()


def test_in_brief_each_finding_is_one_line(findings):
    lines = as_lines("a.txt", findings, "en").splitlines()

    assert len(lines) == len(findings)
    assert all(line.startswith("a.txt:") for line in lines)


class Outline(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs


def test_the_page_stands_alone_and_keeps_a_strict_policy(report, findings):
    outline = Outline()

    outline.feed(as_page(report, findings, "zh"))

    names = {name for name, _ in outline.attributes}
    assert outline.tags.count("style") == 1
    assert not {"script", "link", "img", "iframe"} & set(outline.tags)
    assert not {"style", "src", "href", "onclick"} & names


def test_the_page_holds_every_finding_once_beside_its_row(report, findings):
    page = as_page(report, findings, "zh")

    assert len(re.findall('class="note ', page)) == len(findings)
    row = page.partition('id="L103"')[2].partition("</tr>")[0]
    assert "IND-01" in row
    assert "(94.78−100)÷100×100% = -5.22%" in row


def test_what_is_printed_cannot_break_the_page(report):
    hostile = from_json(json.dumps({"title": {"text": "<script>alert(1)</script>"}}).encode(), "x.json")

    assert "<script>" not in as_page(hostile, check(hostile), "zh")


def test_the_workbook_has_filters_and_a_summary(findings):
    paper = BytesIO()

    write_workbook(paper, [("a.txt", findings), ("=b.txt", findings)], "zh")

    book = openpyxl.load_workbook(BytesIO(paper.getvalue()))
    assert book.sheetnames == ["审核发现", "汇总"]
    assert book["审核发现"].max_row == 2 * len(findings) + 1
    assert book["审核发现"].auto_filter.ref
    assert book["汇总"].cell(book["汇总"].max_row, 4).value == 2 * len(findings)
    assert all(cell.data_type != "f" for row in book["审核发现"].iter_rows() for cell in row)
