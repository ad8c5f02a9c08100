"""The window for a full day: what it recognises by itself, what it keeps, what it leaves out, what it accepts at once."""

import json
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from tongban.ground.kit.models import StoredFile
from tongban.ground.people.models import Applicant, Assignment, User
from tongban.offer.licences.actions import issue
from tongban.work.cases.actions.drafts import KEPT, clear_drafts
from tongban.work.cases.models import Case, IntakeDraft
from tongban.work.cases.tests.cast import MONDAY, PDF
from tongban.work.cases.tests.pages.conftest import text_of

pytestmark = pytest.mark.django_db
WINDOW, SCANS = "/cases/window/", "/cases/window/scans/"
HERS = "320503199001011222"
ANSWERED = {"serves_food": "yes", "shop": "小桥人家", "area": "52.5"}


@pytest.fixture
def clerk(at):
    return at("li")


@pytest.fixture
def colleague(house):
    """Return the browser of another clerk of the same window."""
    clerk = User.objects.create(username="qian", display_name="钱", department=house.li.department)
    Assignment.objects.create(user=clerk, role="window_clerk", since=date(2021, 1, 1))
    client = Client()
    client.force_login(clerk)
    return client


@pytest.fixture
def address(house):
    return reverse("cases:take_in", args=[house.zhang.pk, house.version.pk])


@pytest.fixture
def send_scan(clerk, house):
    """Return how the page sends a scan as soon as it comes."""

    def send(name, content=PDF, **more):
        asked = list(house.version.materials.values_list("pk", "name"))
        said = {"asked": [pk for pk, _name in asked], "asked_name": [name for _pk, name in asked]} | more
        return clerk.post(SCANS, said | {"file": SimpleUploadedFile(name, content)})

    return send


@pytest.fixture
def save(clerk, house):
    """Return how the page keeps what is typed."""

    def keep(**typed):
        said = {"about_item": house.item.pk} | typed
        return clerk.post(reverse("cases:draft", args=[house.zhang.pk]), said)

    return keep


def test_the_number_has_the_focus_wherever_the_next_applicant_is_asked_for(clerk, house, address):
    clerk.post(address, ANSWERED)
    taken = reverse("cases:taken", args=[Case.objects.get().reference])

    for page in (WINDOW, taken):
        (field,) = [tag for tag in text_of(clerk.get(page)).split("<input") if 'name="number"' in tag]
        assert "autofocus" in field


@pytest.mark.parametrize("typed", [HERS, "３２０５０３１９９００１０１１２２２", "320503 19900101 1222"])
def test_nobody_says_of_which_type_a_number_is(clerk, house, typed):
    Applicant.objects.filter(pk=house.zhang.pk).update(number=HERS)

    answer = clerk.post(WINDOW, {"number": typed})

    assert answer["Location"] == reverse("cases:applicant", args=[house.zhang.pk])


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("320503900101122", "15位的第一代居民身份证"),
        ("320500000012345", "旧工商注册号"),
        ("320503199001011221", "校验码不符"),
        ("91320500MA1NABCDO4", "不使用字母"),
        ("12345", "请选择证件类型"),
    ],
)
def test_what_is_wrong_with_a_number_is_told(clerk, house, typed, told):
    answer = clerk.post(WINDOW, {"number": typed})

    assert (answer.status_code, told in text_of(answer)) == (422, True)


@pytest.mark.parametrize(
    ("kind", "typed", "told"),
    [
        ("citizen", "320503900101122", "15位的第一代居民身份证"),
        ("credit", "320500000012345", "旧工商注册号"),
        ("citizen", "12345", "号码位数不对"),
        ("citizen", "91350100M000100Y43", "校验码不符"),
    ],
)
def test_a_type_chosen_by_hand_hides_no_fault_of_the_number(clerk, house, kind, typed, told):
    answer = clerk.post(WINDOW, {"number": typed, "number_type": kind})

    assert (answer.status_code, told in text_of(answer)) == (422, True)


@pytest.mark.parametrize(
    ("typed", "kind"), [("H12345678", "permit"), ("01234567", "permit"), ("E12345678", "passport")]
)
def test_whoever_has_no_card_is_registered_with_the_type_recognised(clerk, house, typed, kind):
    clerk.post(WINDOW, {"number": typed, "number_type": kind, "name": "陈示例", "phone": "13800000009"})

    assert Applicant.objects.get(number=typed).number_type == kind


def test_the_card_that_was_read_fills_the_register(clerk, house):
    answer = clerk.post(WINDOW, {"number": HERS, "read_name": "陈示例", "read_address": "示例路9号"})

    assert 'value="陈示例"' in text_of(answer)
    assert 'value="示例路9号"' in text_of(answer)


def test_what_the_house_has_of_an_applicant_and_what_the_window_takes_in_most_is_shown(clerk, house, address):
    clerk.post(address, ANSWERED)
    licence = issue(house.licence_type, house.zhang, valid_from=date(2021, 1, 1), by=house.he, at=MONDAY)

    shown = text_of(clerk.get(reverse("cases:applicant", args=[house.zhang.pk])))

    assert licence.number in shown
    assert Case.objects.get().reference in shown
    assert f'href="{address}" data-figure="1"' in shown
    assert licence.number in text_of(clerk.get(address))


def test_a_scan_is_kept_and_recognised_as_soon_as_it_comes(send_scan, material):
    known, unknown = send_scan("zlht-小桥租赁合同.pdf").json(), send_scan("scan0001.pdf").json()

    assert known["which"] == str(material("租赁合同").pk)
    assert (unknown["which"], unknown["name"]) == ("", "scan0001.pdf")
    assert StoredFile.objects.exists()


def test_a_scan_pasted_beside_a_material_is_that_material(send_scan, material):
    beside = str(material("平面图").pk)

    assert send_scan("image.pdf", scan_for=beside).json()["which"] == beside


def test_what_is_no_scan_is_told_at_once(send_scan):
    answer = send_scan("病毒.pdf", b"MZ\x90\x00\x03")

    assert answer.status_code == 422
    assert answer.json()["fault"]


def test_scans_go_to_their_materials_and_several_to_one(clerk, send_scan, address, material):
    names = ("租赁合同.pdf", "营业执照正面.pdf", "营业执照反面.pdf")
    found = [send_scan(name, PDF + name.encode()).json() for name in names]
    said = {"scan": [each["mark"] for each in found], "scan_for": [each["which"] for each in found]}

    clerk.post(address, ANSWERED | said)

    entries = Case.objects.get().materials
    assert entries.get(material=material("租赁合同")).files.get().name == "租赁合同.pdf"
    assert entries.get(material=material("营业执照")).files.count() == 2


def test_a_scan_of_which_nobody_said_what_it_is_is_asked_about_and_not_lost(clerk, send_scan, address):
    scan = send_scan("scan0001.pdf").json()

    answer = clerk.post(address, ANSWERED | {"scan": scan["mark"], "scan_for": ""})

    assert answer.status_code == 422
    assert "请指明下列扫描件各是哪一份材料：scan0001.pdf" in text_of(answer)
    assert [each.file.name for each in answer.context["tray"].scans] == ["scan0001.pdf"]
    assert not Case.objects.exists()


def test_a_strangers_mark_is_no_scan(colleague, send_scan, address):
    mark = send_scan("租赁合同.pdf").json()["mark"]

    answer = colleague.post(address, ANSWERED | {"scan": mark, "scan_for": "1"})

    assert answer.status_code == 422
    assert not Case.objects.exists()


def test_what_a_case_does_not_need_is_folded_away_and_stands_on_no_receipt(clerk, address, material):
    unneeded = material("平面图")
    said = ANSWERED | {"serves_food": "no", f"way_{unneeded.pk}": "show"}

    page = text_of(clerk.get(address + "?serves_food=no"))
    clerk.post(address, said)

    case = Case.objects.get()
    assert f'name="way_{unneeded.pk}"' not in page
    assert "本次不需要的材料 1 项" in page
    assert case.materials.get(material=unneeded).state == "missing"
    assert "平面图" not in json.dumps(case.papers.get(kind="receipt").content["table"], ensure_ascii=False)


def test_a_complete_application_is_taken_in_and_accepted_at_once(clerk, house, address):
    ways = {f"way_{each.pk}": "show" for each in house.version.materials.all()}

    answer = clerk.post(address, ANSWERED | ways | {"accept": "yes"})

    case = Case.objects.get()
    assert (case.status, answer["Location"]) == ("accepted", reverse("cases:taken", args=[case.reference]))
    assert {"receipt", "acceptance"} <= set(case.papers.values_list("kind", flat=True))
    assert "受理通知书（PDF）" in text_of(clerk.get(answer["Location"]))


def test_what_is_lacking_for_acceptance_is_told_beside_it_and_nothing_is_done(clerk, address, material):
    said = ANSWERED | {"area": "", f"way_{material('租赁合同').pk}": "show", "accept": "yes"}

    answer = clerk.post(address, said)

    assert answer.status_code == 409
    assert "小桥人家" in text_of(answer)
    lacking = {row["need"].material.name for row in answer.context["rows"] if row["fault"]}
    assert lacking == {"营业执照", "平面图", "健康证明"}
    assert answer.context["form"]["area"].errors
    assert not Case.objects.exists()


def test_nothing_typed_is_lost_when_the_browser_closes(clerk, save, send_scan, address, material):
    scan = send_scan("租赁合同.pdf").json()
    said = {f"way_{material('平面图').pk}": "follow_later", "scan": scan["mark"], "scan_for": scan["which"]}

    answer = save(**ANSWERED, **said)
    page = clerk.get(address)

    assert (answer.status_code, "已暂存" in text_of(answer)) == (200, True)
    assert 'value="小桥人家"' in text_of(page)
    assert page.context["tray"].handed[scan["which"]][0].name == "租赁合同.pdf"
    assert page.context["materials"][f"way_{material('平面图').pk}"].value() == "follow_later"
    assert page.context["questions"]["serves_food"].value() == "yes"
    assert "小桥人家" not in text_of(clerk.get(WINDOW))
    assert address in text_of(clerk.get(WINDOW))


def test_a_draft_is_its_clerks_alone_and_goes_when_it_is_sent(clerk, colleague, save, address):
    save(shop="小桥人家")

    assert "小桥人家" not in text_of(colleague.get(address))
    clerk.post(address, ANSWERED)
    assert not IntakeDraft.objects.exists()


def test_a_draft_is_let_go_by_its_clerk_or_in_time(clerk, colleague, save):
    save(shop="小桥人家")
    draft = IntakeDraft.objects.get()
    gone = reverse("cases:drop-draft", args=[draft.pk])

    assert colleague.post(gone).status_code == 404
    assert clear_drafts(at=now() + KEPT - timedelta(hours=1)) == 0
    assert clear_drafts(at=now() + KEPT + timedelta(hours=1)) == 1
    save(shop="小桥人家")
    clerk.post(reverse("cases:drop-draft", args=[IntakeDraft.objects.get().pk]))
    assert not IntakeDraft.objects.exists()


def test_devices_of_the_clerks_machine_are_reached_by_the_window_alone(clerk, settings):
    settings.WINDOW_DEVICES = {"card_reader": "http://127.0.0.1:8571/card", "camera": "simulated"}

    window, other = clerk.get(WINDOW), clerk.get("/cases/all/")

    assert "connect-src 'self' http://127.0.0.1:8571/card;" in window["Content-Security-Policy"]
    assert "camera=(self)" in window["Permissions-Policy"]
    assert "8571" not in other["Content-Security-Policy"]
    assert "camera=()" in other["Permissions-Policy"]


def test_simulated_devices_answer_in_a_demo_only(clerk, house, settings):
    Applicant.objects.filter(pk=house.zhang.pk).update(is_example=True, number=HERS, number_type="citizen")
    addresses = ("/cases/window/devices/card/", "/cases/window/devices/camera/")
    settings.WINDOW_DEVICES = {"card_reader": "simulated", "camera": "simulated"}

    card, picture = map(clerk.get, addresses)

    assert card.json()["number"] == HERS
    assert picture.content.startswith(b"\x89PNG")
    settings.WINDOW_DEVICES = {}
    assert [clerk.get(each).status_code for each in addresses] == [404, 404]


def test_the_simulated_picture_is_kept_as_a_scan(clerk, send_scan, settings):
    settings.WINDOW_DEVICES = {"camera": "simulated"}
    picture = clerk.get("/cases/window/devices/camera/").content

    assert send_scan("20261201.png", picture).status_code == 200
