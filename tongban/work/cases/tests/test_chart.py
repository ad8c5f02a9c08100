"""The chart walked: every status, every move, everybody. What is not declared is refused and changes nothing."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from tongban.ground.exchange import outbox
from tongban.ground.ledger import SYSTEM, Refused
from tongban.ground.ledger.models import Entry
from tongban.offer.delivery.actions import track
from tongban.offer.delivery.models import Delivery
from tongban.offer.delivery.queries import parcels_of
from tongban.work.cases.actions import (
    applications,
    decisions,
    intake,
    limits,
    materials,
    parcels,
    results,
    reviews,
)
from tongban.work.cases.hearings.actions import ask_for_hearing
from tongban.work.cases.models import Case, Paper, Review, Status
from tongban.work.cases.states import CHART
from tongban.work.cases.tests.cast import ANSWERS, FORM, MONDAY, day, supersede, upload
from tongban.work.cases.tests.conftest import fresh

pytestmark = pytest.mark.django_db
LATER = day(9, 9)
CALLS = {
    "begin": lambda h, c, by: applications.begin(h.version, h.zhang, by=by, at=LATER, answers=ANSWERS),
    "discard": lambda h, c, by: applications.discard(c, by=by, at=LATER),
    "expire": lambda h, c, by: decisions.expire(c, at=LATER),
    "file": lambda h, c, by: applications.file(c, by=by, at=LATER),
    "take_in": lambda h, c, by: intake.take_in(h.version, h.zhang, by=by, at=LATER),
    "return": lambda h, c, by: intake.return_(c, {}, form_fault="填写不全", by=by, at=LATER),
    "complete": lambda h, c, by: applications.complete(c, by=by, at=LATER),
    "take_completion": lambda h, c, by: intake.take_completion(c, by=by, at=LATER),
    "accept": lambda h, c, by: intake.accept(c, by=by, at=LATER),
    "accept_by_silence": lambda h, c, by: intake.accept_by_silence(c, at=day(9, 20)),
    "decline": lambda h, c, by: intake.decline(c, reason="不属于本机关职权范围。", by=by, at=LATER),
    "find_unneeded": lambda h, c, by: intake.find_unneeded(c, reason="无需许可。", by=by, at=LATER),
    "pause": lambda h, c, by: limits.pause(c, "hearing", needed_days=9, reason="申请听证", by=by, at=LATER),
    "ask_to_be_heard": lambda h, c, by: ask_for_hearing(c.hearings.get(), by=by, at=LATER).case,
    "resume": lambda h, c, by: limits.resume(c, result="听证结束", by=by, at=LATER),
    "extend": lambda h, c, by: limits.extend(c, 5, reason="案情复杂", by=by, at=LATER),
    "grant": lambda h, c, by: decisions.grant(c, by=by, at=LATER),
    "refuse": lambda h, c, by: decisions.refuse(c, reasons="不符合条件", by=by, at=LATER),
    "issue": lambda h, c, by: results.issue(c, by=by, at=LATER),
    "deliver": lambda h, c, by: results.deliver(c, by=by, at=LATER),
    "deliver_refusal": lambda h, c, by: results.deliver_refusal(c, by=by, at=LATER),
    "sign_for": lambda h, c, by: track(parcels_of(c.reference).get(), at=day(9, 20)),
    "withdraw": lambda h, c, by: applications.withdraw(c, by=by, at=LATER),
    "take_withdrawal": lambda h, c, by: decisions.take_withdrawal(c, by=by, at=LATER),
    "lapse": lambda h, c, by: decisions.lapse(c, at=day(9, 20)),
    "terminate": lambda h, c, by: decisions.terminate(c, reason="申请人死亡", by=by, at=LATER),
    "archive": lambda h, c, by: decisions.archive(c, by=by, at=LATER),
}
WAY = {
    "draft": (),
    "filed": ("file",),
    "incomplete": ("file", "return"),
    "completed": ("file", "return", "complete"),
    "accepted": ("file", "accept", "review"),
    "paused": ("file", "accept", "review", "pause"),
    "not_accepted": ("file", "decline"),
    "not_needed": ("file", "find_unneeded"),
    "granted": ("file", "accept", "review", "grant"),
    "refused": ("file", "accept", "review", "refuse"),
    "issued": ("file", "accept", "review", "grant", "issue"),
    "delivered": ("file", "accept", "review", "grant", "issue", "deliver"),
    "withdrawn": ("file", "withdraw"),
    "terminated": ("file", "accept", "terminate"),
    "discarded": ("discard",),
    "archived": ("file", "decline", "archive"),
}
ON_ITS_OWN = {"lapse", "sign_for", "ask_to_be_heard"}
"""Moves that want more than the status: they have tests of their own."""


def people(house):
    names = ("li", "wang", "sun", "chen", "xu", "he", "gao", "luo", "wu", "admin")
    cast = {name: getattr(house, name) for name in names}
    return cast | {"applicant": house.zhang.account, "stranger": house.stranger.account}


def is_right(house, person, move):
    if move.permission == "cases.apply":
        return person == house.zhang.account
    return person.may(move.permission) and person.department != house.places["fire"]


def maker(house, name):
    return next(p for p in people(house).values() if is_right(house, p, CHART.moves[name]))


def brought_to(house, case, status):
    for step in WAY[status]:
        if step == "review":
            review(house, case)
        else:
            CALLS[step](house, fresh(case), maker(house, step))
    case = fresh(case)
    assert case.status == status
    return case


def review(house, case):
    for name, by in (("材料审查", house.wang), ("消防意见", house.sun), ("现场核查", house.wang)):
        reviews.agree(case.reviews.get(step__name=name), by=by, at=LATER)


COUNTED = " UNION ALL ".join(
    f"SELECT count(*) FROM {model._meta.db_table}"  # noqa: S608 - our own tables
    for model in (Case, Entry, Paper, Review, Delivery)
)


def snapshot(case):
    with connection.cursor() as cursor:
        cursor.execute(COUNTED)
        counts = cursor.fetchall()
        cursor.execute("SELECT * FROM cases_case WHERE id = %s", [case.pk])
        return cursor.fetchone(), counts


def outcome(house, case, name, person):
    """Return the status a move leads to, or None when it was refused; nothing stays."""
    before = snapshot(case)
    with transaction.atomic():
        try:
            made = CALLS[name](house, case, person)
        except (Refused, PermissionDenied):
            assert snapshot(case) == before
            return None
        transaction.set_rollback(True)
        return made.status


@pytest.mark.parametrize("status", WAY)
def test_in_every_status_everybody_makes_their_moves_and_no_others(house, draft, status):
    case = brought_to(house, draft, status)
    declared, made = {}, {}

    for name, move in CHART.moves.items():
        if name in ON_ITS_OWN or not move.from_:
            continue
        cast = {"system": None} if move.permission == SYSTEM else people(house)
        for who, person in cast.items():
            right = person is None or is_right(house, person, move)
            declared[name, who] = str(move.to) if right and status in move.from_ else None
            made[name, who] = outcome(house, case, name, person)

    assert made == declared


@pytest.mark.parametrize("name", ["begin", "take_in"])
def test_a_case_begins_only_with_who_may_begin_it(house, draft, name):
    move = CHART.moves[name]

    made = {who: outcome(house, draft, name, person) for who, person in people(house).items()}

    assert made == {
        who: str(move.to) if is_right(house, person, move) else None for who, person in people(house).items()
    }


def test_every_move_of_the_chart_is_walked():
    assert set(CALLS) == set(CHART.moves)
    assert set(WAY) == set(Status.values) == set(CHART.states)


@pytest.mark.law("licensing-law:44")
def test_a_parcel_signed_for_delivers_the_result(house, draft):
    case = brought_to(house, draft, "issued")
    sent = parcels.order_courier(
        case, recipient="张小红", phone="13800000000", address="山塘街1号", by=house.he, at=LATER
    )

    outbox.deliver_due(at=LATER)
    sent.refresh_from_db()
    for at, state in ((day(9, 9, 10), "to_collect"), (day(9, 10), "in_transit"), (day(9, 20), "signed")):
        assert track(sent, at=at).state == state

    case = fresh(case)
    assert case.status == "delivered"
    assert str(case.delivered_on) == "2022-09-10"
    assert case.papers.filter(kind="delivery").count() == 1
    track(sent, at=day(9, 21))
    assert case.papers.filter(kind="delivery").count() == 1


@pytest.mark.law("anyang-services-regulation:24")
def test_what_was_to_follow_and_did_not_come_lapses(house, draft, material):
    materials.remove(
        draft.materials.get(material__name="平面图").files.get(), by=house.zhang.account, at=MONDAY
    )
    materials.follow_later(draft, material("平面图"), by=house.zhang.account, at=MONDAY)
    applications.file(draft, by=house.zhang.account, at=MONDAY)
    case = intake.accept(draft, by=house.li, at=day(9, 6))

    assert (case.tolerated, str(case.follow_on)) == (True, "2022-09-14")
    with pytest.raises(Refused):
        decisions.lapse(case, at=day(9, 14))
    assert decisions.lapse(case, at=day(9, 15)).status == "withdrawn"


def test_what_follows_in_time_keeps_the_case_alive(house, draft, material):
    by = house.zhang.account
    materials.remove(draft.materials.get(material__name="平面图").files.get(), by=by, at=MONDAY)
    materials.follow_later(draft, material("平面图"), by=by, at=MONDAY)
    applications.file(draft, by=by, at=MONDAY)
    case = intake.accept(draft, by=house.li, at=day(9, 6))
    review(house, case)
    with pytest.raises(Refused, match="平面图"):
        decisions.grant(case, by=house.chen, at=LATER)

    materials.attach(case, material("平面图"), upload(), by=by, at=day(9, 13))

    assert fresh(case).follow_on is None
    with pytest.raises(Refused):
        decisions.lapse(case, at=day(9, 20))
    assert decisions.grant(case, by=house.chen, at=day(9, 14)).status == "granted"


def test_filing_twice_files_once(house, draft):
    applications.file(draft, by=house.zhang.account, at=LATER)
    before = snapshot(draft)

    with pytest.raises(Refused):
        applications.file(draft, by=house.zhang.account, at=LATER)

    assert snapshot(draft) == before


def test_a_draft_of_a_superseded_version_is_not_filed_but_kept(house, draft):
    supersede(house.version)

    with pytest.raises(Refused):
        applications.file(draft, by=house.zhang.account, at=LATER)

    assert fresh(draft).form == FORM
