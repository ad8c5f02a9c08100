"""A restaurant owner with licences on file, a licence to run a restaurant that asks for six materials, and an agent."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone

from tongban.ground.people.models import Mandate
from tongban.offer.catalogue.actions.search_index import index_anew
from tongban.offer.catalogue.models import Item, ItemVersion, LicenceType, Material, Situation, Step
from tongban.offer.licences import actions as licences
from tongban.work.cases.actions import applications, decisions, intake, materials, results, reviews
from tongban.work.cases.models import Case
from tongban.work.cases.tests import cast

SINCE = date(2020, 1, 1)
LICENCES = ("营业执照", "房屋不动产权证", "健康证明", "从业人员培训证")
FORM = {
    "type": "object",
    "required": ["shop", "area", "kind"],
    "properties": {
        "shop": {"type": "string", "title": "店铺名称", "minLength": 2, "maxLength": 60},
        "phone": {"type": "string", "title": "联系电话"},
        "area": {"type": "number", "title": "经营面积", "exclusiveMinimum": 0},
        "kind": {"type": "string", "title": "业态", "enum": ["餐馆", "饮品店"]},
        "opens_on": {"type": "string", "format": "date", "title": "拟开业日期"},
        "remark": {"type": "string", "title": "备注", "maxLength": 400},
        "chain": {"type": "boolean", "title": "连锁经营"},
    },
}
TYPED = {"shop": "小桥奶茶", "area": "52.5", "kind": "饮品店"}


@pytest.fixture(autouse=True)
def _elsewhere(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"


def settle_house():
    places = cast.departments()
    staff = cast.staff(places)
    _version(places["food"])
    applicants = {short: cast.citizen(name, number) for short, (name, number) in cast.APPLICANTS.items()}
    for number, name in enumerate(LICENCES, 1):
        licences.issue(
            LicenceType.objects.get(name=name),
            applicants["zhang"],
            number=f"L{number}-2022",
            valid_from=SINCE,
            by=staff["he"],
            at=datetime(2022, 1, 4, 2, tzinfo=UTC),
        )


@pytest.fixture
def house(once):
    """Return everybody and everything by name."""
    once(settle_house)
    version = ItemVersion.objects.select_related("item", "licence_type").get()
    return SimpleNamespace(**cast.known_staff(), **cast.known_applicants(), version=version)


def _version(division):
    main = Item.objects.create(
        code="320100001000", level="main", name="食品经营许可", power_type="01", division=division
    )
    item = Item.objects.create(
        code="11320500MB1A00001A332010000100001", level="business", parent=main, theme="开店",
        name="食品经营许可（首次申请）", power_type="01", division=division,
    )  # fmt: skip
    issued = LicenceType.objects.create(code="JY1", name="食品经营许可证", issuer="行政审批局")
    version = ItemVersion.objects.create(
        item=item, number=1, promised_length=8, statutory_length=20, tolerates=True, tolerance_days=5,
        summary="卖食品、开饭店要办的许可。", words="开奶茶店\n开饭店", form_schema=FORM, licence_type=issued,
        validity_months=60, result_name="食品经营许可证", delivery_ways=["window", "electronic", "courier"],
        conditions="有固定场所。", office="苏州市平泷路251号", faq=[{"question": "要钱吗？", "answer": "不要。"}],
        legal_basis=[{"name": "中华人民共和国食品安全法", "edition": "2021-04-29", "article": "第三十五条"}],
    )  # fmt: skip
    Situation.objects.create(version=version, position=1, code="cooks", question="是否现场制作？")
    make = Material.objects.create
    make(version=version, position=1, name="申请书")
    for position, name in enumerate(LICENCES, 2):
        kind = LicenceType.objects.create(code=f"L{position}", name=name, issuer="某局")
        make(version=version, position=position, name=name, licence_type=kind, exemption="licence")
    make(
        version=version, position=6, name="操作流程图", condition="cooks", condition_text="现场制作的",
        necessity="may_follow",
    )  # fmt: skip
    Step.objects.create(version=version, stage=1, name="材料审查", days=2)
    Step.objects.create(version=version, stage=1, name="消防意见", days=2)
    Step.objects.create(version=version, stage=2, name="现场核查", days=3, condition="cooks")
    cast.publish(version)
    index_anew()
    return version


@pytest.fixture
def as_(house):
    """Return a maker of browsers: one signed in as somebody."""

    def enter(who):
        client = Client()
        client.force_login(getattr(who, "account", who))
        client.get("/arrive/")  # notes in the session since when
        return client

    return enter


@pytest.fixture
def her(house, as_):
    return as_(house.zhang)


@pytest.fixture
def draft(house):
    """Return a draft that is complete: it only has to be filed."""
    by, at = house.zhang.account, timezone.now()
    case = applications.begin(house.version, house.zhang, by=by, at=at, answers={"cooks": False})
    applications.save_form(case, by=by, at=at, form={"shop": "小桥奶茶", "area": 52.5, "kind": "饮品店"})
    materials.attach(
        case, house.version.materials.get(name="申请书"), cast.upload("申请书.pdf"), by=by, at=at
    )
    from tongban.doors.portal.actions import use_all_on_file

    use_all_on_file(fresh(case), by=by, at=at)
    return fresh(case)


@pytest.fixture
def filed(house, draft):
    return fresh(applications.file(draft, by=house.zhang.account, at=timezone.now()))


@pytest.fixture
def delivered(house, filed):
    at = timezone.now()
    intake.accept(filed, by=house.li, at=at)
    for review in list(filed.reviews.order_by("stage")):
        reviews.agree(review, by=house.wang, at=at)
    for act, by in ((decisions.grant, house.chen), (results.issue, house.he), (results.deliver, house.he)):
        act(fresh(filed), by=by, at=at)
    return fresh(filed)


@pytest.fixture
def mandate(house):
    return Mandate.objects.create(principal=house.zhang, agent=house.agent, since=SINCE)


def fresh(case):
    return Case.objects.get(pk=case.pk)


def text_of(answer):
    return answer.content.decode()
