"""An item manager, a legal officer, and the licence to run a restaurant."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from tongban.ground.people.models import Assignment, Department, User
from tongban.offer.catalogue.actions import drafts, publication
from tongban.offer.catalogue.models import LicenceType, Material, Situation, Step

AT = datetime(2022, 9, 1, 1, 0, tzinfo=UTC)
BODY = "11320500MB1A00001A"
FOOD_LAW = {"name": "中华人民共和国食品安全法", "edition": "2021-04-29", "article": "第三十五条"}


@pytest.fixture
def division(db):
    return Department.objects.create(code="SPJ-SP", name="食品药品审批处", kind="division")


@pytest.fixture
def person(division):
    """Return a maker of staff, one for each role."""

    def employ(role):
        known = User.objects.filter(username=role).first()
        if known:
            return known
        user = User.objects.create(username=role, display_name=f"{role} 先生", department=division)
        Assignment.objects.create(user=user, role=role, since=date(2020, 1, 1))
        return user

    return employ


@pytest.fixture
def keeper(person):
    return person("item_manager")


@pytest.fixture
def desk(keeper):
    client = Client()
    client.force_login(keeper)
    return client


@pytest.fixture
def lawyer(person):
    return person("legal_officer")


@pytest.fixture
def business_licence(db):
    return LicenceType.objects.create(code="L01", name="营业执照", issuer="市场监督管理局")


@pytest.fixture
def item(keeper, division):
    main = drafts.add_item(
        by=keeper,
        at=AT,
        level="main",
        code="320100001000",
        name="食品生产经营许可",
        power_type="01",
        division=division,
    )
    return drafts.add_item(
        by=keeper,
        at=AT,
        level="business",
        parent=main,
        code=f"{BODY}332010000100001",
        name="食品经营许可（首次申请）",
        power_type="01",
        division=division,
    )


GUIDE = {
    "summary": "从事食品销售和餐饮服务，应当依法取得许可。",
    "words": "开饭店\n卫生许可证\n奶茶店",
    "audience": "enterprise",
    "statutory_length": 20,
    "promised_length": 8,
    "legal_basis": [FOOD_LAW],
    "conditions": "有与经营的食品品种、数量相适应的场所。",
    "result_name": "食品经营许可证",
    "delivery_ways": ["window", "courier"],
}


@pytest.fixture
def draft(item, keeper, division, business_licence):
    """Return a draft with two questions, three materials and two steps, fit to be published."""
    version = publication.begin_draft(item, by=keeper, at=AT)
    version = drafts.change(version, by=keeper, at=AT, changes=GUIDE)
    said = {"by": keeper, "at": AT}
    drafts.add(version, Situation, code="cooks", question="是否现场制作食品？", **said)
    drafts.add(version, Situation, code="area", question="经营面积是多少平方米？", kind="number", **said)
    drafts.add(version, Material, name="食品经营许可申请书", **said)
    drafts.add(version, Material, name="营业执照", licence_type=business_licence, exemption="licence", **said)
    drafts.add(
        version,
        Material,
        name="操作流程图",
        condition="cooks && area > 50",
        condition_text="现场制作且面积超过50平方米",
        **said,
    )
    drafts.add(version, Step, stage=1, name="审查", division=division, days=3, **said)
    drafts.add(version, Step, stage=2, name="现场核查", division=division, days=5, condition="cooks", **said)
    return version


@pytest.fixture
def publish(keeper, lawyer):
    """Return how a draft comes to be public."""

    def through(version):
        publication.submit(version, by=keeper, at=AT)
        publication.approve(version, by=lawyer, at=AT)
        return publication.publish(version, by=keeper, at=AT)

    return through


@pytest.fixture
def food(draft, publish):
    return publish(draft)
