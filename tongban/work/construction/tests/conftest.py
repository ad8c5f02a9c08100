"""The demo's office with its bundles, the classes of projects, and an enterprise with an industrial project."""

import pytest

from tongban.ground.people.models import Department, User
from tongban.offer.bundles.queries.merge import Merged
from tongban.work.cases.bundles.actions import file_joint, save_joint
from tongban.work.cases.bundles.queries import latest_parts
from tongban.work.cases.models import JointApplication
from tongban.work.cases.tests.bundles.conftest import (
    MONDAY,
    _in_chinese,
    cast,
    complete,
    handle_part,
    settle_with_owner,
)
from tongban.work.construction.actions import projects, reviews
from tongban.work.construction.actions.projects import ProjectContent
from tongban.work.construction.demo_story import load_classes
from tongban.work.construction.models import Project, ProjectClass, Review, Stage

__all__ = ["_in_chinese"]
CODE = "2022-320500-38-03-000017"
BODIES = ("DEMO-BUILD", "DEMO-CITY", "DEMO-MARKET")
OPEN = {"yes_no": False, "number": 100.0, "text": "示例"}
"""How a question that the class does not answer is answered."""


def settle():
    """Load the office, its bundles, the classes, and a project that is registered."""
    settle_with_owner()
    load_classes(User.objects.get(username="shixiang"), MONDAY)
    office, of = cast(), ProjectClass.objects.get(name="工业项目")
    said = ProjectContent(CODE, "年产万台精密机床项目（示例）", "工业园区星湖街1号", of)
    projects.register(said, office.firm, by=office.owner, at=MONDAY)


def settle_at_drawings():
    """Lead the project through two stages; the third is filed."""
    for _stage in range(2):
        grant_all(file_stage())
    file_stage()


def settle_at_acceptance():
    """Let the drawings pass and the third stage be granted; the fourth is filed."""
    stage = Stage.objects.get(number=3)
    agree(reviews.open_review(stage, the_bodies(), by=cast().head, at=MONDAY))
    grant_all(stage)
    file_stage()


def file_stage(at=MONDAY):
    """Begin and file the next stage."""
    owner = cast().owner
    stage = projects.begin_stage(Project.objects.get(), by=owner, at=at)
    joint = stage.joint
    asked = Merged(joint.version).open_questions(joint.answers)
    given = {each.code: OPEN.get(each.kind, next(iter(each.choices), None)) for each in asked}
    save_joint(joint, by=owner, at=at, answers={**joint.answers, **given})
    joint = complete(JointApplication.objects.get(pk=joint.pk), owner, at)
    file_joint(joint, by=owner, at=at)
    return Stage.objects.get(pk=stage.pk)


def grant_all(stage, at=MONDAY):
    """Let the bureau grant every part of a stage, those that wait for others after them."""
    while waiting := [each for each in latest_parts(stage.joint) if each.standing == "under_way"]:
        for part in waiting:
            handle_part(cast(), part, "issue", at)


def agree(review, at=MONDAY):
    """Let every body agree in a review, and merge the opinions."""
    office = cast()
    for each in review.asked.all():
        reviews.give_opinion(review, each.body, by=office.reviewer, at=at)
    reviews.merge(review, by=office.head, at=at)
    return fresh(review)


def the_bodies():
    return list(Department.objects.filter(code__in=BODIES).order_by("code"))


def fresh(row):
    """Return a row as the database has it."""
    return type(row).objects.get(pk=row.pk)


@pytest.fixture
def office(once):
    """Return the cast: head and reviewer of the whole bureau, who speak for every body, and the owner of a firm."""
    once(settle)
    return cast()


@pytest.fixture
def project(office):
    return Project.objects.get()


@pytest.fixture
def drawings(once, office):
    """Return the third stage, filed."""
    once(settle_at_drawings)
    return Stage.objects.get(number=3)


@pytest.fixture
def acceptance(once, drawings):
    """Return the fourth stage, filed."""
    once(settle_at_acceptance)
    return Stage.objects.get(number=4)


@pytest.fixture
def bodies(office):
    return the_bodies()


@pytest.fixture
def review(office, drawings, bodies):
    """Return a review of the drawings by three bodies, just opened."""
    return Review.objects.get(pk=reviews.open_review(drawings, bodies, by=office.head, at=MONDAY).pk)
