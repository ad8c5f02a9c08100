"""The cast of cases on the stage, with dai, who names helpers, and a person in need who has an account."""

from datetime import date

import pytest

from tongban.ground.people.models import Assignment, User
from tongban.work.assistance.actions import requests
from tongban.work.assistance.actions.requests import HelpWanted
from tongban.work.assistance.models import Assistance
from tongban.work.cases.tests.cast import MONDAY
from tongban.work.cases.tests.conftest import draft, files_elsewhere, house, material, settle_house

__all__ = ["draft", "files_elsewhere", "house", "material", "settle_house"]


@pytest.fixture
def office(house):
    """Return the house with dai; of its windows li helps and gao has another one."""
    for name, role in (("dai", "hall_head"), ("hu", "window_clerk")):
        person = User.objects.create(username=name, display_name=name, department=house.places["bureau"])
        Assignment.objects.create(user=person, role=role, since=date(2020, 1, 1))
        setattr(house, name, person)
    return house


def wanted(office):
    """Return what the applicant wants."""
    return HelpWanted(
        office.zhang, "project", "城西食品产业园", "从立项到投产的全部手续", "2022-320505-13-03"
    )


@pytest.fixture
def matter(office):
    """Return help just asked for on the portal."""
    return requests.ask(wanted(office), by=office.zhang.account, at=MONDAY)


def fresh(matter):
    """Return help as the database has it."""
    return Assistance.objects.get(pk=matter.pk)
