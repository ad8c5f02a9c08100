from datetime import date

import pytest

from tongban.ground.clock.shipped_calendar import SHIPPED
from tongban.work.ratings import rules


@pytest.mark.law("state-council-office-2019-51")
def test_a_bad_rating_before_the_spring_festival_is_answered_in_working_days():
    rated_on = date(2022, 1, 30)

    assert rules.contact_due_on(rated_on, SHIPPED) == date(2022, 2, 7)
    assert rules.remedy_due_on(rated_on, SHIPPED) == date(2022, 2, 25)
