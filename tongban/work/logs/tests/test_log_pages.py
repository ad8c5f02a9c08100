import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tongban.ground.people.tests import cast
from tongban.ground.people.tests.cast import MORNING
from tongban.work.logs.actions import uploads
from tongban.work.logs.models import Event, Log, Trace
from tongban.work.logs.tests.conftest import CSV, HEAD, XES

pytestmark = pytest.mark.django_db
CHOICE = {"trace": "办件编号", "activity": "环节", "at": "办理时间", "resource": "岗位", "area": "区县"}


@pytest.fixture
def desk(officer):
    client = Client()
    client.force_login(officer)
    return client


def send(desk, content=CSV, name="history.csv"):
    return desk.post(reverse("logs:upload"), {"file": SimpleUploadedFile(name, content.encode())})


def text_of(answer):
    return answer.content.decode()


def test_a_log_is_uploaded_checked_and_imported(desk):
    uploaded = send(desk)
    log = Log.objects.get()
    assert uploaded["Location"] == reverse("logs:columns", args=[log.pk])

    guessed = desk.get(uploaded["Location"])
    checked = desk.post(uploaded["Location"], CHOICE | {"act": "check"})
    imported = desk.post(uploaded["Location"], CHOICE | {"act": "import"}, follow=True)

    assert '<option value="办理时间" selected>' in text_of(guessed)
    assert "张三" in text_of(guessed)
    assert checked.status_code == 200
    assert "2021-03-01 09:30" in text_of(checked)
    assert "收件 → 办结" in text_of(imported)
    assert Event.objects.count() == 3


def test_faults_stand_on_the_page_and_the_choice_is_kept(desk):
    send(desk, HEAD + "C-2,收件,去年,窗口,姑苏区,某\n")
    address = reverse("logs:columns", args=[Log.objects.get().pk])

    answer = desk.post(address, CHOICE | {"act": "import", "kept": ["申请人"]})
    later = desk.get(address)

    assert answer.status_code == 422
    assert "3 · 办理时间" in text_of(answer)
    assert "去年" in text_of(answer)
    assert not Trace.objects.exists()
    assert 'value="申请人"' in text_of(later).split("checked")[0].rsplit("<input", 1)[1]


def test_a_column_must_be_chosen_for_each_needed_part_and_only_once(desk):
    send(desk)
    address = reverse("logs:columns", args=[Log.objects.get().pk])

    missing = desk.post(address, CHOICE | {"at": "", "act": "import"})
    twice = desk.post(address, CHOICE | {"area": "环节", "act": "import"})

    assert (missing.status_code, twice.status_code) == (422, 422)
    assert not Trace.objects.exists()


def test_a_file_that_cannot_be_read_is_told_and_can_be_discarded(desk):
    send(desk, XES.replace("</trace>", "</trac>"), "broken.xes")
    log = Log.objects.get()

    told = desk.get(reverse("logs:columns", args=[log.pk]))
    gone = desk.post(reverse("logs:remove", args=[log.pk]), {"reason": "坏文件"}, follow=True)

    assert told.status_code == 422
    assert "10" in text_of(told)
    assert gone.status_code == 200
    assert Log.objects.get().removal == "坏文件"


def test_the_same_file_leads_to_the_log_that_stands(desk, take):
    log = take(CSV)

    answer = send(desk)

    assert answer.status_code == 409
    assert reverse("logs:log", args=[log.pk]) in text_of(answer)


def test_no_log_at_all_is_told_on_the_page(desk):
    assert send(desk, "\x00\x01", "history.csv").status_code == 422
    assert desk.post(reverse("logs:upload"), {}).status_code == 422


def test_the_page_of_a_log_narrows_its_cases(desk, take):
    log = take(CSV)
    page = reverse("logs:log", args=[log.pk])

    by_area = desk.get(page, {"area": "吴中"})
    by_variant = desk.get(page, {"variant": Trace.objects.get(reference="A-1").variant})
    one = desk.get(reverse("logs:trace", args=[log.pk, Trace.objects.get(reference="A-1").pk]))

    assert "A-2</a>" in text_of(by_area)
    assert "A-1</a>" not in text_of(by_area)
    assert "A-2</a>" not in text_of(by_variant)
    assert "审批员" in text_of(one)
    assert desk.get(page, {"export": "xlsx"}).status_code == 200


def test_the_lists_tell_what_waits_and_what_was_removed(desk, upload, take, officer):
    upload(HEAD + "W-1,收件,2021-03-01,窗口,姑苏区,某\n", "waiting.csv")
    uploads.remove(take(CSV), reason="含个人信息", by=officer, at=MORNING)

    waiting = desk.get(reverse("logs:logs"), {"state": "waiting"})
    removed = desk.get(reverse("logs:logs"), {"state": "removed"})

    assert "waiting.csv" in text_of(waiting)
    assert "history.csv" not in text_of(waiting)
    assert "history.csv" in text_of(removed)


def test_a_log_is_removed_with_a_reason_on_its_page(desk, take):
    address = reverse("logs:remove", args=[take(CSV).pk])

    silent = desk.post(address, {"reason": ""})
    told = desk.post(address, {"reason": "试导入"})
    again = desk.post(address, {"reason": "又一次"})

    assert (silent.status_code, told.status_code, again.status_code) == (422, 302, 409)
    assert not Event.objects.exists()


def test_who_may_not_read_logs_sees_none(take):
    log = take(CSV)
    for role, answer in (("window_clerk", 403), ("applicant", 403)):
        client = Client()
        client.force_login(cast.staff(role, role, department=cast.bureau()))
        for page in (reverse("logs:logs"), reverse("logs:log", args=[log.pk]), reverse("logs:upload")):
            assert client.get(page).status_code == answer
        assert client.get(reverse("kit:file", args=[log.file_id])).status_code == 404


def test_the_file_as_uploaded_is_given_out_to_who_imports(desk, take):
    answer = desk.get(reverse("kit:file", args=[take(CSV).file_id]))

    assert b"".join(answer.streaming_content).decode() == CSV


def test_the_list_of_logs_costs_the_same_for_one_and_for_many(desk, take, django_assert_max_num_queries):
    for number in range(5):
        take(CSV.replace("A-", f"A{number}-"), f"{number}.csv")

    with django_assert_max_num_queries(12):
        desk.get(reverse("logs:logs"))
