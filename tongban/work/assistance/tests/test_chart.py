"""The chart walked: every status, every move, everybody. What is not declared is refused and changes nothing."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from tongban.ground.ledger import SYSTEM, Refused
from tongban.ground.ledger.models import Entry
from tongban.work.assistance.actions import authorisations, hand_overs, requests
from tongban.work.assistance.actions.authorisations import AuthorisationTerms
from tongban.work.assistance.models import Assistance, Authorisation, HandOver, Status
from tongban.work.assistance.states import CHART
from tongban.work.assistance.tests.conftest import fresh, wanted
from tongban.work.cases.tests.cast import day

pytestmark = pytest.mark.django_db
LATER = day(9, 6)
GIVEN = AuthorisationTerms("代为提交材料、查询进度、领取结果", date(2022, 9, 6), date(2023, 3, 5), "张小红")
CALLS = {
    "ask": lambda o, it, by: requests.ask(wanted(o), by=by, at=LATER),
    "take": lambda o, it, by: requests.take(wanted(o), by=by, at=LATER),
    "decline": lambda o, it, by: requests.decline(it, "可自行网上办理", by=by, at=LATER),
    "assign": lambda o, it, by: requests.assign(it, o.li, by=by, at=LATER),
    "authorise": lambda o, it, by: authorisations.authorise(it, GIVEN, by=by, at=LATER),
    "sign": lambda o, it, by: authorisations.sign(it, GIVEN, by=by, at=LATER),
    "revoke": lambda o, it, by: authorisations.revoke(it, "改为自行办理", by=by, at=LATER),
    "note_revoked": lambda o, it, by: authorisations.note_revoked(it, "当面撤销", by=by, at=LATER),
    "offer": lambda o, it, by: hand_overs.offer(it, o.hu, "本人下周外出培训", by=by, at=LATER),
    "take_over": lambda o, it, by: hand_overs.take_over(it, by=by, at=LATER),
    "refuse_over": lambda o, it, by: hand_overs.refuse_over(it, "手头已满", by=by, at=LATER),
    "keep": lambda o, it, by: hand_overs.keep(it, by=by, at=LATER),
    "replace": lambda o, it, by: requests.replace(it, o.wang, "原帮办人员病休", by=by, at=LATER),
    "conclude": lambda o, it, by: requests.conclude(it, "done", "全部手续已办结", by=by, at=LATER),
    "withdraw": lambda o, it, by: requests.withdraw(it, "项目取消", by=by, at=LATER),
}
WAY = {
    "asked": (),
    "declined": ("decline",),
    "assigned": ("assign",),
    "helping": ("assign", "sign"),
    "handing_over": ("assign", "authorise", "offer"),
    "concluded": ("assign", "sign", "conclude"),
    "withdrawn": ("withdraw",),
}
CAST = ("li", "hu", "wang", "dai", "xu", "zhang", "stranger")
OWN = ("ask", "sign", "revoke", "withdraw")
HELPERS = ("authorise", "note_revoked", "offer", "keep", "conclude")
TAKERS = ("take_over", "refuse_over")


def who(office, name):
    person = getattr(office, name)
    return getattr(person, "account", person)


def is_right(office, name, person):
    """Return whether a move is this person's: by the role, and as the one helped, the helper or the other helper."""
    if not person.may(CHART.moves[name].permission):
        return False
    for moves, only in ((OWN, office.zhang.account), (HELPERS, office.li), (TAKERS, office.hu)):
        if name in moves:
            return person == only
    return True


def maker(office, name):
    return next(person for each in CAST if is_right(office, name, person := who(office, each)))


def brought_to(office, matter, status):
    for step in WAY[status]:
        CALLS[step](office, fresh(matter), maker(office, step))
    matter = fresh(matter)
    assert matter.status == status
    return matter


def snapshot(matter):
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM assistance_assistance WHERE id = %s", [matter.pk])
        counts = [model.objects.count() for model in (Assistance, Authorisation, HandOver, Entry)]
        return cursor.fetchone(), counts


def outcome(office, matter, name, person, before):
    """Return the status a move leads to, or None when it was refused; nothing stays."""
    with transaction.atomic():
        try:
            made = CALLS[name](office, fresh(matter), person)
        except (Refused, PermissionDenied):
            assert snapshot(matter) == before
            return None
        transaction.set_rollback(True)
        return made.status


@pytest.mark.parametrize("status", WAY)
def test_in_every_status_everybody_makes_their_moves_and_no_others(office, matter, status):
    matter = brought_to(office, matter, status)
    declared, made = {}, {}
    before = snapshot(matter)

    for name, move in CHART.moves.items():
        for each in CAST:
            if move.permission == SYSTEM:
                continue
            person = who(office, each)
            leads = status in move.from_ or not move.from_
            declared[name, each] = str(move.to) if is_right(office, name, person) and leads else None
            made[name, each] = outcome(office, matter, name, person, before)

    assert made == declared


def test_every_move_of_the_chart_is_walked():
    assert {*CALLS, "lapse"} == set(CHART.moves)
    assert set(WAY) == set(Status.values) == set(CHART.states) - {""}


@pytest.mark.parametrize("status", ["helping", "handing_over"])
def test_an_authorisation_that_has_run_out_stops_the_help(office, matter, status):
    matter = brought_to(office, matter, status)

    assert authorisations.lapse(at=day(9, 7)) == 0
    assert authorisations.lapse(at=day(12, 31).replace(year=2023)) == 1

    assert fresh(matter).status == "assigned"
    assert not Authorisation.objects.filter(ended_at=None).exists()
    assert not HandOver.objects.filter(ended_at=None).exists()


@pytest.mark.parametrize(
    ("since", "until"),
    [
        (date(2022, 9, 5), date(2022, 12, 1)),
        (date(2022, 9, 6), date(2022, 9, 5)),
        (date(2022, 9, 6), date(2024, 10, 1)),
    ],
)
def test_an_authorisation_begins_today_or_later_and_lasts_two_years_at_most(office, matter, since, until):
    matter = brought_to(office, matter, "assigned")

    with pytest.raises(Refused):
        authorisations.sign(
            matter, GIVEN._replace(since=since, until=until), by=office.zhang.account, at=LATER
        )
