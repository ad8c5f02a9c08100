"""One thing taken in at the window: one form, one receipt, a case with each body; what is missing is told at once."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tongban.ground.kit.virus_scan import mark_clean
from tongban.ground.ledger.models import Entry
from tongban.work.cases.actions import intake
from tongban.work.cases.bundles.counter import take_in_joint
from tongban.work.cases.bundles.queries import latest_parts, plan_of
from tongban.work.cases.models import Case, IntakeDraft, JointApplication, JointFile
from tongban.work.cases.papers.sheet import print_sheet
from tongban.work.cases.queries.needs import Incomplete, faults_of, materials_of
from tongban.work.cases.readers import words
from tongban.work.cases.tests.bundles.conftest import ANSWERS, MONDAY, PDF, part_of

LATER = MONDAY + timedelta(days=1)


@pytest.fixture
def said(office, bundle):
    """Return what the clerk types and sees: everything complete, one material scanned, the rest on paper."""
    version = bundle("餐饮店")
    plan = plan_of(JointApplication(version=version, applicant=office.firm, answers=ANSWERS), MONDAY.date())
    form = {
        name: 10 if rule.get("type") in ("number", "integer") else rule.get("enum", ["平江路1号"])[0]
        for name, rule in plan.schema["properties"].items()
    }
    scan = SimpleUploadedFile("平面图.pdf", PDF, "application/pdf")
    mark_clean(scan)
    names = [each.name for each in plan.materials]
    handed = {"场所平面布置图": [scan]}
    return {
        "answers": ANSWERS,
        "form": form,
        "handed": handed,
        "shown": [n for n in names if n not in handed],
    }


@pytest.fixture
def taken(office, bundle, said):
    return take_in_joint(bundle("餐饮店"), office.firm, by=office.clerk, at=MONDAY, **said)


def test_a_clerk_files_one_thing_and_each_body_has_its_case(taken, office):
    parts = [each for each in latest_parts(taken) if each.case]

    assert (taken.status, taken.channel) == ("under_way", "window")
    assert len(parts) == 3
    for part in parts:
        assert (part.case.status, part.case.channel, part.case.is_part) == ("filed", "window", True)
        assert not faults_of(part.case)
    assert JointFile.objects.get().material == "场所平面布置图"
    assert taken.materials_joint < taken.materials_single


def test_the_receipt_names_the_whole_day_and_that_of_each_part(taken):
    receipt = taken.receipt

    assert receipt["number"] == taken.reference
    assert [row[0] for row in receipt["rows"]].count("店招标牌设置备案") == 1
    assert len(receipt["rows"]) == 4
    assert dict(receipt["pairs"])["收件方式"] == "窗口一次收件"
    assert "出示原件" in dict(receipt["pairs"])["材料"]
    assert print_sheet(receipt, MONDAY).startswith(b"%PDF")


def test_what_is_missing_is_told_at_once_and_nothing_is_kept(office, bundle, said):
    before = (JointApplication.objects.count(), Case.objects.count(), Entry.objects.count())
    lacking = {**said, "shown": [], "form": {}}

    with pytest.raises(Incomplete) as refused:
        take_in_joint(bundle("餐饮店"), office.firm, by=office.clerk, at=MONDAY, **lacking)

    assert "contact" in refused.value.faults.fields
    assert refused.value.faults.materials
    assert (JointApplication.objects.count(), Case.objects.count(), Entry.objects.count()) == before


def test_only_the_window_takes_in(office, bundle, said):
    with pytest.raises(PermissionDenied):
        take_in_joint(bundle("餐饮店"), office.firm, by=office.owner, at=MONDAY, **said)


def test_a_later_part_is_taken_in_too_and_a_returned_one_is_said_of_the_whole(taken, office, handle):
    handle(part_of(taken, "消防安全检查"), at=LATER)
    sign, water = part_of(taken, "店招"), part_of(taken, "排水")
    intake.return_(water.case, {materials_of(water.case)[0].pk: "看不清"}, by=office.clerk, at=LATER)

    assert (sign.standing, sign.case.channel, sign.hint) == ("under_way", "window", "")
    said = Entry.objects.get(subject=taken.reference, move="part_returned")
    assert said.payload["item"] == "餐饮单位排水许可"
    assert words(taken, said)["complete_by"] == said.payload["complete_by"] != ""


def test_the_page_at_the_window_keeps_what_was_typed_and_prints_the_receipt(office, bundle, client, said):
    version = bundle("餐饮店")
    client.force_login(office.clerk)
    found = client.get(f"/cases/window/{office.firm.pk}/?q=餐饮").content.decode()
    at = f"/cases/window/{office.firm.pk}/together/{version.bundle.reference}/"
    assert at in found
    asked = {f"asked-{name}": {True: "yes", False: "no"}.get(value, value) for name, value in ANSWERS.items()}
    typed = {name: str(value) for name, value in said["form"].items()}

    lacking = client.post(at, {**asked, "contact": "李强", "take": "yes"})
    places = range(len(plan_for_page(version, office).materials))
    saved = client.post(at, {**asked, **typed, **{f"shown-{each}": "yes" for each in places}, "take": "yes"})

    assert lacking.status_code == 409
    assert 'value="李强"' in lacking.content.decode()
    assert saved.status_code == 302, saved.content.decode()
    joint = JointApplication.objects.get()
    assert client.get(f"/cases/together/{joint.reference}/receipt.pdf").content.startswith(b"%PDF")


def plan_for_page(version, office):
    return plan_of(JointApplication(version=version, applicant=office.firm, answers=ANSWERS), MONDAY.date())


def test_the_page_takes_scans_all_at_once_and_keeps_what_is_typed_as_for_a_single_item(office, bundle, said):
    client, version = Client(), bundle("餐饮店")
    client.force_login(office.clerk)
    names = [*said["shown"], *said["handed"]]
    plan = plan_of(JointApplication(version=version, applicant=office.firm, answers=ANSWERS), MONDAY.date())
    asked = {"asked": names, "asked_name": names}
    scan = client.post(
        "/cases/window/scans/", asked | {"file": SimpleUploadedFile("店铺平面布置图.pdf", PDF)}
    ).json()
    typed = {f"asked-{code}": {True: "yes", False: "no"}.get(value, value) for code, value in ANSWERS.items()}
    typed |= said["form"] | {"scan": scan["mark"], "scan_for": scan["which"]}
    typed |= {
        f"shown-{place}": "yes" for place, each in enumerate(plan.materials) if each.name in said["shown"]
    }
    address = reverse("cases:take_in_joint", args=[office.firm.pk, version.bundle.reference])

    kept = typed | {"about_bundle": version.bundle.reference}
    client.post(reverse("cases:draft", args=[office.firm.pk]), kept)
    again = client.get(address)
    answer = client.post(address, typed | {"take": "yes"})

    assert scan["which"] == "场所平面布置图"
    assert again.context["tray"].handed["场所平面布置图"][0].name == "店铺平面布置图.pdf"
    assert "平江路1号" in again.content.decode()
    assert answer.status_code == 302
    assert JointFile.objects.get().name == "店铺平面布置图.pdf"
    assert not IntakeDraft.objects.exists()
