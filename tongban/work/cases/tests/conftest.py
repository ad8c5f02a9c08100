"""The cast on the stage: people, an item, and cases as far as a test wants them."""

from types import SimpleNamespace

import pytest

from tongban.offer.catalogue.models import Item, ItemVersion, LicenceType
from tongban.work.cases.actions import applications, decisions, intake, materials, results, reviews
from tongban.work.cases.models import Case
from tongban.work.cases.tests import cast
from tongban.work.cases.tests.cast import ANSWERS, FORM, MONDAY, day, upload


@pytest.fixture(autouse=True)
def files_elsewhere(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    settings.FIRST_VALUES = {"papers.prefix": "苏行审"}


def settle_house():
    places = cast.departments()
    cast.staff(places)
    licence = LicenceType.objects.create(code="JY1", name="食品经营许可证", issuer="行政审批局")
    cast.published(cast.item(places["food"]), licence=licence)
    for name, number in cast.APPLICANTS.values():
        cast.citizen(name, number)


@pytest.fixture
def house(once):
    """Return everybody and everything: people by name, the applicant, her agent, the item's version."""
    once(settle_house)
    places = cast.known_departments()
    item = Item.objects.get(level="business")
    licence = LicenceType.objects.get(code="JY1")
    return SimpleNamespace(
        **cast.known_staff(),
        **cast.known_applicants(),
        places=places,
        licence_type=licence,
        item=item,
        version=ItemVersion.objects.select_related("item", "licence_type").get(item=item),
    )


@pytest.fixture
def fee_lines(monkeypatch):
    """Offer the lines of a budget, as the room of budgets does."""
    from tongban.work.cases.queries import registers

    offered = ["评估评审费", "评审费"]
    monkeypatch.setattr(registers, "choices_for", lambda name, department, on: offered)
    return offered


@pytest.fixture
def on_site(house):
    """Have the item's last step need a check on site."""
    cast.supersede(house.version)
    house.version = cast.published(house.item, number=2, licence=house.licence_type, on_site=True)


@pytest.fixture
def material(house):
    """Return a finder of materials by name."""
    return lambda name, version=None: (version or house.version).materials.get(name=name)


@pytest.fixture
def draft(house, material):
    """Return a draft that is complete: it only has to be filed."""
    by = house.zhang.account
    case = applications.begin(house.version, house.zhang, by=by, at=MONDAY, answers=ANSWERS)
    applications.save_form(case, by=by, at=MONDAY, form=FORM)
    for name in ("租赁合同", "平面图", "营业执照"):
        materials.attach(case, material(name), upload(f"{name}.pdf"), by=by, at=MONDAY)
    materials.promise(case, material("健康证明"), by=by, at=MONDAY)
    return fresh(case)


@pytest.fixture
def filed(house, draft):
    return fresh(applications.file(draft, by=house.zhang.account, at=MONDAY))


@pytest.fixture
def accepted(house, filed):
    return fresh(intake.accept(filed, by=house.li, at=day(9, 6)))


@pytest.fixture
def reviewed(house, accepted):
    """Return a case in which every step has agreed."""
    speakers = {"材料审查": house.wang, "消防意见": house.sun, "现场核查": house.wang}
    for name, by in speakers.items():
        reviews.agree(accepted.reviews.get(step__name=name), by=by, at=day(9, 7))
    return fresh(accepted)


@pytest.fixture
def granted(house, reviewed):
    return fresh(decisions.grant(reviewed, by=house.chen, at=day(9, 8)))


@pytest.fixture
def refused(house, reviewed):
    return fresh(decisions.refuse(reviewed, reasons="油烟直排居民楼。", by=house.chen, at=day(9, 8)))


@pytest.fixture
def issued(house, granted):
    return fresh(results.issue(granted, by=house.he, at=day(9, 9)))


def fresh(case):
    """Return a case as the database has it."""
    return Case.objects.get(pk=case.pk)
