"""Working on a draft."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tongban.ground.ledger import Refused
from tongban.ground.ledger.models import Entry
from tongban.offer.catalogue.actions import draft_content, drafts
from tongban.offer.catalogue.forms.json_text import read_json
from tongban.offer.catalogue.models import Material, Situation, Step
from tongban.offer.catalogue.tests.conftest import AT, BODY


def test_only_an_item_manager_changes_a_draft(draft, lawyer):
    with pytest.raises(PermissionDenied):
        drafts.change(draft, by=lawyer, at=AT, changes={"summary": "改"})


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("1", "main"),
        ("320100001", "main"),
        (f"{BODY}3320100001000", "business"),
        ("113205000000000000332010000100001", "business"),
    ],
)
def test_a_code_has_the_form_of_its_level(keeper, division, code, level):
    fields = {"name": "某事", "power_type": "01", "division": division, "code": code, "level": level}

    with pytest.raises(ValidationError) as refused:
        drafts.add_item(by=keeper, at=AT, **fields)

    assert "code" in refused.value.message_dict


def test_a_condition_is_checked_when_it_is_saved(draft, keeper):
    with pytest.raises(ValidationError, match="没有“smoke”这个问题"):
        drafts.add(
            draft,
            Material,
            by=keeper,
            at=AT,
            name="排烟证明",
            condition="smoke",
            condition_text="产生油烟",
        )

    assert not draft.materials.filter(name="排烟证明").exists()


def test_a_condition_is_said_in_words_that_citizens_read(draft, keeper):
    with pytest.raises(ValidationError):
        drafts.add(draft, Material, by=keeper, at=AT, name="排烟图", condition="cooks")


def test_a_catch_all_material_is_refused(draft, keeper):
    with pytest.raises(ValidationError):
        drafts.add(draft, Material, by=keeper, at=AT, name="法律法规规定的其他材料")


def test_a_question_that_a_condition_looks_at_is_not_struck(draft, keeper):
    question = draft.situations.get(code="cooks")

    with pytest.raises(Refused, match="操作流程图"):
        drafts.remove(question, by=keeper, at=AT)

    assert draft.situations.filter(code="cooks").exists()


def test_a_question_does_not_change_its_kind_under_a_condition(draft, keeper):
    question = draft.situations.get(code="area")

    with pytest.raises(Refused):
        drafts.change_part(question, by=keeper, at=AT, changes={"kind": "yes_no"})

    question.refresh_from_db()
    assert question.kind == "number"


def test_a_part_is_changed_and_struck_and_the_ledger_says_so(draft, keeper):
    material = draft.materials.get(name="操作流程图")

    drafts.change_part(material, by=keeper, at=AT, changes={"copies": 2})
    drafts.remove(material, by=keeper, at=AT)

    moves = list(
        Entry.objects.filter(subject=draft.reference).order_by("-number").values_list("move", flat=True)
    )
    assert moves[:2] == ["remove", "change_part"]
    assert not draft.materials.filter(name="操作流程图").exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("legal_basis", [{"name": "食品安全法"}]),
        ("legal_basis", "食品安全法"),
        ("delivery_ways", ["pigeon"]),
        ("special_procedures", [{"kind": "lunch", "days": 1}]),
        ("form_schema", {"type": "objec"}),
        ("form_schema", {"type": "object", "properties": {"name": {"type": "txt"}}}),
        ("form_schema", {"type": "object", "$schema": "http://127.0.0.1:9/meta.json"}),
        ("form_schema", {"type": "object", "properties": {"name": {"$ref": "http://127.0.0.1:9/name.json"}}}),
        ("form_schema", {"type": "object", "properties": {"name": {"$ref": "file:///etc/passwd"}}}),
        ("form_schema", {"type": "object", "properties": {"name": {"$ref": "name.json"}}}),
        ("form_schema", {"type": "object", "allOf": [{"$dynamicRef": "//127.0.0.1:9/a"}]}),
        (
            "form_schema",
            {"type": "object", "properties": {"name": {"$schema": "http://127.0.0.1:9/meta.json"}}},
        ),
        ("form_schema", {"type": "object", "properties": {"name": {"$ref": "#/$defs/nowhere"}}}),
        ("form_schema", {"type": "object", "properties": {"name": {"pattern": "("}}}),
        ("form_schema", {"type": "object", "properties": {"name": True}}),
        ("faq", [{"question": "?"}]),
    ],
)
def test_what_is_kept_as_json_has_its_shape(draft, keeper, field, value):
    with pytest.raises(ValidationError) as refused:
        drafts.change(draft, by=keeper, at=AT, changes={field: value})

    assert field in refused.value.message_dict


def test_a_question_with_choices_has_two(draft, keeper):
    with pytest.raises(ValidationError):
        drafts.add(
            draft,
            Situation,
            by=keeper,
            at=AT,
            code="house",
            question="房屋？",
            kind="choice",
            choices=["自有"],
        )


def test_content_with_flaws_changes_nothing_and_every_flaw_is_told(draft, keeper):
    content = {
        "summary": "新",
        "materials": [{"name": "其他材料"}, {"name": "章程", "licence_type": "L99"}],
        "steps": [{"name": "审查", "division": "NIE", "days": 1, "condition": "none"}],
    }

    with pytest.raises(draft_content.Flawed) as refused:
        draft_content.fill(draft, content, by=keeper, at=AT)

    told = {(flaw.part, flaw.index, flaw.field) for flaw in refused.value.flaws}
    assert {("materials", 0, "name"), ("materials", 1, "licence_type")} <= told
    assert {("steps", 0, "division"), ("steps", 0, "condition")} <= told
    draft.refresh_from_db()
    assert draft.summary.startswith("从事")
    assert draft.materials.count() == 3


def test_a_step_of_a_published_version_cannot_be_added(food, keeper):
    with pytest.raises(Refused):
        drafts.add(food, Step, by=keeper, at=AT, name="会商", days=1)


def test_a_form_may_refer_to_itself_and_name_its_draft(draft, keeper):
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": {"name": {"$ref": "#/$defs/name"}},
        "$defs": {"name": {"type": "string", "maxLength": 30}},
    }

    changed = drafts.change(draft, by=keeper, at=AT, changes={"form_schema": schema})

    assert changed.form_schema == schema


@pytest.mark.parametrize(
    "text", ["{", '{"a": NaN}', '{"title": "\\u0000"}', '{"title": "\\ud800"}', "[" * 100_000, "[1e400]"]
)
def test_json_that_cannot_be_kept_is_told_beside_the_field(text):
    with pytest.raises(ValidationError):
        read_json(text)
