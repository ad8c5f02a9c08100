"""Bad input and abuse: each is refused with what to do, changes nothing and loses nothing.

Invalid identity numbers stand in the window's tests and the people's, doubled submissions in the walk of the chart
and with the keys of the API, clerks outside the division with the window, conditions with the catalogue.
"""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from tongban.ground.ledger import Refused
from tongban.ground.ledger.models import Entry
from tongban.offer.catalogue.models import ItemVersion
from tongban.work.cases.actions import applications, decisions, intake, limits, materials
from tongban.work.cases.queries import explanation, needs, public_checks, visibility
from tongban.work.cases.tests.cast import ANSWERS, FORM, MONDAY, day, upload
from tongban.work.cases.tests.conftest import fresh

pytestmark = pytest.mark.django_db
GIANT = 2 * 1024**3


@pytest.mark.parametrize(
    "content", [b"MZ\x90\x00program", b"<!doctype html><script>", b"PK\x03\x04broken", b""]
)
def test_a_file_that_is_not_what_it_says_is_refused_and_the_one_before_stays(house, draft, material, content):
    by, lease = house.zhang.account, material("租赁合同")

    with pytest.raises(ValidationError) as refused:
        materials.attach(draft, lease, upload("合同.pdf", content), by=by, at=MONDAY)

    assert "文件" in refused.value.messages[0]
    entry = draft.materials.get(material=lease)
    assert (entry.state, entry.files.count()) == ("submitted", 1)


class Unread:
    """A body that must not be read."""

    def read(self, *size):
        raise AssertionError("the body was read")

    readline = read


def test_two_gigabytes_are_refused_before_a_byte_is_read(house):
    client = Client()
    client.force_login(house.li)
    address = reverse("cases:take_in", args=[house.zhang.pk, house.version.pk])

    answer = client.post(
        address,
        b"",
        content_type="multipart/form-data; boundary=x",
        **{"CONTENT_LENGTH": str(GIANT), "wsgi.input": Unread()},
    )

    assert answer.status_code == 413
    assert "过大" in answer.content.decode()


def test_a_form_that_breaks_its_schema_is_kept_and_told_field_by_field(house, draft):
    by = house.zhang.account
    applications.save_form(draft, by=by, at=MONDAY, form={"area": "很大", "unknown": 1})

    with pytest.raises(needs.Incomplete) as refused:
        applications.file(draft, by=by, at=MONDAY)

    assert "area" in refused.value.faults.fields
    assert (fresh(draft).status, fresh(draft).form["area"]) == ("draft", "很大")


def test_a_form_that_is_no_form_is_refused(house, draft):
    by = house.zhang.account
    for form in (["area"], {"area": float("nan")}, {1: "x"}):
        with pytest.raises(ValidationError):
            applications.save_form(draft, by=by, at=MONDAY, form=form)
    with pytest.raises(Refused, match="附件"):
        applications.save_form(draft, by=by, at=MONDAY, form={"shop": "长" * 500_000})

    assert fresh(draft).form == FORM


@pytest.mark.parametrize("name", ["sun", "li", "zhang", "stranger"])
def test_someone_elses_case_number_leads_nowhere(house, draft, name):
    by = getattr(house, name)
    client = Client()
    client.force_login(getattr(by, "account", None) or by)

    answer = client.get(reverse("cases:case", args=[draft.reference]))

    assert answer.status_code in (403, 404)
    assert draft.reference not in answer.content.decode() or answer.status_code == 404


def test_a_wrong_code_tells_nothing_of_a_case(filed):
    assert public_checks.public_progress(filed.reference, "WRONGCODE1") is None
    assert public_checks.public_progress("CASE-2022-999999", filed.check_code) is None
    assert public_checks.public_progress(filed.reference, filed.check_code).reference == filed.reference


def test_an_item_withdrawn_after_the_draft_is_told_and_the_draft_stays(house, draft):
    ItemVersion.objects.filter(pk=house.version.pk).update(status="superseded")

    with pytest.raises(Refused, match="草稿"):
        applications.file(draft, by=house.zhang.account, at=MONDAY)

    kept = fresh(draft)
    assert (kept.status, kept.form) == ("draft", FORM)
    assert kept.materials.exclude(state="missing").exists()


def test_a_year_without_a_calendar_gives_a_day_marked_provisional(house, draft):
    at = MONDAY.replace(year=2035, month=12, day=24)
    filed = applications.file(draft, by=house.zhang.account, at=at)
    accepted = fresh(intake.accept(fresh(filed), by=house.li, at=at))

    explained = explanation.explanation(accepted)
    assert accepted.is_provisional
    assert accepted.due_on > date(2035, 12, 24)
    assert any("2035" in line.words.zh or "暂" in line.words.zh for line in explained.promised.lines)


@pytest.mark.parametrize(
    "act",
    [
        lambda house, case, at: intake.accept(case, by=house.li, at=at),
        lambda house, case, at: intake.return_(case, {}, form_fault="缺页", by=house.li, at=at),
    ],
)
def test_a_clock_gone_backwards_answers_no_application(house, filed, act):
    before = Entry.objects.count()

    with pytest.raises(Refused, match="时钟"):
        act(house, filed, day(9, 2))

    assert (fresh(filed).status, Entry.objects.count()) == ("filed", before)


def test_a_clock_gone_backwards_decides_nothing_and_stops_nothing(house, reviewed):
    early = day(9, 1)

    with pytest.raises(Refused, match="时钟"):
        decisions.grant(reviewed, by=house.chen, at=early)
    with pytest.raises(Refused, match="时钟"):
        decisions.refuse(reviewed, reasons="…", by=house.chen, at=early)
    with pytest.raises(Refused, match="时钟"):
        limits.pause(reviewed, "testing", needed_days=5, reason="送检", by=house.wang, at=early)

    assert (fresh(reviewed).status, fresh(reviewed).decided_on) == ("accepted", None)


def test_a_clerk_outside_the_division_takes_nothing_in(house):
    with pytest.raises(PermissionDenied):
        intake.take_in(house.version, house.zhang, by=house.wu, at=MONDAY, answers=ANSWERS)

    assert not visibility.visible_to(house.chen).exists()
