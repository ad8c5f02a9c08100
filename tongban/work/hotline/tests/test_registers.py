"""The registers of the hotline: its head enters and changes, others of the hotline read, each change in the ledger."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from tongban.ground.kit.conflicts import StaleEdit, mark_of
from tongban.ground.ledger import Refused
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.proof_tables import proven_tables
from tongban.ground.ledger.verification import verify
from tongban.work.hotline.actions import catalogue, registers
from tongban.work.hotline.models import Area, DemandClass, DispatchRow, Line, MergeRecord, OrderLimit
from tongban.work.hotline.tests import cast
from tongban.work.hotline.tests.cast import at

pytestmark = pytest.mark.django_db
PAGES = ("lines", "classes", "areas", "limits")


def desk(person):
    client = Client()
    client.force_login(person)
    return client


def told_line(office, **said):
    usual = {"code": "12315", "name": "12315 消费维权", "number": "12315", "form": "parallel"}
    return usual | {"centre": office.places["centre"], "since": date(2022, 1, 1), "until": None} | said


def test_a_line_is_opened_changed_and_each_time_entered(office):
    line = registers.open_line(told_line(office), by=office.head, at=at(1))
    registers.change_line(line, told_line(office, form="whole"), by=office.head, at=at(2), seen=mark_of(line))

    assert Line.objects.get(code="12315").form == "whole"
    assert [entry.move for entry in Entry.objects.filter(subject="LINE-12315").order_by("pk")] == [
        "open_line",
        "change_line",
    ]
    assert verify().is_whole


def test_what_somebody_else_changed_meanwhile_is_not_written_over(office):
    line = registers.open_line(told_line(office), by=office.head, at=at(1))
    seen = mark_of(line)
    registers.change_line(line, told_line(office, name="消费热线"), by=office.head, at=at(2), seen=seen)

    with pytest.raises(StaleEdit):
        registers.change_line(line, told_line(office, name="别的"), by=office.head, at=at(2, 10), seen=seen)

    assert Line.objects.get(pk=line.pk).name == "消费热线"


def test_the_code_of_a_line_stays(office):
    with pytest.raises(Refused):
        registers.change_line(office.line, told_line(office, code="110"), by=office.head, at=at(1))


def test_how_a_line_was_merged_is_entered_only_for_a_merged_one(office):
    said = {"owner": office.places["city"], "merged_on": date(2021, 12, 1), "seats": 12}
    with pytest.raises(Refused):
        registers.record_merge(office.line, said, by=office.head, at=at(1))
    line = registers.open_line(told_line(office), by=office.head, at=at(1))

    registers.record_merge(line, said, by=office.head, at=at(2), seen="")
    with pytest.raises(StaleEdit):
        registers.record_merge(line, said, by=office.head, at=at(2, 10), seen="")

    assert MergeRecord.objects.get(line=line).seats == 12


def test_an_area_keeps_its_code_under_another_name(office):
    area = registers.open_area({"code": "320505", "name": "虎丘区", "parent": None}, by=office.head, at=at(1))
    registers.rename_area(area, "高新区", by=office.head, at=at(2))

    assert Area.objects.get(code="320505").name == "高新区"
    with pytest.raises(ValidationError):
        registers.open_area({"code": "320505", "name": "重复", "parent": None}, by=office.head, at=at(2))


@pytest.mark.parametrize("person", ["agent", "lin", "qian", "yan", "auditor"])
def test_only_the_head_of_the_hotline_enters_and_changes(office, person):
    by = {"by": getattr(office, person), "at": at(1)}
    limit = {"days": 2, "in_force_on": date(2022, 1, 1), "source": "市政府办"}

    for act in (
        lambda: registers.open_line(told_line(office), **by),
        lambda: registers.change_line(office.line, told_line(office, code="12345"), **by),
        lambda: registers.record_merge(office.line, {}, **by),
        lambda: registers.open_area({"code": "320505", "name": "虎丘区"}, **by),
        lambda: registers.rename_area(office.area, "别的", **by),
        lambda: registers.set_limit(limit, **by),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_lines_areas_and_limits_are_proven():
    assert {
        "hotline_line",
        "hotline_mergerecord",
        "hotline_area",
        "hotline_orderlimit",
    } <= proven_tables().keys()


@pytest.mark.parametrize(
    ("person", "status"), [("head", 200), ("agent", 200), ("qian", 200), ("yan", 403), ("auditor", 403)]
)
def test_who_works_for_the_hotline_reads_the_registers(office, person, status):
    client = desk(getattr(office, person))

    assert {client.get(reverse(f"hotline:{page}")).status_code for page in PAGES} == {status}
    assert client.get(reverse("hotline:line", args=[office.line.pk])).status_code == status
    assert client.get(reverse("hotline:class", args=[office.noise.pk])).status_code == status
    may_enter = {
        client.get(reverse(f"hotline:new-{what}")).status_code
        for what in ("line", "class", "area", "limit", "row")
    }
    assert may_enter == {200 if person == "head" else 403}


def test_what_a_reader_sends_changes_nothing(office):
    sent = {
        "name": "别的",
        "code": "12345",
        "form": "main",
        "centre": office.places["centre"].pk,
        "since": "2020-01-01",
    }

    desk(office.agent).post(reverse("hotline:line", args=[office.line.pk]), sent)
    desk(office.agent).post(reverse("hotline:class", args=[office.noise.pk]), {"name": "别的"})

    assert Line.objects.get().name == "12345"
    assert DemandClass.objects.get().name == "噪声扰民"


def test_the_head_opens_a_line_and_enters_its_merge_on_the_pages(office):
    head = desk(office.head)
    sent = told_line(office) | {"centre": office.places["centre"].pk, "since": "2022-01-01", "until": ""}
    head.post(reverse("hotline:new-line"), sent)
    line = Line.objects.get(code="12315")
    address = reverse("hotline:line", args=[line.pk])

    merge = {
        "owner": office.places["city"].pk,
        "merged_on": "2021-12-01",
        "seats": "12",
        "exchanged": "工单号\n\n状态",
    }
    head.post(address, merge | {"has_three_way_call": "on", "share_of_calls": "7.5", "seen": ""})

    assert MergeRecord.objects.get().exchanged == ["工单号", "状态"]
    assert "工单号、状态" in desk(office.agent).get(address).content.decode()
    late = head.post(address, merge | {"seats": "99", "seen": "0123456789abcdef"})
    assert late.status_code == 409
    assert "99" in late.content.decode()


def test_a_class_is_renamed_and_merged_and_its_history_shown(office):
    head = desk(office.head)
    head.post(reverse("hotline:new-class"), {"key": "020102", "name": "工地噪声", "parent": ""})
    new = DemandClass.objects.get(key="020102")
    address = reverse("hotline:class", args=[office.noise.pk])

    head.post(address, {"name": "噪声污染", "seen": mark_of(office.noise)})
    page = head.get(address).content.decode()
    head.post(address, {"into": new.pk, "seen": mark_of(DemandClass.objects.get(pk=office.noise.pk))})

    assert "噪声扰民" in page
    assert "噪声污染" in page
    assert DemandClass.objects.get(pk=office.noise.pk).merged_into == new
    assert head.post(reverse("hotline:new-class"), {"key": "020102", "name": "重复"}).status_code == 422


def test_the_page_says_what_an_order_would_get_and_because_of_which_row(office):
    head = desk(office.head)
    asked = {"line": office.line.pk, "kind": "complaint", "demand_class": office.noise.pk}
    before = head.get(reverse("hotline:limits"), asked).content.decode()

    head.post(
        reverse("hotline:new-limit"),
        {
            "days": "2",
            "in_force_on": "2022-01-01",
            "source": "市噪声专项方案",
            "demand_class": office.noise.pk,
        },
    )
    after = head.get(reverse("hotline:limits"), asked).content.decode()

    assert OrderLimit.objects.get().days == 2
    assert "没有适用的自设时限" in before
    assert "该工单的办理时限为 2 个工作日" in after
    assert "依据“市噪声专项方案”" in after


def test_a_row_is_proposed_on_the_page(office):
    sent = {"demand_class": office.noise.pk, "unit": cast.city(office).pk, "area": ""}

    answer = desk(office.head).post(reverse("hotline:new-row"), sent, follow=True)

    assert DispatchRow.objects.get().state == "proposed"
    assert "城市管理局" in answer.content.decode()
    assert desk(office.head).post(reverse("hotline:new-row"), sent).status_code == 409


def test_a_row_is_proposed_once(office):
    catalogue.propose_row(office.noise, cast.city(office), by=office.head, at=at(1))

    with pytest.raises(Refused):
        catalogue.propose_row(office.noise, cast.city(office), by=office.head, at=at(2))
