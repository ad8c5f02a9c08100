"""The pages of projects at the desk: classes, list, one project, a review."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from tongban.ground.people.models import User
from tongban.work.construction.models import Project, ProjectClass, Review

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client):
    def as_(user):
        client.force_login(user)
        return client

    return as_


def test_a_project_shows_its_stages_and_the_bodies_speak_and_are_merged(office, drawings, bodies, signed_in):
    browser, project = signed_in(office.head), Project.objects.get()
    page = browser.get(f"/construction/{project.reference}/").content.decode()
    assert "工程建设项目第四阶段" in page
    assert "发起联合审查" in page

    asked = {"bodies": [each.pk for each in bodies]}
    assert browser.post(f"/construction/{project.reference}/open_review/", asked).status_code == 302
    review = Review.objects.get()
    at = f"/construction/reviews/{review.reference}"
    for place, each in enumerate(bodies):
        lines = "走道过窄 | GB 55037 第7.1.4条\n缺排烟窗" if place == 0 else ""
        said = browser.post(f"{at}/give_opinion/", {"body": each.pk, "lines": lines})
        assert said.status_code == 302, said.content.decode()
    assert browser.post(f"{at}/merge/", {"seen": ""}).status_code == 302

    shown = browser.get(f"{at}/").content.decode()
    assert "待申请人修改" in shown
    assert "GB 55037 第7.1.4条" in shown
    assert browser.get(f"{at}/papers/1.pdf").content.startswith(b"%PDF")
    assert browser.get(f"{at}/papers/2.pdf").status_code == 404
    late = browser.post(f"{at}/merge/", {"seen": ""})
    assert late.status_code == 409


def test_a_keeper_enters_what_a_class_may_take_from_a_day(office, signed_in):
    browser = signed_in(User.objects.get(username="shixiang"))
    since = localdate() + timedelta(days=1)
    form = {"name": "工业项目", "since": since, "whole_days": 45, "basis": "示例"}
    for stage in ProjectClass.objects.get(name="工业项目").stages.all():
        form |= {
            f"bundle_{stage.number}": stage.bundle_id,
            f"days_{stage.number}": stage.days,
            f"review_{stage.number}": stage.review,
            f"review_days_{stage.number}": stage.review_days,
        }

    shown = browser.get(f"/construction/classes/new/?of={ProjectClass.objects.get(name='工业项目').pk}")
    assert shown.context["form"]["days_1"].value() == 12
    wrong = browser.post("/construction/classes/new/", form | {"days_2": 0})
    saved = browser.post("/construction/classes/new/", form)

    assert (wrong.status_code, saved.status_code) == (422, 302)
    assert "45" in browser.get("/construction/classes/").content.decode()


def test_an_officer_enters_a_project_and_a_clerk_only_reads(office, signed_in):
    of = ProjectClass.objects.get(name="工业项目")
    form = {
        "code": "2022-320500-38-03-000099",
        "name": "示例二期",
        "place": "示例路2号",
        "of": of.pk,
        "number": office.firm.number,
    }
    assert signed_in(office.clerk).get("/construction/new/").status_code == 403
    browser = signed_in(office.head)

    wrong = browser.post("/construction/new/", form | {"code": "1", "number": "9"})
    saved = browser.post("/construction/new/", form)

    assert (wrong.status_code, saved.status_code) == (422, 302)
    assert "示例二期" in browser.get("/construction/").content.decode()


def test_the_owner_registers_begins_a_stage_and_sees_what_is_missing(office, project, signed_in):
    browser = signed_in(office.owner)
    form = {
        "code": "2022-320500-38-03-000098",
        "name": "示例三期",
        "place": "示例路3号",
        "of": project.of.pk,
    }
    made = browser.post("/projects/", form)
    assert made.status_code == 302
    begun = browser.post(f"{made['Location']}begin/")
    assert "/my/together/ONE-" in begun["Location"]

    page = browser.get(made["Location"]).content.decode()

    assert "开始第 2 阶段之前" in page
    assert "上一阶段尚未提交申请" in page
    again = browser.post(f"{made['Location']}begin/")
    assert again.status_code in (302, 409)


def test_nobody_else_sees_the_project(office, project, client):
    stranger = User.objects.create(username="stranger", display_name="别人")
    client.force_login(stranger)
    assert client.get(f"/projects/{project.reference}/").status_code in (403, 404)
    assert client.get(f"/construction/{project.reference}/").status_code == 403
