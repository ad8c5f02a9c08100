"""What differs between two versions, and who sees which."""

from types import SimpleNamespace

from django.contrib.auth.models import AnonymousUser

from tongban.offer.catalogue.actions import drafts, publication
from tongban.offer.catalogue.models import Material
from tongban.offer.catalogue.queries import difference, versions
from tongban.offer.catalogue.tests.conftest import AT


def test_differences_name_the_part_the_row_and_the_field(food, item, keeper):
    draft = publication.begin_draft(item, by=keeper, at=AT)
    assert difference.differences(food, draft) == []

    drafts.change(draft, by=keeper, at=AT, changes={"promised_length": 9})
    drafts.change_part(draft.materials.get(name="营业执照"), by=keeper, at=AT, changes={"copies": 2})
    drafts.remove(draft.materials.get(name="操作流程图"), by=keeper, at=AT)
    drafts.add(draft, Material, by=keeper, at=AT, name="平面图")
    draft.refresh_from_db()

    found = {
        (each.row, each.before, each.after) for each in difference.differences(food, draft) if each.field
    }
    rows = {(each.row, each.kind) for each in difference.differences(food, draft) if not each.field}
    assert found == {("", "8", "9"), ("营业执照", "1", "2")}
    assert rows == {("操作流程图", "removed"), ("平面图", "added")}


def test_the_public_sees_only_what_is_published(food, item, keeper):
    draft = publication.begin_draft(item, by=keeper, at=AT)

    assert list(versions.visible_to(AnonymousUser())) == [food]
    assert set(versions.visible_to(keeper)) == {food, draft}


def test_what_uses_a_version_is_told_by_the_rooms_above(food, monkeypatch):
    room = SimpleNamespace(uses=lambda version: [("在办件", 3, "/cases/")])
    monkeypatch.setattr(versions, "modules_named", lambda name: [room])

    assert [(use.label, use.count, use.url) for use in versions.uses_of(food)] == [("在办件", 3, "/cases/")]
