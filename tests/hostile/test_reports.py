"""``tongban audit`` and ``tongban report`` on hostile files: two, one line, little time, little memory."""

import os
import socket
from pathlib import Path

import pytest

from tests.hostile import office, papers
from tests.hostile.command_run import run

REPORT = Path(__file__).parents[2] / "tongban/demo/data/2022-as-printed.txt"
WORKBOOKS = (
    *(office.merged, office.merged_in_disguise, office.merged_piecemeal, office.linked, office.far_cells),
    *(office.many_cells, office.deep, office.laughing_workbook, office.laughing_behind_a_comment),
    *(office.long_strings, office.zip_bomb, office.many_parts, office.nested_zip),
)
DOCUMENTS = (office.wide_rows, office.nested_tables, office.many_paragraphs, office.laughing_document)
PDFS = (
    *(papers.many_texts, papers.repeated_content, papers.many_lines, papers.crossing_lines),
    *(papers.forms_calling_forms, papers.form_calling_itself, papers.many_pages, papers.flate_bomb),
    *(
        papers.flate_bomb_twice,
        papers.pages_in_a_circle,
        papers.length_of_itself,
        papers.references_in_a_circle,
    ),
    *(papers.nested_arrays, papers.cross_references_in_a_circle, papers.many_objects, papers.huge_picture),
)
PAGES = (
    *(papers.rowspans, papers.colspans, papers.many_rowspans, papers.nested_pages, papers.deep_page),
    *(papers.many_elements, papers.many_attributes),
)
TEXTS = (papers.long_line, papers.long_lines_of_brackets, papers.tabs, papers.many_table_rows)
JSONS = (papers.deep_json, papers.many_json_indicators, papers.json_of_empty_lists, papers.json_number)
KINDS = {"xlsx": WORKBOOKS, "docx": DOCUMENTS, "pdf": PDFS, "html": PAGES, "txt": TEXTS, "json": JSONS}
EXPLAINED = {
    office.merged: "单元格",
    office.linked: "单元格",
    office.zip_bomb: "过大",
    papers.many_pages: "500 页",
    papers.many_texts: "文字和线条",
    papers.flate_bomb: "内存",
    papers.forms_calling_forms: "时间",
    papers.rowspans: "单元格",
    papers.long_line: "内存",
}
OTHERS = (
    *(office.laughing_workbook, office.nested_zip, office.wide_rows, papers.nested_arrays),
    *(papers.cross_references_in_a_circle, papers.nested_pages, papers.deep_json),
)
"""Of the other ways to hurt those that the usual run tries; all are tried by ``make deep``."""
FILES = [
    pytest.param(
        make,
        ending,
        id=f"{ending}-{make.__name__}",
        marks=() if make in EXPLAINED or make in OTHERS else pytest.mark.deep,
    )
    for ending, makes in KINDS.items()
    for make in makes
]


def is_refused_in_one_line(ended, path):
    assert ended.code == 2, ended.said
    assert ended.said.count("\n") == 1, ended.said
    assert path.name in ended.said
    assert "Traceback" not in ended.said
    assert ended.is_within(), ended


@pytest.mark.parametrize(("make", "ending"), FILES)
def test_a_hostile_report_is_refused_in_one_line(make, ending, tmp_path):
    path = tmp_path / f"{make.__name__}.{ending}"
    path.write_bytes(make())

    ended = run("audit", path)

    is_refused_in_one_line(ended, path)
    assert EXPLAINED.get(make, "") in ended.said


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: path.symlink_to("/dev/zero"), "no regular file"),
        (os.mkfifo, "no regular file"),
        (lambda path: socket.socket(socket.AF_UNIX).bind(str(path)), "no regular file"),
        (lambda path: path.symlink_to(path), "refuses to open"),
        (Path.mkdir, "There is no file"),
    ],
    ids=["device", "pipe", "socket", "circle", "folder"],
)
@pytest.mark.parametrize("ending", ["txt", "xlsx"])
def test_what_is_no_regular_file_is_refused_at_once(make, words, ending, tmp_path):
    make(tmp_path / f"a.{ending}")

    ended = run("audit", "--lang", "en", tmp_path / f"a.{ending}")

    assert (ended.code, ended.said.count("\n")) == (2, 1)
    assert words in ended.said
    assert ended.is_within()


@pytest.mark.parametrize("target", ["/dev/zero", "/dev/stdin"])
def test_a_device_is_no_configuration(target):
    ended = run("audit", "--config", target, REPORT)

    assert (ended.code, ended.said.count("\n")) == (2, 1)
    assert target in ended.said
    assert ended.is_within()


@pytest.mark.parametrize(("jobs", "form"), [(1, "json"), (2, "html")])
def test_good_files_among_hostile_ones_are_audited(jobs, form, tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_bytes(REPORT.read_bytes())
    (folder / "2.pdf").write_bytes(papers.nested_arrays())
    (folder / "3.pdf").write_bytes(papers.flate_bomb())
    (folder / "4.xlsx").write_bytes(office.merged())

    ended = run("audit", folder, "--jobs", jobs, "--format", form, "--output", tmp_path / "out")

    assert ended.code == 2
    lines = ended.said.splitlines()
    assert all(any(name in line for line in lines) for name in ("2.pdf", "3.pdf", "4.xlsx"))
    assert lines[-1] == "共 6 份：3 份有错误级问题，3 份读不了"
    assert "Traceback" not in ended.said
    assert ended.peak_megabytes <= 300


def test_one_file_says_the_same_alone_and_as_json(tmp_path):
    ended = run("audit", REPORT, "--format", "json", "--output", tmp_path / "a.json")

    assert ended.code == 1
    assert (tmp_path / "a.json").read_text().count('"rule"') > 100


def test_a_hostile_report_is_not_turned_into_another_format(tmp_path):
    (tmp_path / "a.pdf").write_bytes(papers.flate_bomb())

    ended = run("report", tmp_path / "a.pdf", "--format", "txt", "--output", tmp_path / "a.txt")

    is_refused_in_one_line(ended, tmp_path / "a.pdf")
    assert not (tmp_path / "a.txt").exists()
