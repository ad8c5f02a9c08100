"""Keys, files, snapshots and backups are their owner's, whatever the umask; the check tells what is not."""

import os
from datetime import UTC, datetime

import pytest

from tongban.account.insight.snapshot import writer
from tongban.ground.kit import files
from tongban.ground.ledger import keys, record
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.seal_writer import seal
from tongban.operations import folders, inspection

AT = datetime(2022, 9, 28, tzinfo=UTC)


@pytest.fixture(autouse=True)
def open_to_all():
    before = os.umask(0)
    yield
    os.umask(before)


def open_to_others(folder):
    return [path for path in [folder, *folder.rglob("*")] if path.lstat().st_mode & 0o077]


@pytest.mark.django_db
def test_keys_and_notes_are_closed_to_others(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        record("A", "correct", by=None, at=AT, basis="budget-law:57")
        seal(at=AT)

    assert Entry.objects.exists()
    assert len(list(keys.folder().rglob("*"))) > 4
    assert [path for path in open_to_others(keys.folder()) if path.name != "entry.key"] == []


@pytest.mark.django_db
def test_kept_files_are_closed_to_others(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"

    files.store_content(b"%PDF-1.4\n%%EOF\n", "a.pdf", by=None, at=AT)

    assert open_to_others(tmp_path / "files") == []


@pytest.mark.django_db
def test_snapshots_may_be_read_in_their_group_only(settings, tmp_path):
    settings.SNAPSHOTS = tmp_path / "snapshots"

    made = writer.make_snapshot(at=AT)

    seen = [path for path in [made.folder.parent, *made.folder.rglob("*")] if path.stat().st_mode & 0o027]
    assert seen == []


def test_open_folders_are_told_and_closed(tmp_path, monkeypatch):
    for name in ("keys", "files", "snapshots", "backups"):
        (tmp_path / name).mkdir(mode=0o755)
    (tmp_path / "backups" / "old.tar").touch(mode=0o644)
    monkeypatch.setattr(folders.loose, "__defaults__", (tmp_path,))
    (told,) = inspection._folders()
    assert told.state == "missing"
    assert f"chmod 600 {tmp_path}/backups/old.tar" in told.text

    folders.tighten(tmp_path)

    assert folders.loose(tmp_path) == []
    assert next(inspection._folders()).state == "good"
