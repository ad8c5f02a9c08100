"""Files of an entry: checked as every upload, kept with the version, read by whoever reads the answer."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from tongban.ground.kit.files import may_read, store_content
from tongban.ground.ledger import Refused
from tongban.ground.ledger.models import Entry
from tongban.offer.knowledge.actions import entries, release
from tongban.offer.knowledge.actions.attachments import MOST_FILES, attach, detach
from tongban.offer.knowledge.models import EntryAttachment
from tongban.offer.knowledge.queries.difference import differences

TEXT = "营业执照样表，示例。".encode()


def url(name, *args):
    return reverse(f"knowledge:{name}", args=args)


def seat(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def kept(editor, tmp_path, settings):
    settings.FILES_ROOT = tmp_path
    return store_content(TEXT, "样表.txt", by=editor, at=now())


@pytest.fixture
def attached(written, kept, editor):
    return attach(written, kept, by=editor, at=now())


def test_a_file_sent_on_the_page_is_checked_and_belongs_to_the_draft(written, editor, kept):
    desk, address = seat(editor), url("act", written.reference, "attach")
    wrong = desk.post(address, {"seen": "", "file": SimpleUploadedFile("病毒.exe", b"MZ\x90\x00\x03")})
    right = desk.post(address, {"seen": "", "file": SimpleUploadedFile("样表.txt", TEXT)})

    entry = Entry.objects.filter(subject=written.reference).latest("number")
    assert (wrong.status_code, right.status_code) == (422, 302)
    assert [each.name for each in written.attachments.all()] == ["样表.txt"]
    assert (entry.move, entry.note, entry.payload) == ("attach", "样表.txt", {"file": kept.digest})
    assert "样表.txt" in desk.get(url("version", written.reference)).content.decode()


def test_a_file_of_a_draft_is_read_by_its_unit_only_and_of_a_public_answer_by_all(
    attached, written, kept, editor, person, show
):
    elsewhere = person("item_manager")
    elsewhere.department = None
    elsewhere.save()
    assert may_read(editor, kept)
    assert not may_read(elsewhere, kept)

    show(written, now())

    public = reverse("answers:file", args=[written.entry.reference, kept.digest])
    assert may_read(elsewhere, kept)
    assert b"".join(Client().get(public).streaming_content) == TEXT
    assert public in Client().get(reverse("answers:answer", args=[written.entry.reference])).content.decode()
    assert Client().get(reverse("answers:file", args=[written.entry.reference, "0" * 64])).status_code == 404


def test_a_file_for_staff_is_not_given_to_the_public(attached, written, kept, editor, show, officer):
    entries.change_entry(written, {"visibility": "agents"}, entries.basis_of(written), by=editor, at=now())
    show(written, now())

    address = reverse("answers:file", args=[written.entry.reference, kept.digest])
    assert Client().get(address).status_code == 404
    assert seat(officer).get(reverse("kit:file", args=[kept.digest])).status_code == 200


def test_the_next_version_begins_with_the_files_and_what_was_shown_keeps_its_own(
    attached, written, editor, show
):
    shown = show(written, now())
    newer = entries.begin_version(shown.entry, by=editor, at=now())
    assert [each.file_id for each in newer.attachments.all()] == [attached.file_id]

    seat(editor).post(url("detach", newer.reference, newer.attachments.get().pk))

    assert not newer.attachments.exists()
    assert shown.attachments.exists()
    assert [(each.before, each.after) for each in differences(shown, newer)] == [("样表.txt", "")]


def test_what_is_checked_or_shown_takes_no_file_and_gives_none_away(attached, written, kept, editor, clerk):
    with pytest.raises(Refused):
        attach(written, kept, by=editor, at=now())  # the same once more
    release.send(written, by=editor, at=now())

    for act in (
        lambda: attach(written, kept, by=editor, at=now()),
        lambda: detach(attached, by=editor, at=now()),
    ):
        with pytest.raises(Refused):
            act()
    assert seat(editor).get(url("act", written.reference, "attach")).status_code == 409
    assert seat(clerk).post(url("detach", written.reference, attached.pk)).status_code == 403
    assert EntryAttachment.objects.count() == 1


def test_an_entry_has_few_files(written, editor, kept):
    for number in range(MOST_FILES):
        stored = store_content(TEXT + b"%d" % number, f"{number}.txt", by=editor, at=now())
        attach(written, stored, by=editor, at=now())

    with pytest.raises(Refused, match="5"):
        attach(written, kept, by=editor, at=now())
