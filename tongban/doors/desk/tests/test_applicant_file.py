"""An applicant's file: everything of one person on one page, as far as its reader may see; each look is kept."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tongban.ground.ledger.models import Entry
from tongban.ground.people.actions.credit import note_bad_credit
from tongban.work.cases.actions.parcels import order_courier
from tongban.work.cases.tests.cast import day

pytestmark = pytest.mark.django_db
WHERE = {"recipient": "张小红", "phone": "13800000000", "address": "山塘街1号"}


def page_of(client, user, applicant):
    client.force_login(user)
    return client.get(reverse("desk:applicant", args=[applicant.pk]))


def looks_at(applicant):
    return Entry.objects.filter(subject=f"applicant:{applicant.pk}", move="open_file")


def test_applications_parcels_licences_and_marks_stand_on_one_page(client, house, issued):
    order_courier(issued, **WHERE, by=house.he, at=day(9, 9, 12))
    until = timezone.localdate().replace(year=timezone.localdate().year + 1)
    note_bad_credit(
        house.zhang, until=until, reason="失信被执行人", source="公示", by=house.gao, at=timezone.now()
    )

    text = page_of(client, house.gao, house.zhang).content.decode()

    assert all(word in text for word in (issued.reference, "模拟快递", "失信被执行人"))
    assert issued.licence.removeprefix("LIC-").rpartition("-V")[0] in text


@pytest.mark.law("personal-information-law:51")
def test_each_look_at_a_file_is_kept(client, house, issued):
    page_of(client, house.gao, house.zhang)
    page_of(client, house.gao, house.zhang)

    assert [look.by for look in looks_at(house.zhang)] == [house.gao, house.gao]


def test_whoever_may_not_read_files_leaves_no_look(client, house, issued):
    assert page_of(client, house.stranger.account, house.zhang).status_code == 403
    assert page_of(client, house.wang, house.zhang).status_code == 403
    assert not looks_at(house.zhang).exists()


def test_a_file_is_found_by_number_which_stands_in_no_address(client, house):
    client.force_login(house.gao)
    asked = {"number_type": house.zhang.number_type, "number": house.zhang.number}

    answer = client.post(reverse("desk:applicants"), asked)

    assert answer["Location"] == reverse("desk:applicant", args=[house.zhang.pk])
    assert (
        client.post(reverse("desk:applicants"), asked | {"number": "11010519491231002X"}).status_code == 422
    )
