"""Internal notes on a case: colleagues read them, whoever is named finds it in the bell, citizens never see them."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from tongban.ground.exchange.messages.models import Message
from tongban.ground.exchange.notes.actions import write_note
from tongban.ground.ledger import Refused
from tongban.ground.ledger.models import Entry
from tongban.work.cases.tests.pages.conftest import page_of, text_of

SAID = "租赁合同的面积与平面图不符，@zhao 请复核。"


def address(case):
    return reverse("notes:notes", args=["cases", case.reference])


def test_a_colleague_named_in_a_note_finds_it_in_the_bell(house, at, accepted):
    answer = at("wang").post(address(accepted), {"text": SAID})

    assert answer["Location"] == page_of(accepted) + "#notes"
    told = Message.objects.get(template="note_names_you")
    assert (told.reader, told.link) == (house.zhao, page_of(accepted))
    assert SAID not in told.text, "what the note says stays on the page of the matter"
    assert SAID in text_of(at("zhao").get(address(accepted)))


def test_a_colleague_is_chosen_from_the_list_as_well(house, at, accepted):
    at("wang").post(address(accepted), {"text": "请看一下。", "to": house.sun.pk})

    assert Message.objects.get(template="note_names_you").reader == house.sun


@pytest.mark.parametrize(("name", "reason"), [("@noone", "没有叫"), ("@wu", None), ("@luo", None)])
def test_who_is_named_must_be_there_and_see_the_matter(house, at, accepted, name, reason):
    answer = at("wang").post(address(accepted), {"text": f"{name} 请看"})

    is_told = Message.objects.filter(template="note_names_you").exists()
    assert is_told == (reason is None)
    assert reason is None or (answer.status_code == 409 and reason in text_of(answer))
    assert reason is None or f"{name} 请看" in text_of(answer), "nothing typed is lost"


def test_a_colleague_without_the_matter_is_not_told(house, accepted):
    with pytest.raises(Refused, match="admin"):
        write_note("cases", accepted.reference, "@admin", by=house.wang, at=now())
    assert not Message.objects.exists()


def test_the_applicant_and_who_does_not_see_the_matter_read_no_note(house, at, accepted):
    write_note("cases", accepted.reference, SAID, by=house.wang, at=now())
    applicant = Client()
    applicant.force_login(house.zhang.account)

    assert applicant.get(address(accepted)).status_code == 404
    assert at("admin").get(address(accepted)).status_code == 404
    assert Client().get(address(accepted)).status_code == 302
    assert SAID not in text_of(applicant.get(reverse("my:case", args=[accepted.reference])))
    with pytest.raises(PermissionDenied):
        write_note("cases", accepted.reference, "你好", by=house.zhang.account, at=now())


def test_a_note_is_in_no_paper_and_in_no_chain_of_the_case(house, accepted):
    before = Entry.objects.filter(subject=accepted.reference).count()

    write_note("cases", accepted.reference, SAID, by=house.wang, at=now())

    assert Entry.objects.filter(subject=accepted.reference).count() == before
    assert not accepted.papers.filter(content__icontains="面积与平面图不符").exists()


def test_the_page_of_the_case_loads_the_notes(at, accepted):
    assert f'hx-get="{address(accepted)}"' in text_of(at("wang").get(page_of(accepted)))
    part = text_of(at("wang").get(address(accepted), headers={"HX-Request": "true"}))
    assert "还没有备注" in part
    assert "<html" not in part
