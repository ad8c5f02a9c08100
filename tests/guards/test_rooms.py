"""Rooms are found, never listed: no settings name them, and the names by which they are found are told."""

import ast
import re

import pytest

from tests.guards.house import ROOT, modules, plan
from tongban.ground.ledger import rooms

PAGE = ROOT / "docs" / "add-a-room.md"


def rooms_listed(tree):
    """Return the rooms that a collection names: apps, or anything above the ground."""
    collections = (ast.List, ast.Tuple, ast.Set, ast.Dict)
    for node in (each for each in ast.walk(tree) if isinstance(each, collections)):
        for text in (part.value for part in ast.walk(node) if isinstance(part, ast.Constant)):
            if isinstance(text, str) and _names_a_room(text):
                yield text


def _names_a_room(text):
    name = text.removeprefix("tongban.")
    above = tuple(f"{floor.name}." for floor in plan().floors if floor.name != "ground")
    return name != text and (name in plan().rooms or name.startswith(above))


def looked_for(tree):
    """Return the names by which a module looks for rooms."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "modules_named" and node.args:
            yield from (part.value for part in node.args if isinstance(part, ast.Constant))


def test_no_settings_list_rooms():
    found = {
        path.name: list(rooms_listed(ast.parse(path.read_text("utf-8"))))
        for path in sorted((ROOT / "config").glob("*.py"))
    }

    assert {name: listed for name, listed in found.items() if listed} == {}


def test_a_list_of_rooms_is_recognised():
    settings = """
APPS = ["tongban.ground.kit", "django.contrib.auth"]
WORDS = {"CASE": "tongban.work.cases.queries.describe"}
MIDDLEWARE = ["tongban.ground.kit.middleware.RefusalMiddleware"]
COURIER = "tongban.work.cases.courier.SimulatedCourier"
"""

    assert list(rooms_listed(ast.parse(settings))) == [
        "tongban.ground.kit",
        "tongban.work.cases.queries.describe",
    ]


def test_every_name_by_which_rooms_are_found_is_asked_for_and_told():
    asked = {name for module in modules() if not module.is_test for name in looked_for(module.tree)}
    told = set(re.findall(r"^\| `(\w+)\.py` \|", PAGE.read_text("utf-8"), re.MULTILINE))

    assert asked | {"urls"} == set(rooms.NAMES)
    assert set(rooms.NAMES) <= told


def test_a_name_that_nobody_knows_is_refused():
    with pytest.raises(ValueError, match="none of the names"):
        rooms.modules_named("facst")
