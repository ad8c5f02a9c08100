import io
import json
import zipfile

import docx
import openpyxl
import pytest

from tongban.account.audit.reader import UnreadableReport, read, to_json
from tongban.account.audit.reader.files import OLE
from tongban.account.audit.tests.papers import FIXTURE, as_docx, as_html, pdf_of, rewritten

ENCRYPTION = b"/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -4/O(%s)/U(%s)>>/ID[(a)(a)]" % (
    b"x" * 32,
    b"y" * 32,
)
LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
HOSTS = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/hosts">]>'


def refusal(path, content=None):
    """Return what is said of a file, which must be one line in both languages and name the file."""
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UnreadableReport) as caught:
        read(path)
    for language in ("zh", "en"):
        assert "\n" not in caught.value.said_in(language)
        assert path.name in caught.value.said_in(language)
    assert str(caught.value) == caught.value.said_in("zh")
    return str(caught.value)


def package_of(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def test_a_missing_file_is_named(tmp_path):
    assert "没有这个文件" in refusal(tmp_path / "no.txt")


def test_a_directory_is_no_report(tmp_path):
    assert "目录" in refusal(tmp_path)


@pytest.mark.parametrize("suffix", ["txt", "docx", "xlsx", "pdf", "html", "json"])
@pytest.mark.parametrize("content", [b"", b" \n\t\n"])
def test_an_empty_file_is_said_to_be_empty(tmp_path, suffix, content):
    assert "文件是空的" in refusal(tmp_path / f"a.{suffix}", content)


@pytest.mark.parametrize("content", [bytes(range(256)) * 9, b"\x89PNG\r\n\x1a\n\x00\x00", b"abc\x01\x02"])
def test_rubbish_is_no_text(tmp_path, content):
    assert "内容不是文本" in refusal(tmp_path / "a.txt", content)


def test_another_format_under_the_name_of_a_text_is_told_apart(tmp_path):
    as_docx(tmp_path / "a.docx")

    assert "Office 或 PDF" in refusal(tmp_path / "a.txt", (tmp_path / "a.docx").read_bytes())


@pytest.mark.parametrize(
    ("name", "advice"), [("a.doc", ".docx"), ("a.et", ".xlsx"), ("a.png", ".txt、"), ("a", ".txt、")]
)
def test_an_unknown_extension_gets_advice(tmp_path, name, advice):
    said = refusal(tmp_path / name, b"x")

    assert "扩展名" in said
    assert advice in said


@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
def test_a_password_is_asked_to_be_taken_off(tmp_path, suffix):
    assert "密码" in refusal(tmp_path / f"a.{suffix}", OLE + "EncryptedPackage".encode("utf-16-le"))


def test_an_old_document_is_asked_to_be_saved_anew(tmp_path):
    assert "另存为" in refusal(tmp_path / "a.docx", OLE + b"\x00" * 600)


def test_a_locked_pdf_is_told_from_a_damaged_one(tmp_path):
    page = b"BT /F1 8 Tf 40 40 Td <4e00> Tj ET"

    assert "密码" in refusal(tmp_path / "a.pdf", pdf_of([page], encrypt=ENCRYPTION))


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "pdf"])
@pytest.mark.parametrize("content", [b"not what it says", b"PK\x03\x04 broken", b"%PDF-1.4 broken"])
def test_a_damaged_file_is_said_to_be_damaged(tmp_path, suffix, content):
    assert "已损坏" in refusal(tmp_path / f"a.{suffix}", content)


@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
def test_half_a_file_is_damaged(tmp_path, suffix):
    as_docx(tmp_path / "whole.docx")
    whole = (tmp_path / "whole.docx").read_bytes()

    assert "已损坏" in refusal(tmp_path / f"a.{suffix}", whole[: len(whole) // 2])


@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
def test_another_package_is_damaged(tmp_path, suffix):
    assert "已损坏" in refusal(tmp_path / f"a.{suffix}", package_of({"x.txt": "x"}))


def test_a_scan_has_no_text(tmp_path):
    assert "扫描件" in refusal(tmp_path / "a.pdf", pdf_of([b"0 0 100 100 re S"]))


@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
def test_a_zip_bomb_is_not_opened(tmp_path, suffix):
    bomb = package_of({"word/document.xml": b"0" * 30_000_000, "xl/workbook.xml": b"0"})

    assert "过大" in refusal(tmp_path / f"a.{suffix}", bomb)


@pytest.mark.parametrize("attack", [LAUGHS, HOSTS])
def test_entities_in_an_office_file_are_refused(tmp_path, attack):
    docx.Document().save(tmp_path / "a.docx")
    rewritten(tmp_path / "a.docx", "<w:p/>")
    with zipfile.ZipFile(tmp_path / "a.docx") as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["word/document.xml"] = attack.encode() + parts["word/document.xml"]
    openpyxl.Workbook().save(tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as package:
        sheets = {name: package.read(name) for name in package.namelist()}
    sheets["xl/workbook.xml"] = attack.encode() + sheets["xl/workbook.xml"]

    assert "word/document.xml" in refusal(tmp_path / "a.docx", package_of(parts))
    assert "xl/workbook.xml" in refusal(tmp_path / "a.xlsx", package_of(sheets))


def test_entities_in_a_page_are_harmless(tmp_path):
    as_html(tmp_path / "a.html")
    text = (tmp_path / "a.html").read_text().replace("<!doctype html>", HOSTS)
    (tmp_path / "a.html").write_text(text.replace("<body>", "<body><p>&a;</p>"))

    assert "localhost" not in to_json(read(tmp_path / "a.html")).decode()


@pytest.mark.parametrize("suffix", ["txt", "html"])
def test_a_text_without_any_table_is_no_report(tmp_path, suffix):
    assert "没有找到" in refusal(tmp_path / f"a.{suffix}", "一、预算部门名称：某局".encode())


def test_a_report_without_any_table_is_refused_in_every_office_format(tmp_path):
    paper = docx.Document()
    paper.add_paragraph("一、预算部门名称：某局")
    paper.save(tmp_path / "a.docx")
    book = openpyxl.Workbook()
    book.worksheets[0].append(["一、预算部门名称：某局"])
    book.save(tmp_path / "a.xlsx")

    assert "没有找到" in refusal(tmp_path / "a.docx")
    assert "没有找到" in refusal(tmp_path / "a.xlsx")


@pytest.mark.parametrize(
    ("content", "where"),
    [
        (b'{"tasks": [{"function": {}, "name": {"text": 5}}]}', "$.tasks[0].name.text"),
        (b'{"report": {"budget": {"lines": [{"name": {}}]}}}', "$.report.budget.lines[0]"),
        (b'{"year": "2022"}', "$.year"),
        (b'{"year": 2022', "truncated"),
        (b"[1]", "array"),
        (b"{}", "没有找到"),
    ],
)
def test_a_wrong_json_names_the_path_inside_the_file(tmp_path, content, where):
    assert where in refusal(tmp_path / "a.json", content)


def test_json_nested_beyond_measure_is_refused(tmp_path):
    assert "JSON" in refusal(tmp_path / "a.json", b'{"report":' * 100_000)


def test_a_refusal_never_swallows_a_good_file(tmp_path):
    (tmp_path / "a.TXT").write_bytes(FIXTURE.read_bytes())
    (tmp_path / "a.json").write_text(json.dumps(json.loads(to_json(read(FIXTURE))), ensure_ascii=True))

    assert len(read(tmp_path / "a.TXT").indicators) == 43
    assert len(read(tmp_path / "a.json").indicators) == 43
