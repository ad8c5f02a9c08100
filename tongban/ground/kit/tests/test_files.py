import hashlib
from io import BytesIO
from types import SimpleNamespace
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tongban.ground.kit import contents, files
from tongban.ground.kit.models import StoredFile
from tongban.ground.ledger.models import Entry
from tongban.ground.people.tests import cast
from tongban.ground.people.tests.cast import MORNING


def package(*names, content=b"<x/>"):
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, content)
    return buffer.getvalue()


PDF = b"%PDF-1.7\n..."
DOCX = package("[Content_Types].xml", "word/document.xml")
XLSX = package("[Content_Types].xml", "xl/workbook.xml")


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (PDF, "photo.png", "pdf"),
        (DOCX, "report.pdf", "docx"),
        (XLSX, "table.xlsx", "xlsx"),
        (b"\x89PNG\r\n\x1a\n....", "x", "png"),
        (b"\xff\xd8\xff\xe0....", "x", "jpeg"),
        ("部门,金额".encode(), "a.csv", "csv"),
        ("部门,金额".encode("gb18030"), "a.txt", "txt"),
        (b'{"a": 1}', "a.json", "json"),
        (b'{"a": 1', "a.json", "txt"),
        (b"<!DOCTYPE html><p>x", "a.txt", "html"),
        (b"  <HTML lang=zh>", "a.csv", "html"),
        (b"MZ\x90\x00\x03", "a.txt", None),
        (b"\x7fELF\x00", "a.pdf", None),
        (package("x.txt"), "a.docx", None),
        (b"PK\x03\x04broken", "a.docx", None),
    ],
)
def test_what_a_file_is_stands_in_its_content_not_in_its_name(content, name, kind):
    assert contents.kind_of(content, name) == kind


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"x" * (contents.MOST_BYTES + 1), "too_large"),
        (b"MZ\x90\x00", "kind"),
        (b"<!doctype html>", "kind"),
        (package("word/document.xml", "word/vbaProject.bin"), "macro"),
        (package("word/document.xml", content=b"0" * (contents.MOST_UNPACKED_BYTES + 1)), "bomb"),
    ],
)
def test_a_file_that_may_not_be_kept_is_refused_with_the_reason(content, code):
    with pytest.raises(ValidationError) as refused:
        contents.check_content(content, "a.txt")

    assert refused.value.code == code


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("自评报告.docx", "自评报告.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\temp\\a b.exe", "a b.pdf"),
        ("x\r\nSet-Cookie: a=1.pdf", "xSet-Cookie a=1.pdf"),
        ("gpj.\u202efdp.exe", "gpj.fdp.pdf"),
        ("", "file.pdf"),
        (".....", "file.pdf"),
    ],
)
def test_a_name_is_made_safe_and_ends_in_what_the_file_is(name, safe):
    assert contents.safe_name(name, "pdf") == safe


@pytest.fixture
def root(settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    return tmp_path


def keep(content=PDF, name="凭证.pdf", by=None):
    return files.store(SimpleUploadedFile(name, content), by=by, at=MORNING)


@pytest.mark.django_db
def test_the_same_content_is_kept_once(root):
    first, second = keep(), keep(name="another.pdf")

    assert first == second
    assert StoredFile.objects.count() == 1
    assert [path.name for path in root.rglob("*") if path.is_file()] == [hashlib.sha256(PDF).hexdigest()]
    assert files.content_of(first) == PDF


@pytest.mark.django_db
def test_a_content_changed_on_disk_is_noticed(root):
    kept = keep()
    files.path_of(kept.digest).write_bytes(b"something else")

    with pytest.raises(files.FileChanged):
        files.content_of(kept)


@pytest.mark.django_db
def test_a_file_changed_on_disk_is_not_given_out_and_the_ledger_says_so_once(client, root, monkeypatch):
    let_read(monkeypatch, True)
    client.force_login(cast.clerk())
    kept = keep()
    files.path_of(kept.digest).write_bytes(PDF.replace(b"PDF", b"pdf"))

    answers = [client.get(reverse("kit:file", args=[kept.digest])) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [409, 409]
    assert "管理员" in answers[0].content.decode()
    assert Entry.objects.filter(subject=f"FILE-{kept.digest}", move="find_changed").count() == 1


@pytest.mark.django_db
def test_all_stored_files_are_compared_with_their_digests(root):
    changed, missing, whole = (keep(content=PDF + end) for end in (b"1", b"2", b"3"))
    files.path_of(changed.digest).write_bytes(b"something else")
    files.path_of(missing.digest).unlink()

    found = dict(files.changed_on_disk())

    assert found == {changed: True, missing: False}
    assert whole not in found


def let_read(monkeypatch, *answers):
    """Let there be rooms that answer so when a file is asked for."""
    rooms = [SimpleNamespace(may_read=lambda user, stored, answer=answer: answer) for answer in answers]
    monkeypatch.setattr(files, "modules_named", lambda name: rooms)


@pytest.mark.django_db
@pytest.mark.parametrize(("answers", "status"), [([], 404), ([False], 404), ([False, True], 200)])
def test_a_file_is_given_out_only_when_a_room_that_owns_it_agrees(client, root, monkeypatch, answers, status):
    let_read(monkeypatch, *answers)
    client.force_login(cast.clerk())

    assert client.get(reverse("kit:file", args=[keep().digest])).status_code == status


@pytest.mark.django_db
def test_a_stranger_is_asked_to_sign_in_before_a_file(client, root):
    assert client.get(reverse("kit:file", args=[keep().digest])).status_code == 302


@pytest.mark.django_db
def test_a_file_is_an_attachment_that_no_browser_runs(client, root, monkeypatch):
    let_read(monkeypatch, True)
    client.force_login(cast.clerk())

    answer = client.get(reverse("kit:file", args=[keep().digest]))

    assert b"".join(answer) == PDF
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''%E5%87%AD%E8%AF%81.pdf")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
