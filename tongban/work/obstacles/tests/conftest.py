"""The cast of cases on the stage, with the obstacle officer and who keeps the items."""

from datetime import date

import pytest

from tongban.ground.people.models import Assignment, User
from tongban.work.cases.tests.cast import MONDAY
from tongban.work.cases.tests.conftest import files_elsewhere, house, settle_house
from tongban.work.obstacles.actions import entries
from tongban.work.obstacles.actions.entries import Complaint
from tongban.work.obstacles.models import Obstacle

__all__ = ["files_elsewhere", "house", "settle_house"]
TEXT = "培训机构撤销了，租赁合同开不出来，窗口说缺了就不能办。"


@pytest.fixture
def office(house):
    """Return the house with pan of the desk and qian, who keeps the items."""
    for name, role in (("pan", "obstacle_officer"), ("qian", "item_manager"), ("hallhead", "hall_head")):
        person = User.objects.create(username=name, display_name=name, department=house.places["bureau"])
        Assignment.objects.create(user=person, role=role, since=date(2020, 1, 1))
        setattr(house, name, person)
    return house


@pytest.fixture
def entry(office):
    """Return an entry about the item, just taken down."""
    said = Complaint("not_accepted", TEXT, name="张小红", phone="13800000000", item=office.item)
    return entries.take(said, by=office.pan, at=MONDAY)


def fresh(entry):
    """Return an entry as the database has it."""
    return Obstacle.objects.get(pk=entry.pk)
