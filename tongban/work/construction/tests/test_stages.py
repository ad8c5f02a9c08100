"""A project walks through its stages: each one application, the next only when nothing of the one before is missing."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from tongban.ground.ledger import Refused
from tongban.ground.people.models import User
from tongban.work.cases.actions import intake, limits
from tongban.work.cases.bundles.actions import withdraw_joint
from tongban.work.cases.bundles.queries import latest_parts
from tongban.work.construction.actions import projects, reviews
from tongban.work.construction.actions.classes import StageContent, set_class
from tongban.work.construction.actions.projects import ProjectContent
from tongban.work.construction.models import Project, ProjectClass
from tongban.work.construction.queries.projects import project_shown
from tongban.work.construction.tests.conftest import CODE, MONDAY, agree, file_stage, fresh, grant_all

pytestmark = pytest.mark.django_db


def test_a_stage_is_one_application_that_knows_the_class_of_its_project(project, office):
    stage = projects.begin_stage(project, by=office.owner, at=MONDAY)

    assert stage.joint.status == "draft"
    assert stage.joint.answers == {"kind": "工业项目"}
    assert stage.joint.applicant == office.firm


def test_the_next_stage_waits_for_every_part_and_says_which_is_missing(project, office):
    stage = file_stage()

    with pytest.raises(Refused, match="建设用地规划许可"):
        projects.begin_stage(project, by=office.owner, at=MONDAY)
    grant_all(stage)

    assert projects.begin_stage(project, by=office.owner, at=MONDAY).number == 2


@pytest.mark.law("anyang-services-regulation:31", "approval-regulation:4")
def test_after_the_drawings_stage_the_joint_review_must_have_passed(project, office, drawings, bodies):
    grant_all(drawings)

    with pytest.raises(Refused, match="施工图联合审查尚未通过"):
        projects.begin_stage(project, by=office.owner, at=MONDAY)
    agree(reviews.open_review(drawings, bodies, by=office.head, at=MONDAY))

    assert projects.begin_stage(project, by=office.owner, at=MONDAY).number == 4


def test_a_project_is_closed_when_the_last_stage_is_done(project, office, acceptance, bodies):
    with pytest.raises(Refused):
        projects.finish(project, by=office.head, at=MONDAY)
    agree(reviews.open_review(acceptance, bodies, by=office.head, at=MONDAY, visit_on=MONDAY.date()))
    grant_all(acceptance)
    projects.finish(project, by=office.head, at=MONDAY)

    assert fresh(project).status == "done"
    shown = project_shown(fresh(project), MONDAY.date())
    assert [each.light for each in shown.stages] == ["green"] * 4
    assert shown.used.counted == 0


def test_a_withdrawn_stage_is_begun_again(project, office):
    stage = file_stage()

    withdraw_joint(stage.joint, by=office.owner, at=MONDAY)
    again = projects.begin_stage(fresh(project), by=office.owner, at=MONDAY)

    assert (again.number, again.attempt) == (1, 2)


def test_days_of_special_procedures_and_who_holds_it_up_are_shown(project, office):
    stage = file_stage()
    part = next(each for each in latest_parts(stage.joint) if "用地预审" in each.item.name)
    intake.accept(part.case, by=office.clerk, at=MONDAY)
    limits.pause(part.case, "expert_review", needed_days=3, reason="专家评审", by=office.reviewer, at=MONDAY)

    shown = project_shown(fresh(project), MONDAY.date() + timedelta(days=11)).stages[0]

    assert (shown.used.total, shown.used.excluded) == (8, 8)
    assert shown.light == "green"
    assert any("用地预审" in each for each in shown.holding)


def test_a_late_stage_is_black(project):
    file_stage()

    shown = project_shown(fresh(project), MONDAY.date() + timedelta(days=40))

    assert shown.stages[0].light == "black"
    assert shown.stages[0].over > 0


def test_bad_projects_are_refused(office, project):
    of = project.of
    for code in (CODE, "2022-32-38-03-000017", ""):
        with pytest.raises(Refused):
            projects.register(ProjectContent(code, "甲", "乙", of), office.firm, by=office.owner, at=MONDAY)
    with pytest.raises(PermissionDenied):
        projects.register(
            ProjectContent(CODE[:-1] + "8", "甲", "乙", of), office.firm, by=office.head, at=MONDAY
        )
    assert Project.objects.count() == 1


def test_a_class_is_replaced_from_a_day_and_running_projects_keep_theirs(project, office):
    keeper, before = User.objects.get(username="shixiang"), project.of
    stages = [
        StageContent(each.bundle, each.days - 1, each.review, each.review_days)
        for each in before.stages.all()
    ]

    set_class(before.name, date(2022, 10, 1), 45, "示例", stages, by=keeper, at=MONDAY)

    before.refresh_from_db()
    assert before.until == date(2022, 9, 30)
    assert fresh(project).of == before
    assert ProjectClass.on(date(2022, 10, 1)).get(name=before.name).whole_days == 45
    with pytest.raises(Refused):
        set_class(before.name, date(2022, 9, 1), 45, "示例", stages, by=keeper, at=MONDAY)
