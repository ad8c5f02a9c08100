"""Blank forms and samples of materials: put in with the draft, handed out with the guide, told in the exchange."""

import json

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from tongban.ground.kit import files
from tongban.ground.kit.models import StoredFile
from tongban.offer.catalogue.actions import drafts, imports
from tongban.offer.catalogue.exchange.files import to_json, to_workbook
from tongban.offer.catalogue.models import Material
from tongban.offer.catalogue.queries import export, versions
from tongban.offer.catalogue.tests.conftest import AT

PDF = b"%PDF-1.7\nblank form"


@pytest.fixture(autouse=True)
def files_elsewhere(settings, tmp_path):
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def row(draft):
    return draft.materials.get(name="食品经营许可申请书")


@pytest.fixture
def send(desk, row):
    """Return how the keeper saves the material's row."""

    def save(**more):
        said = {
            "name": row.name,
            "necessity": "required",
            "source": "applicant",
            "form": "either",
            "copies": 1,
        }
        page = desk.get(reverse("catalogue:part", args=[row.version_id, "materials", row.pk]))
        said |= {"position": row.position, "seen": page.context["sections"][1]["seen"]}
        address = reverse("catalogue:part", args=[row.version_id, "materials", row.pk])
        return desk.post(address, said | more)

    return save


def blank(content=PDF, name="申请书（空白）.pdf"):
    return SimpleUploadedFile(name, content, "application/pdf")


@pytest.fixture
def handed_out(row, keeper):
    stored = files.store(blank(), by=keeper, at=AT)
    return drafts.change_part(row, by=keeper, at=AT, changes={"template": stored})


def test_a_blank_form_comes_with_the_draft(send, row):
    answer = send(template=blank(), sample=blank(b"%PDF-1.7\nsample", "样表.pdf"))

    row.refresh_from_db()
    assert answer.status_code == 302
    assert (row.template.name, row.sample.name) == ("申请书（空白）.pdf", "样表.pdf")


def test_what_it_is_stands_in_its_content(send, row):
    answer = send(template=blank(b"MZ\x90\x00", "申请书.pdf"))

    row.refresh_from_db()
    assert answer.status_code == 422
    assert "文件内容" in answer.content.decode()
    assert row.template is None


def test_a_file_is_not_chosen_twice_when_something_else_is_wrong(send, row):
    refused = send(template=blank(), condition="nobody")
    section = next(each for each in refused.context["sections"] if each["form"])

    send(template_kept=section["form"]["template"].value()[1])

    row.refresh_from_db()
    assert refused.status_code == 422
    assert row.template.name == "申请书（空白）.pdf"


def test_anothers_mark_brings_no_file(send, row):
    answer = send(template_kept="W251bGwsIngiXQ:forged")

    assert answer.status_code == 422
    assert "重新选择" in answer.content.decode()


def test_a_blank_form_is_left_out_again(send, row, handed_out):
    send(template_drop="1")

    row.refresh_from_db()
    assert row.template is None


def test_the_public_reads_it_once_it_is_published(handed_out, draft, publish, keeper):
    stored = StoredFile.objects.get()
    assert not files.may_read(AnonymousUser(), stored)
    assert files.may_read(keeper, stored)

    publish(draft)

    assert files.may_read(AnonymousUser(), stored)
    answer = Client().get(reverse("items:blank", args=[draft.item.code, stored.digest]))
    assert b"".join(answer.streaming_content) == PDF


def test_what_was_published_keeps_its_blank_form(handed_out, draft, publish, keeper):
    published = publish(draft)
    row = published.materials.get(name=handed_out.name)

    with pytest.raises(DatabaseError), transaction.atomic():
        Material.objects.filter(pk=row.pk).update(template=None)


def test_the_exchange_tells_names_and_digests(handed_out, draft, publish, keeper):
    publish(draft)

    records = export.published_records(AT)

    told = records[0]["materials"][0]
    assert (told["template_name"], told["template_digest"]) == ("申请书（空白）.pdf", handed_out.template_id)
    for content, name in ((to_json(records), "a.json"), (to_workbook(records), "a.xlsx")):
        assert imports.import_items(content, name, by=keeper, at=AT) == imports.ItemImport(0, 0, 1)


def test_an_import_that_is_silent_on_files_keeps_them(handed_out, draft, publish, keeper):
    publish(draft)
    sent = export.published_records(AT)[0] | {"promise_day": "6"}
    sent["materials"] = [
        {key: value for key, value in each.items() if not key.startswith("template")}
        for each in sent["materials"]
    ]

    imports.import_items(json.dumps({"items": [sent]}).encode(), "a.json", by=keeper, at=AT)

    kept = versions.open_version(draft.item).materials.get(name=handed_out.name)
    assert kept.template_id == handed_out.template_id
