from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from tongban.ground.ledger import Refused
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.verification import verify, verify_subject
from tongban.ground.people.tests import cast
from tongban.ground.people.tests.cast import MORNING
from tongban.work.ratings import actions, queries
from tongban.work.ratings.models import BadRating, Rating
from tongban.work.ratings.states import CHART

pytestmark = pytest.mark.django_db
LATER = MORNING + timedelta(hours=3)


@pytest.fixture
def head():
    return cast.staff("head", "division_head", department=cast.finance_division())


@pytest.fixture
def supervisor():
    return cast.staff("supervisor", "supervisor", department=cast.bureau())


@pytest.fixture
def invitation(head):
    return actions.invite(
        "CASE-2023-000001", item_name="食品经营许可", division=head.department, officer=head, at=MORNING
    )


@pytest.fixture
def bad(invitation):
    return actions.rate(invitation, 1, channel="qr", reasons=["speed"], text="等了很久", at=MORNING).work


def test_a_service_is_rated_once(invitation):
    actions.rate(invitation, 5, channel="web", at=MORNING)

    with pytest.raises(Refused):
        actions.rate(invitation, 1, channel="qr", at=LATER)
    assert Rating.objects.get().level == 5
    assert not BadRating.objects.exists()
    assert (
        actions.invite("CASE-2023-000001", item_name="", division=invitation.division, at=LATER) == invitation
    )


@pytest.mark.parametrize(("level", "reasons"), [(0, []), (6, []), (5, ["bribe"])])
def test_what_is_no_rating_is_refused(invitation, level, reasons):
    with pytest.raises(Refused):
        actions.rate(invitation, level, channel="web", reasons=reasons, at=MORNING)

    assert not Rating.objects.exists()


def test_a_bad_rating_opens_work_with_its_own_clock(bad):
    assert bad.status == "open"
    assert (bad.contact_due_on - MORNING.date()).days == 1
    assert bad.remedy_due_on > bad.contact_due_on


def test_a_bad_rating_is_contacted_remedied_called_back_and_rated_again(bad, head, supervisor):
    with pytest.raises(Refused):
        actions.rate_again(bad.rating, 5, at=LATER)

    actions.contact(bad, by=head, at=LATER, account="系统故障，排队两小时")
    actions.remedy(bad, by=head, at=LATER, done="增设窗口并致歉")
    actions.call_back(bad, by=supervisor, at=LATER, brought="表示满意", is_settled=True)
    actions.rate_again(bad.rating, 4, at=LATER, text="已解决")

    bad.refresh_from_db()
    assert bad.status == "closed"
    assert (bad.rating.level, bad.rating.follow_up.level) == (1, 4)
    moves = Entry.objects.filter(subject=bad.reference).values_list("move", flat=True)
    assert list(moves) == ["open", "contact", "remedy", "call_back"]
    with pytest.raises(Refused):
        actions.rate_again(bad.rating, 5, at=LATER)


def test_what_is_not_settled_goes_back(bad, head, supervisor):
    actions.contact(bad, by=head, at=LATER, account="x")
    actions.remedy(bad, by=head, at=LATER, done="x")

    work = actions.call_back(bad, by=supervisor, at=LATER, brought="仍未解决", is_settled=False)

    assert work.status == "contacted"


def test_an_appeal_is_ruled_by_a_third_person_and_only_once(bad, head, supervisor):
    actions.appeal(bad, by=head, at=LATER, why="评错了事项")
    both = cast.staff("both", "division_head", "supervisor", department=head.department)
    bad.refresh_from_db()
    bad.rating.invitation.officer = both
    bad.rating.invitation.save()

    with pytest.raises(PermissionDenied):
        actions.rule(bad, "exclude", by=both, at=LATER, ruling="自己说了算")
    actions.rule(bad, "uphold", by=supervisor, at=LATER, ruling="评价属实")

    with pytest.raises(Refused):
        actions.appeal(bad, by=head, at=LATER, why="再试一次")


def test_another_division_neither_sees_nor_works_on_it(bad):
    other = cast.staff("other", "division_head", department=cast.bureau())

    assert not queries.visible_to(other).exists()
    with pytest.raises(PermissionDenied):
        actions.contact(bad, by=other, at=LATER, account="x")


def test_nothing_is_done_without_saying_what(bad, head):
    with pytest.raises(Refused):
        actions.contact(bad, by=head, at=LATER, account="  ")

    bad.refresh_from_db()
    assert bad.status == "open"


@pytest.mark.parametrize("role", ["", "division_head", "supervisor", "auditor", "window_clerk"])
@pytest.mark.parametrize("status", CHART.states)
def test_every_move_succeeds_as_declared_or_is_refused_and_changes_nothing(bad, role, status):
    user = cast.staff("somebody", role) if role else None
    for name, move in CHART.moves.items():
        bad.status = status
        may = user is None if move.permission == "system" else user is not None and user.may(move.permission)
        written = Entry.objects.count()

        if may and status in move.from_:
            CHART.make(name, bad, by=user, at=LATER)
            assert (bad.status, Entry.objects.count()) == (move.to, written + 1)
        else:
            with pytest.raises((Refused, PermissionDenied)):
                CHART.make(name, bad, by=user, at=LATER)
            assert (bad.status, Entry.objects.count()) == (status, written)


def test_a_move_with_its_facts_and_entry_takes_two_statements(bad, head, django_assert_num_queries):
    assert head.may("ratings.handle")

    with django_assert_num_queries(4):  # with the savepoint's two
        actions.contact(bad, by=head, at=LATER, account="已联系")

    stored = BadRating.objects.get(pk=bad.pk)
    assert (stored.status, stored.contacted_at, stored.account) == ("contacted", LATER, "已联系")
    assert verify().is_whole


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_one_succeeds_and_the_other_is_told(bad, head):
    def contact(account):
        try:
            return actions.contact(bad, by=head, at=LATER, account=account).account
        except Refused:
            return "refused"
        finally:
            connection.close()

    assert head.may("ratings.handle")
    with ThreadPoolExecutor(2) as pool:
        said = set(pool.map(contact, ["甲", "乙"]))

    stored = BadRating.objects.get(pk=bad.pk)
    assert said == {stored.account, "refused"}
    assert Entry.objects.filter(subject=bad.reference, move="contact").count() == 1
    assert verify_subject(bad.reference) == []
