"""The application form as a list of fields, from the page to the schema that is kept."""

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tongban.ground.kit.conflicts import mark_of
from tongban.ground.kit.json_schema import validator_for
from tongban.offer.catalogue import form_fields
from tongban.offer.catalogue.actions import drafts
from tongban.offer.catalogue.form_fields import FormField, fields_of, new_name, with_fields
from tongban.offer.catalogue.tests.conftest import AT
from tongban.offer.catalogue.tests.test_pages import url

HTMX = {"HX-Request": "true"}
FOREIGN = {
    "type": "object",
    "properties": {
        "shop": {"type": "string", "title": "店名", "pattern": "^[^<>]+$"},
        "owner": {"title": "负责人", "$ref": "#/$defs/person"},
    },
    "required": ["owner"],
    "additionalProperties": False,
    "$defs": {"person": {"type": "object", "properties": {"name": {"type": "string"}}}},
}
TEXTS = st.text("店名面积abc", min_size=1, max_size=6)
FIELDS = st.lists(
    st.builds(
        lambda label, kind, needed, choices: FormField(
            name="", label=label, kind=kind, is_required=needed,
            choices=tuple(choices) if kind in (form_fields.CHOICE, form_fields.SEVERAL) else (),
        ),
        TEXTS, st.sampled_from([*form_fields.KINDS]), st.booleans(), st.lists(TEXTS, min_size=2, max_size=4, unique=True),
    ),
    max_size=6,
).map(lambda rows: [FormField(**{**vars(row), "name": f"f{at}"}) for at, row in enumerate(rows)])  # fmt: skip


@given(FIELDS)
def test_a_list_of_fields_is_a_schema_and_read_back_as_it_was(fields):
    schema = with_fields({}, fields)

    assert fields_of(schema) == fields
    assert not schema or validator_for(schema)


def test_what_the_list_cannot_say_is_kept():
    owner, shop = fields_of(FOREIGN)

    kept = with_fields(FOREIGN, [shop, owner])

    assert (shop.kind, owner.kind) == ("text", "")
    assert kept == {**FOREIGN, "x-order": ["shop", "owner"], "properties": kept["properties"]}
    assert kept["properties"] == FOREIGN["properties"]


@pytest.mark.parametrize(
    "rule",
    [
        {"type": ["string", "null"]},
        {"type": "object", "properties": {}},
        {"type": "array", "items": {"type": "object"}},
        {"oneOf": [{"const": "a", "title": "甲"}]},
        {"type": "string", "format": "email"},
        {"type": "integer", "enum": [1, 2]},
        {"type": "string", "enum": []},
        {"type": "strnig"},
    ],
)
def test_a_field_of_another_kind_is_only_moved_or_struck(rule):
    schema = {"type": "object", "properties": {"a": {"title": "甲", **rule}}}

    (told,) = fields_of(schema)

    assert told.kind == form_fields.OTHER
    assert with_fields(schema, [told])["properties"] == schema["properties"]


def test_a_field_is_named_by_the_initials_of_its_label():
    assert new_name("经营面积（㎡）", []) == "jymj"
    assert new_name("经营面积", ["jymj"]) == "jymj2"
    assert new_name("2022年产量", []) == "f2022ncl"
    assert new_name("？", []) == "f"
    assert new_name("if", []) == "if2"


def send(desk, draft, name, *args, **said):
    """Send what a form of the page sends, with what the page has seen."""
    draft.refresh_from_db()
    answer = desk.post(url(name, draft.pk, *args), {"seen": mark_of(draft), **said}, headers=HTMX)
    draft.refresh_from_db()
    return answer


def described(**said):
    return {"label": "经营面积", "kind": "number", "is_required": "on", "least": "1", **said}


def test_a_form_is_made_tried_and_rearranged_without_a_brace(desk, draft):
    send(desk, draft, "field-add", **described())
    choice = described(label="经营方式", kind="choice", choices="自营\n加盟", least="")
    send(desk, draft, "field-add", **choice)
    send(desk, draft, "field-move", "jyfs", "up")
    page = desk.get(url("form", draft.pk)).content.decode()

    assert [(each.label, each.kind, each.choices) for each in fields_of(draft.form_schema)] == [
        ("经营方式", "choice", ("自营", "加盟")),
        ("经营面积", "number", ()),
    ]
    assert page.index("经营方式") < page.index("经营面积")
    assert "{" not in page[page.index("<main") :]

    wrong = desk.post(
        url("form-trial", draft.pk), {"jymj": "0", "jyfs": "合伙"}, headers=HTMX
    ).content.decode()
    right = desk.post(
        url("form-trial", draft.pk), {"jymj": "12.5", "jyfs": "自营"}, headers=HTMX
    ).content.decode()

    assert "不小于 1" in wrong
    assert "填写无误" not in wrong
    assert "填写无误" in right

    send(desk, draft, "field", "jymj", **described(label="使用面积", kind="whole"))
    send(desk, draft, "field-remove", "jyfs")
    (left,) = fields_of(draft.form_schema)
    assert (left.name, left.label, left.kind) == ("jymj", "使用面积", "whole")


@pytest.mark.parametrize(
    ("said", "where"),
    [
        ({"label": ""}, "label"),
        ({"label": "店名"}, "label"),
        ({"kind": "choice", "choices": "自营", "least": ""}, "choices"),
        ({"choices": "自营\n加盟"}, "choices"),
        ({"least": "5", "most": "1"}, "most"),
        ({"kind": "date"}, "least"),
        ({"kind": "text", "least": "-1"}, "least"),
        ({"least": "many"}, "least"),
    ],
)
def test_a_field_that_asks_for_nothing_sensible_is_refused_and_kept_as_typed(
    desk, draft, keeper, said, where
):
    drafts.change(draft, by=keeper, at=AT, changes={"form_schema": FOREIGN})

    answer = desk.post(
        url("field-add", draft.pk), described(hint="", help="按证载面积", **said), headers=HTMX
    )

    assert answer.status_code == 422
    assert where in answer.context["asked"].errors
    assert "按证载面积" in answer.content.decode()


def test_what_the_list_cannot_say_is_shown_and_outlives_an_edit(desk, draft, keeper):
    drafts.change(draft, by=keeper, at=AT, changes={"form_schema": FOREIGN})

    page = desk.get(url("form", draft.pk)).content.decode()
    send(desk, draft, "field", "shop", label="店铺名称", kind="text")

    assert "$defs" in page
    assert desk.get(url("field", draft.pk, "owner")).status_code == 404
    assert draft.form_schema["properties"]["shop"] == {**FOREIGN["properties"]["shop"], "title": "店铺名称"}
    assert draft.form_schema["$defs"] == FOREIGN["$defs"]


def test_a_late_edit_of_the_form_is_refused(desk, draft):
    assert desk.post(url("field-add", draft.pk), described(seen="elsewhere")).status_code == 409
    draft.refresh_from_db()
    assert draft.form_schema == {}


def test_who_may_not_edit_does_not_open_the_form(person, draft):
    client = Client()
    client.force_login(person("legal_officer"))
    assert client.get(url("form", draft.pk)).status_code == 403
