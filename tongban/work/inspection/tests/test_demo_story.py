"""The demo's inspection is whole, and comes once."""

import pytest

from tongban.ground.ledger.verification import verify
from tongban.work.hotline.tests.cast import at
from tongban.work.inspection.demo_story import load
from tongban.work.inspection.models import EvaluationRound, Inspection, SamplePlan
from tongban.work.inspection.tests.cast import closed

pytestmark = pytest.mark.django_db


def test_the_demo_draws_a_sample_and_opens_a_round_once(office):
    closed(office, 2)
    staff = {"quality_officer": office.qian, "hotline_head": office.head, "unit_officer": office.yan}

    for _time in range(2):
        load(staff, {}, at=at(12))

    assert SamplePlan.objects.get().size == 2
    assert Inspection.objects.count() == 3
    assert EvaluationRound.objects.get().standard.indicators.count() == 62
    assert verify().is_whole
