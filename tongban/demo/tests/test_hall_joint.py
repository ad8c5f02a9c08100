"""Restaurants of the year are opened as one thing, to their one delivery."""

from decimal import Decimal

import pytest

from tongban.demo.hall_year.joint import load_joint
from tongban.demo.hall_year.plan import HallPlan
from tongban.ground.people.models import Applicant
from tongban.work.cases.bundles.queries import latest_parts
from tongban.work.cases.models import JointApplication
from tongban.work.cases.tests.bundles.conftest import MONDAY, office

__all__ = ["office"]


@pytest.mark.django_db
def test_a_restaurant_of_the_year_comes_to_its_one_delivery(office, settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    Applicant.objects.filter(pk=office.firm.pk).update(is_example=True)

    load_joint(HallPlan(2022, Decimal("0.002"), 2022, ()), [MONDAY])

    joint = JointApplication.objects.get()
    assert joint.status == "delivered"
    assert {part.standing for part in latest_parts(joint)} == {"granted"}
    assert joint.materials_joint < joint.materials_single
