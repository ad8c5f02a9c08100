"""While somebody is away a colleague acts in their place: with their rights, in the own name, for some days."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.timezone import localdate, now

from tongban.ground.ledger import Refused, record
from tongban.ground.ledger.models import Entry
from tongban.ground.people.actions.substitutions import appoint_deputy, end_substitution
from tongban.ground.people.models import Department, User
from tongban.ground.people.right_check import role_problems
from tongban.ground.people.substitutions import stand_in
from tongban.ground.people.tests.cast import bureau, staff

WEEK = timedelta(days=7)


def employ():
    food = Department.objects.create(code="SPJ-SP", name="食品处", kind="division", parent=bureau())
    market = Department.objects.create(code="SPJ-SC", name="市场处", kind="division", parent=bureau())
    staff("head", "division_head", department=food)
    staff("reviewer", "reviewer", department=food)
    staff("clerk", "window_clerk", department=market)
    staff("stranger", "reviewer", department=Department.objects.create(code="WX", name="外市", kind="bureau"))
    staff("administrator", "system_administrator", department=bureau())


@pytest.fixture
def people(once):
    once(employ)
    return lambda name: User.objects.get(username=name)


def appoint(people, absent="head", deputy="clerk", by=None, **days):
    today = localdate()
    said = {"since": today, "until": today + WEEK, "reason": "年休假"} | days
    return appoint_deputy(people(absent), people(deputy), **said, by=people(by or absent), at=now())


def test_a_deputy_acts_with_the_rights_and_at_the_place_of_who_is_away(people):
    head, clerk = people("head"), people("clerk")

    acting = stand_in(clerk, head)

    assert acting.pk == clerk.pk
    assert acting.department == head.department
    assert acting.may("cases.decide")
    assert not acting.may("cases.intake")
    assert not clerk.may("cases.decide"), "the deputy as such has gained nothing"
    assert clerk.department != head.department


def test_what_is_done_names_both_and_the_check_of_rights_knows_why(people):
    appoint(people)
    acting = stand_in(people("clerk"), people("head"))

    record("CASE-1", "urge", by=acting, at=now(), basis="local-practice")

    entry = Entry.objects.get(subject="CASE-1")
    assert entry.by_name == "clerk 先生（代head 先生）"
    assert (entry.by_id, entry.by_role) == (people("clerk").pk, "division_head")
    assert list(role_problems()) == []


def test_without_a_substitution_the_check_of_rights_finds_it(people):
    record("CASE-1", "urge", by=stand_in(people("clerk"), people("head")), at=now(), basis="local-practice")

    assert [found.subject for found in role_problems()] == ["CASE-1"]


def test_a_stand_in_is_never_saved(people):
    with pytest.raises(TypeError):
        stand_in(people("clerk"), people("head")).save()


@pytest.mark.parametrize(
    ("absent", "by"), [("reviewer", "reviewer"), ("reviewer", "head"), ("head", "administrator")]
)
def test_the_absent_their_head_and_the_administrator_name_the_deputy(people, absent, by):
    assert appoint(people, absent=absent, by=by).deputy == people("clerk")


@pytest.mark.parametrize(("absent", "by"), [("head", "reviewer"), ("head", "clerk"), ("clerk", "head")])
def test_nobody_else_does(people, absent, by):
    with pytest.raises(PermissionDenied):
        appoint(people, absent=absent, deputy="reviewer", by=by)


def test_a_stand_in_passes_the_place_on_to_nobody(people):
    acting = stand_in(people("clerk"), people("head"))

    with pytest.raises(PermissionDenied):
        appoint_deputy(
            people("head"),
            people("reviewer"),
            since=localdate(),
            until=localdate(),
            reason="再委托",
            by=acting,
            at=now(),
        )


@pytest.mark.parametrize(
    ("said", "deputy"),
    [
        ({"until": localdate() - WEEK}, "clerk"),
        ({"since": localdate() - WEEK}, "clerk"),
        ({"until": localdate() + timedelta(days=200)}, "clerk"),
        ({}, "stranger"),
        ({}, "head"),
    ],
)
def test_what_makes_no_sense_is_refused(people, said, deputy):
    with pytest.raises(Refused):
        appoint(people, deputy=deputy, **said)


def test_two_do_not_act_in_one_place_at_once(people):
    appoint(people)

    with pytest.raises(Refused):
        appoint(people, deputy="reviewer")


def test_the_deputy_takes_the_place_on_the_page_and_is_told_so(people, client):
    appoint(people)
    client.force_login(people("clerk"))
    profile = client.get(reverse("people:profile")).content.decode()
    assert "您代 head 先生 办理" in profile

    held = people("clerk")
    client.post(reverse("people:act-for"), {"substitution": held_key(held)})

    assert client.get("/").wsgi_request.user.may("cases.decide")
    assert "您正在代 head 先生 办理" in client.get("/").content.decode()
    assert not client.get(reverse("people:profile")).wsgi_request.user.may("cases.decide"), (
        "one's own account"
    )

    client.post(reverse("people:act-for"))
    assert not client.get("/").wsgi_request.user.may("cases.decide")


def test_an_ended_substitution_opens_nothing_any_more(people, client):
    made = appoint(people)
    client.force_login(people("clerk"))
    client.post(reverse("people:act-for"), {"substitution": made.pk})
    type(made).objects.filter(pk=made.pk).update(since=date(2020, 1, 1), ended_on=date(2020, 2, 1))

    assert not client.get("/").wsgi_request.user.may("cases.decide")
    assert client.post(reverse("people:act-for"), {"substitution": made.pk}).status_code == 404


def test_it_is_ended_by_whoever_may_name_the_deputy(people):
    made = appoint(people)

    with pytest.raises(PermissionDenied):
        end_substitution(made, by=people("clerk"), at=now())
    assert end_substitution(made, by=people("head"), at=now()).ended_on == localdate()


def test_the_form_names_what_is_wrong_and_keeps_what_was_typed(people, client):
    client.force_login(people("head"))
    today = localdate()
    sent = {
        "absent": people("head").pk,
        "deputy": people("clerk").pk,
        "since": today.isoformat(),
        "until": (today - WEEK).isoformat(),
        "reason": "外出培训",
    }

    answer = client.post(reverse("people:appoint"), sent)

    assert answer.status_code == 409
    assert "外出培训" in answer.content.decode()
    assert client.post(reverse("people:appoint"), sent | {"until": today.isoformat()}).status_code == 302


def held_key(deputy: User) -> int:
    from tongban.ground.people.substitutions import substitutions_on

    return substitutions_on(localdate()).get(deputy=deputy).pk
