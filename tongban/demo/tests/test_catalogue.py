"""The demo's items: enough of them, fit to be published, and found by citizens' words."""

import pytest
from django.db import transaction

from tongban.demo.catalogue import load_catalogue
from tongban.demo.people import create_staff
from tongban.offer.catalogue.models import Item, ItemList, ItemVersion, LicenceType
from tongban.offer.catalogue.queries import difference, guide, matches
from tongban.offer.catalogue.queries.faults import faults_of
from tongban.offer.catalogue.queries.versions import version_before


@pytest.fixture(scope="module")
def versions(django_db_setup, django_db_blocker):
    """Return the loaded items; loaded once for this file, and rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load_catalogue(create_staff())
        transaction.set_rollback(True)


def test_the_demo_has_items_of_many_divisions_on_nine_lists(versions):
    items = Item.objects.filter(level="business")

    assert len(versions) == items.count() >= 40
    assert items.values("division").distinct().count() >= 7
    assert LicenceType.objects.count() >= 12
    assert {kept.kind for kept in ItemList.objects.filter(versions__status="published")} == {*ItemList.Kind}
    assert set(Item.objects.values_list("is_example", flat=True)) == {True}


def test_nothing_is_wrong_with_any_published_item(versions):
    faults = {name: [str(fault) for fault in faults_of(version)] for name, version in versions.items()}

    assert not {name: told for name, told in faults.items() if told}


def test_four_of_the_materials_of_a_restaurant_can_be_on_file(versions):
    food = versions["食品经营许可（首次申请）"]
    answers = {"business": "餐饮服务", "cooks_on_site": True, "area": 40, "online": False, "rented": True}
    on_file = {licence.pk: f"LIC-{licence.code}" for licence in LicenceType.objects.all()}

    needed = [row for row in guide.checklist(food, answers, on_file) if row.needed]

    assert len(needed) == 6
    assert len([row for row in needed if row.way == "licence"]) == 4
    assert not guide.open_questions(food, answers)
    assert difference.differences(version_before(food), food)


def test_loading_twice_changes_nothing(versions):
    assert load_catalogue(create_staff()) == versions
    assert ItemVersion.objects.filter(status="superseded").count() == 2


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("我想开个饭店", "食品经营许可（首次申请）"),
        ("开奶茶店要办什么证", "食品经营许可（首次申请）"),
        ("注册公司", "企业设立登记"),
        ("营业执照", "企业设立登记"),
        ("公司不干了", "企业注销登记"),
        ("施工证", "建筑工程施工许可证核发"),
        ("sgxk", "建筑工程施工许可证核发"),
        ("shigongxuke", "建筑工程施工许可证核发"),
        ("施工许克", "建筑工程施工许可证核发"),
        ("滴滴", "网络预约出租汽车运输证核发"),
        ("理发店", "公共场所卫生许可（新办）"),
        ("开药房", "药品零售企业经营许可（新办）"),
        ("护士", "护士执业注册"),
        ("挖路", "挖掘城市道路审批"),
        ("立项", "企业投资项目备案"),
        ("环评", "建设项目环境影响报告书审批"),
        ("敬老院", "养老机构备案"),
    ],
)
def test_an_item_is_found_by_citizens_words(versions, said, name):
    assert name in [hit.version.item.name for hit in matches.search(said, limit=3)]


def test_whatever_a_plain_search_finds_is_found(versions):
    texts = {
        version.pk: [version.item.name, *version.words.split("\n"), version.summary, version.result_name]
        for version in versions.values()
    }
    pairs = sorted(
        {text[i : i + 2] for found in texts.values() for text in found for i in range(len(text) - 1)}
    )
    plain = [pair for pair in pairs if pair.isalnum()]

    for pair in plain[::7]:
        wanted = {
            pk for pk, found in texts.items() if any(pair.casefold() in text.casefold() for text in found)
        }
        assert wanted <= {hit.version.pk for hit in matches.search(pair, limit=1000)}, pair
