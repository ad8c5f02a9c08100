"""The lists of items and their versions."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from tongban.ground.ledger import Refused
from tongban.offer.catalogue.actions import drafts, lists
from tongban.offer.catalogue.queries.lists import entries_in_force, list_before, list_differences, lists_with
from tongban.offer.catalogue.tests.conftest import AT, BODY

ON = date(2022, 9, 30)
PAPERS = {"on": ON, "basis": "苏审批〔2022〕1号", "approval": "市政府常务会议"}


@pytest.fixture
def licences(keeper, item):
    """Return the published list of licences with one main item."""
    kept = lists.begin_list("licences", "市级行政许可事项清单", by=keeper, at=AT)
    draft = lists.begin_list_draft(kept, by=keeper, at=AT)
    lists.put_on_list(draft, item.parent, by=keeper, at=AT)
    return lists.publish_list(draft, by=keeper, at=AT, **PAPERS)


@pytest.fixture
def other(keeper, item, division):
    return drafts.add_item(
        by=keeper,
        at=AT,
        level="business",
        parent=item.parent,
        code=f"{BODY}332010000100002",
        name="食品经营许可（变更）",
        power_type="01",
        division=division,
    )


def test_a_list_says_what_changed_on_what_basis(licences, other, item, keeper):
    draft = lists.begin_list_draft(licences.list, by=keeper, at=AT)
    lists.put_on_list(draft, other, by=keeper, at=AT, change="added", basis="国令第1号")
    lists.put_on_list(draft, item.parent, by=keeper, at=AT, change="removed", basis="国令第2号")

    second = lists.publish_list(draft, by=keeper, at=AT, **PAPERS)

    licences.refresh_from_db()
    told = {(each.item, each.basis) for each in list_differences(list_before(second), second)}
    assert licences.status == "superseded"
    assert told == {(other, "国令第1号"), (item.parent, "国令第2号")}
    assert [entry.item for entry in entries_in_force(second)] == [other]


def test_a_change_without_a_basis_is_refused(licences, other, keeper):
    draft = lists.begin_list_draft(licences.list, by=keeper, at=AT)

    with pytest.raises(Refused):
        lists.put_on_list(draft, other, by=keeper, at=AT)
    with pytest.raises(Refused):
        lists.put_on_list(draft, other, by=keeper, at=AT, change="added")


def test_what_stood_on_the_list_is_cancelled_not_wiped(licences, item, keeper):
    draft = lists.begin_list_draft(licences.list, by=keeper, at=AT)

    with pytest.raises(Refused):
        lists.take_off_list(draft.entries.get(item=item.parent), by=keeper, at=AT)


def test_what_was_added_by_mistake_is_taken_back(licences, other, keeper):
    draft = lists.begin_list_draft(licences.list, by=keeper, at=AT)
    entry = lists.put_on_list(draft, other, by=keeper, at=AT, change="added", basis="国令第1号")

    lists.take_off_list(entry, by=keeper, at=AT)

    assert draft.entries.count() == 1


def test_a_list_is_published_with_basis_and_approval(keeper, item):
    kept = lists.begin_list("reform", "公共服务清单", by=keeper, at=AT)
    draft = lists.begin_list_draft(kept, by=keeper, at=AT)

    with pytest.raises(Refused):
        lists.publish_list(draft, by=keeper, at=AT, **PAPERS)
    lists.put_on_list(draft, item, by=keeper, at=AT)
    with pytest.raises(Refused):
        lists.publish_list(draft, by=keeper, at=AT, on=ON, basis="", approval="")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE catalogue_listversion SET basis = 'x' WHERE id = {}",
        "DELETE FROM catalogue_listentry WHERE version_id = {}",
        "UPDATE catalogue_listentry SET note = 'x' WHERE version_id = {}",
    ],
)
def test_the_database_itself_keeps_a_published_list(licences, statement):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(licences.pk))


@pytest.mark.law("business-environment-regulation:40")
def test_a_licence_outside_the_published_list_is_not_published(licences, draft, item, keeper, publish):
    second = lists.begin_list_draft(licences.list, by=keeper, at=AT)
    lists.put_on_list(second, item.parent, by=keeper, at=AT, change="removed", basis="国令第2号")
    lists.publish_list(second, by=keeper, at=AT, **PAPERS)

    with pytest.raises(Refused, match="清单"):
        publish(draft)


def test_an_item_of_a_listed_main_item_stands_on_the_list(licences, food):
    assert [entry.version for entry in lists_with(food.item)] == [licences]
