"""Every field of every model is proven, or said not to be, with the reason in one line."""

import ast

import pytest
from django.apps import apps

from tests.guards.house import modules, room_of
from tongban.ground.ledger.chart import CHARTS
from tongban.ground.ledger.proof_tables import not_proven, proof_modules
from tongban.ground.ledger.wording import subject_words

SHORTEST = 20


def listed():
    """Return the models that the rooms' proofs name, with the fields left out and why."""
    return {rows.model: rows.besides for room in proof_modules() for rows in room.PROVEN}


def of_the_house():
    return [model._meta.label for model in apps.get_models() if room_of(model.__module__)]


def forgotten(models, proven, unproven):
    return [label for label in models if (label in proven) == (label in unproven)]


def test_every_model_is_proven_or_said_not_to_be():
    assert forgotten(of_the_house(), listed(), not_proven()) == []


def test_what_is_not_proven_is_named_with_a_reason():
    reasons = [
        *not_proven().values(),
        *(reason for besides in listed().values() for reason in besides.values()),
    ]

    assert all(len(reason) > SHORTEST and "\n" not in reason for reason in reasons)


def test_fields_left_out_are_fields():
    for label, besides in listed().items():
        fields = {field.name for field in apps.get_model(label)._meta.concrete_fields}
        assert besides.keys() <= fields, label


@pytest.mark.parametrize(
    ("models", "proven", "unproven", "expected"),
    [
        (["a.New"], {}, {}, ["a.New"]),
        (["a.Both"], {"a.Both": {}}, {"a.Both": "said twice"}, ["a.Both"]),
        (["a.Case"], {"a.Case": {}}, {}, []),
    ],
)
def test_a_forgotten_model_is_recognised(models, proven, unproven, expected):
    assert forgotten(models, proven, unproven) == expected


def acts_in(tree):
    """Return the words of acts that a module records, where they are said outright."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        place = {"record": 1, "_record": 1, "EntryData": 0}.get(name)
        if place is not None and len(node.args) > place and isinstance(node.args[place], ast.Constant):
            yield node.args[place].value


def test_every_act_that_a_room_records_is_a_word_that_verification_knows():
    known = {act for words in subject_words().values() for act in words.acts}
    known |= {move for chart in CHARTS for move in chart.moves}
    found = [
        f"{module.shown}: {word}"
        for module in modules()
        if module.room and not module.is_test
        for word in acts_in(module.tree)
        if word not in known
    ]

    assert not found


def test_an_act_is_recognised():
    assert list(
        acts_in(ast.parse('record(case, "urge", by=by); EntryData("paper", 1); record(x, move)'))
    ) == [
        "urge",
        "paper",
    ]
