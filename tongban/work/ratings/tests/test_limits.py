from datetime import UTC, date, datetime, timedelta

import pytest

from tongban.ground.clock.shipped_calendar import SHIPPED
from tongban.ground.people.tests import cast
from tongban.work.ratings import actions, rules
from tongban.work.ratings.duties import recount_open
from tongban.work.ratings.models import BadRating


@pytest.mark.law("state-council-office-2019-51")
def test_a_bad_rating_before_the_spring_festival_is_answered_in_working_days():
    rated_on = date(2022, 1, 30)

    assert rules.contact_due_on(rated_on, SHIPPED) == date(2022, 2, 7)
    assert rules.remedy_due_on(rated_on, SHIPPED) == date(2022, 2, 25)


def test_in_a_year_without_a_notice_the_days_are_counted_monday_to_friday():
    assert rules.contact_due_on(date(2098, 12, 31), SHIPPED) == date(2099, 1, 1)


@pytest.mark.django_db
def test_the_days_are_counted_anew_once_the_notice_of_the_year_is_out():
    division = cast.finance_division()
    head = cast.staff("head", "division_head", department=division)
    at = datetime(2022, 1, 30, 9, tzinfo=UTC)
    invitation = actions.invite("CASE-2022-000001", item_name="食品经营许可", division=division, at=at)
    work = actions.rate(invitation, 1, channel="qr", at=at).work
    BadRating.objects.filter(pk=work.pk).update(contact_due_on=date(2022, 1, 31))

    assert recount_open(at=at + timedelta(hours=1)) == 1

    work.refresh_from_db()
    assert work.contact_due_on == date(2022, 2, 7)
    assert recount_open(at=at + timedelta(hours=2)) == 0
    assert actions.contact(work, by=head, at=at + timedelta(hours=3), account="已联系").status == "contacted"
