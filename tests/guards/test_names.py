"""Modules are called by nouns or plain verbs, and a class name means one thing in the whole house."""

import ast
from collections import defaultdict

from tests.guards.house import modules, modules_of_tests

NOUNS = {
    "accounting", "building", "hearing", "mapping", "monitoring", "numbering", "rating", "rulings", "setting",
    "spending", "staffing", "staging", "string", "testing", "typesetting", "waiting", "wording",
}  # fmt: skip
"""Words in -ing that are established nouns of the trade."""
PARTICIPLES = {
    "asked", "begun", "bound", "built", "chosen", "done", "drawn", "filed", "found", "given",
    "gone", "held", "hidden", "invented", "kept", "killed", "known", "led", "lit", "made", "measured", "met", "moved",
    "opened", "poured", "printed", "proven", "put", "rated", "said", "saved", "seen", "sent", "shaped",
    "shown", "spent", "stood", "taken", "told", "worked", "written",
}  # fmt: skip


def odd_word(name):
    """Return the bare gerund or participle that a module is called by, or nothing."""
    word = name.rpartition(".")[2].removeprefix("test_")
    is_gerund = word.endswith("ing") and "_" not in word and len(word) > 5 and word not in NOUNS
    return word if is_gerund or word in PARTICIPLES else ""


def twice(classes):
    """Return the class names (name, room) that stand in more than one room."""
    rooms = defaultdict(set)
    for name, room in classes:
        rooms[name].add(room)
    return {name: sorted(found) for name, found in rooms.items() if len(found) > 1}


def public_classes(module):
    for node in module.tree.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield node.name


def may_share(module):
    parts = module.name.split(".")
    return "models" in parts or "audit" in parts or "shapes" in parts


def test_no_module_is_called_by_a_bare_gerund_or_participle():
    found = [module.shown for module in {*modules(), *modules_of_tests()} if odd_word(module.name)]

    assert not found


def test_a_class_name_means_one_thing():
    found = twice(
        (name, module.room)
        for module in modules()
        if module.room and not module.is_test and not may_share(module)
        for name in public_classes(module)
    )

    assert not found


def test_bare_words_and_doubles_are_recognised():
    assert odd_word("tongban.work.cases.actions.holding") == "holding"
    assert odd_word("tests.doors.test_told") == "told"
    assert not odd_word("tongban.work.cases.hearings.actions")
    assert twice([("Row", "work.cases"), ("Row", "work.cases")]) == {}
    assert twice([("Row", "work.cases"), ("Row", "ground.kit")]) == {"Row": ["ground.kit", "work.cases"]}
