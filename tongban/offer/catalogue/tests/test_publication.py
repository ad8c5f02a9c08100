"""From draft to the public, and what stays."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from tongban.ground.ledger import Refused
from tongban.ground.ledger.models import Entry
from tongban.ground.people.models import Assignment, User
from tongban.offer.catalogue.actions import drafts, publication
from tongban.offer.catalogue.models import ItemVersion, Material, SearchText
from tongban.offer.catalogue.queries import content, faults, versions
from tongban.offer.catalogue.tests.conftest import AT


@pytest.mark.law("online-service-rules:4")
@pytest.mark.law("licensing-law:30")
def test_a_version_is_published_after_legal_review_for_everybody_to_read(food, item):
    assert food.status == "published"
    assert food.digest == content.digest_of(food)
    assert versions.current_version(item) == food
    bases = dict(Entry.objects.filter(subject=food.reference, kind="move").values_list("move", "basis"))
    assert (bases["submit"], bases["publish"]) == ("online-service-rules:4", "licensing-law:30")


def test_a_new_version_begins_as_a_copy_and_supersedes_the_former_one(food, item, keeper, publish):
    draft = publication.begin_draft(item, by=keeper, at=AT)
    copied = content.content_of(draft)
    drafts.change(draft, by=keeper, at=AT, changes={"promised_length": 9})

    second = publish(draft)

    food.refresh_from_db()
    assert copied == content.content_of(food)
    assert (food.status, second.status, second.number) == ("superseded", "published", 2)
    assert list(SearchText.objects.values_list("version", flat=True)) == [second.pk]
    assert food.materials.count() == second.materials.count() == 3


def test_one_version_is_worked_on_at_a_time(draft, item, keeper):
    with pytest.raises(Refused):
        publication.begin_draft(item, by=keeper, at=AT)


def test_a_main_item_has_no_versions(item, keeper):
    with pytest.raises(Refused):
        publication.begin_draft(item.parent, by=keeper, at=AT)


def test_the_lawyer_returns_a_draft_with_the_reason(draft, keeper, lawyer):
    publication.submit(draft, by=keeper, at=AT)

    with pytest.raises(Refused):
        publication.return_draft(draft, by=lawyer, at=AT, reason=" ")
    returned = publication.return_draft(draft, by=lawyer, at=AT, reason="依据条款已修订")

    assert returned.status == "draft"
    assert Entry.objects.filter(subject=draft.reference, move="return").get().note == "依据条款已修订"


def test_nobody_approves_what_they_sent_in(draft, keeper):
    Assignment.objects.create(user=keeper, role="legal_officer", since=date(2020, 1, 1))
    keeper = User.objects.get(pk=keeper.pk)
    publication.submit(draft, by=keeper, at=AT)

    with pytest.raises(Refused):
        publication.approve(draft, by=keeper, at=AT)


@pytest.mark.parametrize("act", [publication.approve, publication.return_draft, publication.publish])
def test_each_move_asks_for_its_right(draft, keeper, person, act):
    publication.submit(draft, by=keeper, at=AT)
    clerk = person("window_clerk")
    more = {"reason": "x"} if act is publication.return_draft else {}

    with pytest.raises((PermissionDenied, Refused)):
        act(draft, by=clerk, at=AT, **more)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"legal_basis": []}, "依据"),
        ({"promised_length": 5}, "步骤"),
        ({"statutory_length": 30, "statutory_unit": "calendar", "promised_length": 20}, "法定"),
        ({"fee_yuan": 100}, "收费"),
        ({"result_name": ""}, "结果"),
        ({"delivery_ways": []}, "送达"),
        ({"statutory_basis": "no-law:1"}, "法定"),
        ({"conditions": ""}, "条件"),
        ({"mode": "at_once"}, "即时|当场|即办"),
        ({"tolerates": True}, "容缺"),
    ],
)
def test_a_version_with_a_fault_is_not_sent_to_review(draft, keeper, changes, said):
    drafts.change(draft, by=keeper, at=AT, changes=changes)

    with pytest.raises(Refused, match=said):
        publication.submit(draft, by=keeper, at=AT)

    draft.refresh_from_db()
    assert draft.status == "draft"


def test_a_material_is_not_asked_for_twice(draft, keeper):
    drafts.add(draft, Material, by=keeper, at=AT, name="营业执照（复印件）")

    assert [fault.place for fault in faults.faults_of(draft)] == ["营业执照（复印件）"]


def test_a_question_that_decides_nothing_is_not_asked(draft, keeper):
    from tongban.offer.catalogue.models import Situation

    drafts.add(draft, Situation, by=keeper, at=AT, code="colour", question="招牌什么颜色？", kind="number")

    assert [fault.place for fault in faults.faults_of(draft)] == ["招牌什么颜色？"]


REFUSED = (
    "UPDATE catalogue_itemversion SET promised_length = 1 WHERE id = {id}",
    "UPDATE catalogue_itemversion SET status = 'draft' WHERE id = {id}",
    "DELETE FROM catalogue_itemversion WHERE id = {id}",
    "UPDATE catalogue_material SET name = 'x' WHERE version_id = {id}",
    "DELETE FROM catalogue_material WHERE version_id = {id}",
    "DELETE FROM catalogue_step WHERE version_id = {id}",
    "UPDATE catalogue_situation SET question = 'x' WHERE version_id = {id}",
    "INSERT INTO catalogue_step (version_id, stage, name, days, condition) VALUES ({id}, 9, 'x', 1, '')",
    "UPDATE catalogue_item SET name = 'x' WHERE id = {item}",
)


@pytest.mark.parametrize("statement", REFUSED)
def test_the_database_itself_refuses_to_change_what_was_published(food, statement):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(id=food.pk, item=food.item_id))


def test_a_draft_can_be_thrown_away_by_the_database(draft):
    ItemVersion.objects.filter(pk=draft.pk).delete()

    assert not ItemVersion.objects.exists()


def test_what_was_published_keeps_its_name(food, keeper):
    with pytest.raises(Refused):
        drafts.change_item(food.item, by=keeper, at=AT, changes={"name": "新名"})

    assert drafts.change_item(food.item, by=keeper, at=AT, changes={"supervisor": "市监局"}).supervisor


def test_a_withdrawn_item_is_no_longer_offered_nor_found(food, item, keeper):
    with pytest.raises(Refused):
        publication.withdraw(food, by=keeper, at=AT, reason=" ")

    publication.withdraw(food, by=keeper, at=AT, reason="许可事项已取消。")

    food.refresh_from_db()
    assert food.status == "superseded"
    assert versions.current_version(item) is None
    assert not SearchText.objects.filter(version=food).exists()
    assert versions.withdrawn_since(AT) == [(item, AT)]
