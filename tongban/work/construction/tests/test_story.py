"""The demo's project: led by everybody's own acts to the correction of its drawings."""

import pytest

from tongban.ground.people.models import User
from tongban.work.cases.tests.bundles.conftest import MONDAY, cast, settle_with_owner
from tongban.work.construction.demo_story import load
from tongban.work.construction.models import Project, ProjectClass, Review
from tongban.work.construction.queries.projects import project_shown

pytestmark = pytest.mark.django_db


def test_an_invented_project_stands_at_its_drawings(once):
    once(settle_with_owner)
    people = cast()
    staff = {"item_manager": User.objects.get(username="shixiang"), "window_clerk": people.clerk}

    for _time in range(2):
        load(staff, {"owner": people.firm}, at=MONDAY)

    project = Project.objects.get()
    assert project.is_example
    assert ProjectClass.objects.count() == 4
    assert Review.objects.get().status == "correcting"
    shown = project_shown(project, MONDAY.date())
    assert all(each.left >= 0 for each in shown.stages)
    assert 0 < shown.stages[2].used.excluded < shown.stages[2].used.total
    assert shown.holding
