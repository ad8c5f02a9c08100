"""Granted without application: only by verified fields, with reasons, objections, a second person, and one payment."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from tongban.ground.exchange.messages.models import Message
from tongban.ground.exchange.models import Outgoing
from tongban.ground.exchange.outbox import deliver_due
from tongban.ground.ledger import Refused
from tongban.ground.ledger.verification import verify
from tongban.ground.people.models import Applicant, Assignment, User
from tongban.ground.people.tests import cast
from tongban.offer.policies import queries
from tongban.offer.policies.actions import enterprises, grants
from tongban.offer.policies.models import GrantList
from tongban.offer.policies.tests.conftest import AT, SMALL, STONE, known, published

AFTER = AT + timedelta(days=10)


@pytest.fixture
def version(people):
    return published(people)


@pytest.fixture
def drawn(people, version, stone, bridge):
    return grants.draw_up(version, by=people.editor, at=AT)


@pytest.fixture
def account(people):
    user = User.objects.create(username="shitou", display_name="石头精密")
    Assignment.objects.create(user=user, role="applicant", since=AT.date())
    Applicant.objects.create(
        kind="enterprise",
        name="石头精密（示例）",
        number_type="credit",
        number=STONE,
        account=user,
        verified="online",
    )
    return user


def test_only_who_fits_by_verified_fields_is_on_the_list_and_the_row_says_why(drawn, stone):
    (found,) = queries.rows_with_reasons(drawn)

    row, why = found
    assert row.profile == stone
    assert row.amount_yuan == 30000
    assert why[1] == "研发费用占营业收入3%以上：符合，研发费用占营业收入比例：5%（税务，2026-01-05）。"


def test_the_reasons_stay_those_of_the_day_although_more_is_known_later(people, drawn, stone):
    enterprises.change_profile(STONE, stone.name, known(size="large"), by=people.editor, at=AT)

    ((_row, why),) = queries.rows_with_reasons(drawn)

    assert "小型" in why[0]


def test_nobody_is_granted_twice(people, version, drawn):
    with pytest.raises(Refused):
        grants.draw_up(version, by=people.editor, at=AT)


def test_who_is_on_the_list_of_a_policy_that_excludes_this_one_is_left_out(people, version, drawn, bridge):
    other = published(people, SMALL, title="另一补助", exclusions=[version.policy])

    assert [profile for profile, *_ in queries.qualifying(other, AT.date())] == [bridge]


def test_a_cancelled_list_leaves_the_enterprise_free(people, version, drawn):
    grants.cancel(drawn, by=people.publisher, at=AT, reason="数据有误")

    assert len(queries.qualifying(version, AT.date())) == 1


def test_objections_are_taken_for_five_working_days_and_ruled_on_before_the_list_is_confirmed(people, drawn):
    grants.announce(drawn, by=people.editor, at=AT)
    row = drawn.rows.get()
    grants.object_to(row, "并非小型企业", by=people.editor, at=AT)

    with pytest.raises(Refused):
        grants.confirm(drawn, by=people.publisher, at=AT)
    with pytest.raises(Refused):
        grants.confirm(drawn, by=people.publisher, at=AFTER)
    grants.rule_on(row, "经核实属小型企业", is_struck=False, by=people.publisher, at=AFTER)
    confirmed = grants.confirm(drawn, by=people.publisher, at=AFTER)

    assert str(confirmed.objections_until) == "2026-03-09"
    assert confirmed.status == "confirmed"


def test_who_drew_the_list_up_does_not_confirm_it(people, version, stone):
    both = cast.staff("both", "item_manager", "division_head", department=cast.finance_division())
    drawn = grants.draw_up(version, by=both, at=AT)
    grants.announce(drawn, by=both, at=AT)

    with pytest.raises(Refused):
        grants.confirm(drawn, by=both, at=AFTER)


def test_a_list_is_handed_over_once_and_the_receipt_kept(people, drawn):
    grants.announce(drawn, by=people.editor, at=AT)
    grants.confirm(drawn, by=people.publisher, at=AFTER)
    grants.hand_over(drawn, by=people.payer, at=AFTER)
    deliver_due(at=AFTER)

    with pytest.raises(Refused):
        grants.hand_over(drawn, by=people.payer, at=AFTER)
    assert Outgoing.objects.filter(kind="policies.payment").count() == 1
    assert GrantList.objects.get().receipt.startswith("模拟回执")
    assert verify().is_whole


def test_an_enterprise_declines_by_its_own_account_and_is_not_paid(people, drawn, account):
    grants.announce(drawn, by=people.editor, at=AT)
    grants.decline(drawn.rows.get(), by=account, at=AT)

    assert not queries.paid_rows(drawn).exists()


def test_nobody_else_declines_for_an_enterprise(people, drawn, account):
    stranger = User.objects.create(username="luren", display_name="路人")
    Assignment.objects.create(user=stranger, role="applicant", since=AT.date())

    with pytest.raises(PermissionDenied):
        grants.decline(drawn.rows.get(), by=stranger, at=AT)
    with pytest.raises(PermissionDenied):
        grants.decline(drawn.rows.get(), by=people.editor, at=AT)


def test_the_enterprise_is_told_that_it_qualifies(people, drawn, account):
    grants.announce(drawn, by=people.editor, at=AT)
    deliver_due(at=AT)

    assert Message.objects.filter(reader=account, template="grant_announced").exists()
