"""The inbox: the bell, reading, searching, choosing, and what a reader may no longer see."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest

from tongban.ground.exchange.messages import actions
from tongban.ground.exchange.messages.models import Choice, Contact, Message, Simulated
from tongban.ground.exchange.messages.tests.conftest import NOON
from tongban.ground.exchange.outbox import Outgoing, deliver_due
from tongban.ground.ledger import Refused

pytestmark = pytest.mark.django_db


def page(client, address="/messages/"):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_bell_counts_what_is_unread_on_every_page(client, officer, told):
    client.force_login(officer)
    assert 'class="bell-count"' not in page(client, "/law/")

    told(officer)
    told(officer)

    assert '<span class="bell-count">2<' in page(client, "/law/")


def test_the_bell_costs_one_statement(client, officer, told, django_assert_num_queries):
    from tongban.ground.exchange.messages.context import Bell

    told(officer)

    with django_assert_num_queries(1):
        assert Bell(officer).count == 1


def test_a_message_is_read_when_it_is_opened_and_can_be_marked_unread(client, officer, told):
    (message,) = told(officer)
    client.force_login(officer)

    assert "自动事项未成功：测试" in page(client, f"/messages/{message.pk}/")
    message.refresh_from_db()
    assert message.read_at is not None

    client.post(f"/messages/{message.pk}/mark/", {"read": "0"})
    message.refresh_from_db()
    assert message.read_at is None


def test_all_are_marked_read_at_once(client, officer, citizen, told):
    told(officer), told(officer), told(citizen)
    client.force_login(officer)

    client.post("/messages/read/")

    assert Message.objects.filter(read_at=None).count() == 1


def test_a_message_of_somebody_else_is_not_there(client, officer, citizen, told):
    (message,) = told(citizen)
    client.force_login(officer)

    assert client.get(f"/messages/{message.pk}/").status_code == 404
    assert client.post(f"/messages/{message.pk}/mark/", {"read": "1"}).status_code == 404


def test_a_stranger_is_sent_to_sign_in_and_comes_back(client, officer, told):
    (message,) = told(officer)

    answer = client.get(f"/messages/{message.pk}/")

    assert answer.status_code == 302
    assert f"next=%2Fmessages%2F{message.pk}%2F" in answer["Location"]


def test_the_list_is_filtered_searched_and_paged(client, officer, told):
    for number in range(25):
        told(officer, words={"label": f"第{number}项"})
    client.force_login(officer)

    assert page(client).count('class="letter ') == 20
    assert page(client, "/messages/?page=2").count('class="letter ') == 5
    assert page(client, "/messages/?q=第7项").count('class="letter ') == 1
    assert page(client, "/messages/?kind=work").count('class="letter ') == 0
    assert page(client, "/messages/?unread=1").count('class="letter ') == 20


def test_what_a_reader_may_no_longer_see_is_neither_shown_nor_found_nor_exported(
    client, officer, told, hidden
):
    (message,) = told(officer, words={"label": "秘密"}, room="shed", subject="SHED-1")
    client.force_login(officer)
    assert "秘密" in page(client)

    hidden.add("SHED-1")

    assert "秘密" not in page(client)
    assert "秘密" not in page(client, f"/messages/{message.pk}/")
    assert page(client, "/messages/?q=秘密").count('class="letter ') == 0
    export = client.get("/messages/?export=xlsx")
    assert export.status_code == 200
    with ZipFile(BytesIO(export.content)) as book:
        assert "秘密" not in book.read("xl/sharedStrings.xml").decode()


def test_nobody_is_told_of_what_they_may_not_see(officer, told, hidden):
    hidden.add("SHED-1")

    assert told(officer, room="shed", subject="SHED-1") == []


def test_what_may_no_longer_be_seen_is_not_sent_either(officer, told, hidden):
    told(officer, room="shed", subject="SHED-1")
    hidden.add("SHED-1")

    deliver_due(at=NOON)

    assert not Simulated.objects.exists()
    assert not Outgoing.objects.exclude(state="sent").exists()


def test_what_people_type_stays_text(client, officer, told):
    (message,) = told(officer, words={"reason": "<script>alert(1)</script><b hx-get=/x>", "label": "{at}"})
    client.force_login(officer)

    for address in ("/messages/", f"/messages/{message.pk}/"):
        shown = page(client, address)
        assert "<script>alert" not in shown
        assert "<b hx-get" not in shown


def test_an_english_page_shows_the_english_text(client, officer, told):
    (message,) = told(officer)
    client.force_login(officer)
    client.post("/language/", {"language": "en", "next": "/"})

    assert "A duty failed" in page(client, f"/messages/{message.pk}/")


def test_a_required_kind_cannot_be_switched_off_in_the_inbox(client, officer, told):
    client.force_login(officer)

    with pytest.raises(Refused):
        actions.choose({("system", "inbox"): False}, by=officer)
    client.post("/messages/choices/", {})

    assert len(told(officer)) == 1


def test_another_kind_can_be_switched_off_and_channels_are_chosen(client, officer):
    client.force_login(officer)

    client.post("/messages/choices/", {"work.inbox": "on", "limits.email": "on"})

    chosen = {(each.kind, each.channel): each.is_wanted for each in Choice.objects.all()}
    assert chosen["work", "inbox"] is True
    assert chosen["limits", "webhook"] is False
    assert chosen["review", "inbox"] is False
    assert ("limits", "inbox") not in chosen


def test_the_work_chat_is_not_told_where_it_was_switched_off(officer, told):
    actions.choose({("system", "webhook"): False}, by=officer)

    told(officer)
    deliver_due(at=NOON)

    assert not Simulated.objects.filter(channel="webhook").exists()


def test_an_applicant_chooses_no_kind_of_the_officers(client, citizen):
    client.force_login(citizen)
    shown = page(client, "/messages/choices/")

    assert 'name="notice.sms"' in shown
    assert 'name="system.inbox"' not in shown
    assert "138****0001" in shown


def ask(client, address="zhang@example.com"):
    client.post("/messages/choices/email/", {"address": address})
    deliver_due(at=NOON.replace(year=2030))
    return re.search(r"\d{6}", Simulated.objects.filter(channel="email").first().title)[0]


def test_an_e_mail_address_is_used_once_its_code_came_back(client, citizen, told):
    client.force_login(citizen)
    code = ask(client)
    assert not Contact.objects.exclude(verified_at=None).exists()

    client.post("/messages/choices/email/", {"code": code})

    contact = Contact.objects.get()
    assert contact.verified_at is not None
    assert "zhang@example.com" in page(client, "/messages/choices/")


def test_a_wrong_code_is_refused_and_guessing_ends(client, citizen):
    client.force_login(citizen)
    code = ask(client)
    wrong = "000000" if code != "000000" else "111111"

    answers = [client.post("/messages/choices/email/", {"code": wrong}).status_code for _ in range(6)]
    last = client.post("/messages/choices/email/", {"code": code}).status_code

    assert answers == [409] * 6
    assert last == 409
    assert not Contact.objects.exclude(verified_at=None).exists()


def test_a_new_address_takes_the_place_of_the_old_only_when_confirmed(client, citizen):
    client.force_login(citizen)
    client.post("/messages/choices/email/", {"code": ask(client)})
    code = ask(client, "neu@example.com")
    assert Contact.objects.exclude(verified_at=None).get().address == "zhang@example.com"

    client.post("/messages/choices/email/", {"code": code})

    assert [each.address for each in Contact.objects.all()] == ["neu@example.com"]


def test_an_address_with_a_line_break_is_refused(client, citizen):
    client.force_login(citizen)

    answer = client.post("/messages/choices/email/", {"address": "a@example.com\nBcc: all@example.com"})

    assert answer.status_code == 422
    assert not Contact.objects.exists()


def test_a_system_that_acts_for_an_applicant_has_no_inbox(citizen, told):
    citizen.acts_for = citizen.applicant
    citizen.save()

    assert told(citizen) == []


def test_who_is_no_longer_active_is_not_told(officer, told):
    officer.is_active = False
    officer.save()

    assert told(officer) == []


def test_the_simulators_page_is_the_administrators(client, officer):
    client.force_login(officer)

    assert client.get("/messages/simulators/").status_code == 403


def test_going_back_never_leads_to_another_host(client, officer, told):
    (message,) = told(officer)
    client.force_login(officer)

    answer = client.post(f"/messages/{message.pk}/mark/", {"read": "1", "next": "https://evil.example/"})

    assert answer["Location"] == "/messages/"
