"""The desk of enterprise aid under the hotline's centre, a specialist, and an enterprise with an account."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.utils.translation import override

from tongban.ground.people.models import Applicant, Assignment, Department, User
from tongban.ground.people.tests import cast
from tongban.offer.policies.tests.conftest import STONE, People, published, stone
from tongban.work.aid.actions import demands, meetings
from tongban.work.aid.actions.demands import EnterpriseSaid
from tongban.work.aid.rules import LINE
from tongban.work.hotline.actions.catalogue import open_class
from tongban.work.hotline.models import Area, Line

__all__ = ["published", "stone"]
AT = datetime(2026, 3, 2, 1, tzinfo=UTC)
"""Nine o'clock in Suzhou on the second of March 2026, a Monday."""
TEXT = "我公司研发投入较大，想了解有哪些研发补助可以申请。"
BUSES = "厂区周边没有公交站点，夜班职工出行困难，招工受影响。"
MEETING = {
    "topic": "工业园区夜班公交",
    "held_at": AT,
    "place": "三楼会议室",
    "chair": "金主任",
    "participants": "市交通运输局 王工\n市行政审批局 李工",
}


@pytest.fixture(autouse=True)
def _in_chinese():
    with override("zh-hans"):
        yield


@pytest.fixture
def people(db):
    return People()


@pytest.fixture
def office(people):
    make = Department.objects.create
    centre = make(code="RX", name="12345便民服务中心", kind="unit", parent=cast.bureau())
    desk = make(code="RX-QY", name="企业服务专席", kind="unit", parent=centre)
    transport = make(code="JTJ", name="交通运输局", kind="city_department")
    head = cast.staff("rexian", "hotline_head", department=centre)
    return SimpleNamespace(
        centre=centre,
        desk=desk,
        transport=transport,
        head=head,
        agent=cast.staff("huawu", "hotline_agent", department=centre),
        specialist=cast.staff("zhengce", "policy_specialist", department=desk),
        elsewhere=cast.staff("bieren", "policy_specialist", department=transport),
        unit=cast.staff("jiaotong", "unit_officer", department=transport),
        checker=cast.staff("huifang", "quality_officer", department=centre),
        line=Line.objects.create(
            code=LINE, name="一企来", form="themed", centre=desk, since=date(2020, 1, 1)
        ),
        main=Line.objects.create(
            code="12345", name="12345", form="main", centre=centre, since=date(2020, 1, 1)
        ),
        area=Area.objects.create(code="320571", name="苏州工业园区"),
        buses=open_class("040101", "公共交通", by=head, at=datetime(2026, 1, 5, 1, tzinfo=UTC)),
    )


@pytest.fixture
def account(office):
    user = User.objects.create(username="shitou", display_name="石头精密")
    Assignment.objects.create(user=user, role="applicant", since=date(2020, 1, 1))
    Applicant.objects.create(
        kind="enterprise",
        name="石头精密（示例）",
        number_type="credit",
        number=STONE,
        verified="online",
        account=user,
    )
    return user


def said(**changes) -> EnterpriseSaid:
    usual = {
        "credit_code": STONE,
        "enterprise": "石头精密（示例）",
        "kind": "policy",
        "stage": "growing",
        "industry": "C",
        "text": TEXT,
        "phone": "13812345678",
    }
    return EnterpriseSaid(**(usual | changes))


def taken(office, **changes):
    return demands.take_demand(said(**changes), "phone", by=office.specialist, at=AT)


def met(office, *found):
    """A called meeting with these demands on its table."""
    meeting = meetings.call_meeting(MEETING, by=office.specialist, at=AT)
    return meetings.take_up(meeting, found, by=office.specialist, at=AT)
