"""The demo's joint application."""

from tongban.ground.people.models import User
from tongban.work.cases.bundles.queries import latest_parts
from tongban.work.cases.demo_story import joint as demo_story
from tongban.work.cases.models import JointApplication
from tongban.work.cases.tests.bundles.conftest import MONDAY


def test_an_invented_enterprise_opens_a_restaurant_and_one_part_was_returned(office):
    staff = {"window_clerk": User.objects.get(username="chuangkou")}
    people = {office.firm.name: office.firm}

    for _time in range(2):
        demo_story.load(staff, people, at=MONDAY)

    joint = JointApplication.objects.get()
    assert joint.is_example
    assert {part.case.status for part in latest_parts(joint) if part.case} == {"filed", "incomplete"}
    assert all(part.case.is_example for part in latest_parts(joint) if part.case)
