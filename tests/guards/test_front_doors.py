"""Front doors, purity, and measuring that never writes."""

import ast

import grimp
import pytest

from tests.guards.house import PRODUCT, Module, imports_in, modules, plan, room_of

WRITING = {"actions", "views", "forms"}


def side_doors(room, imports):
    """Return the imports that enter another room by another way than its front door."""
    for name, line in imports:
        other = room_of(name)
        if not other or other == room or plan().is_open(other):
            continue
        entered = name.removeprefix(f"tongban.{other}").strip(".").split(".")
        if entered[0] and not set(entered) & set(plan().front_door):
            yield f"{line}: {name}"


def writing(imports):
    return [f"{line}: {name}" for name, line in imports if WRITING & set(name.split(".")[1:])]


def test_another_room_is_entered_by_its_front_door():
    found = [
        f"{module.shown}:{entered}"
        for module in modules()
        if module.room and not module.is_test
        for entered in side_doors(module.room, module.imports())
    ]

    assert not found


@pytest.mark.parametrize(
    ("text", "is_side_door"),
    [
        ("from tongban.account.budget.models import Line", False),
        ("from tongban.account.budget import models", False),
        ("from tongban.account.budget.forms import LineForm", True),
        ("import tongban.account.budget.rules", True),
        ("from tongban.account.budget import rules", True),
        ("from tongban.account.evaluation import rules", False),
        ("from tongban.account.audit.reader import plain", False),
        ("from tongban.ground.kit.files import store", False),
    ],
)
def test_a_side_door_is_recognised(text, is_side_door):
    assert bool(list(side_doors("account.evaluation", imports_in(ast.parse(text))))) == is_side_door


def names_of(package):
    """Return what a folder of actions offers beside its modules: its modules are the doors, each name has one address."""
    return [
        node for node in ast.parse(package.read_text(encoding="utf-8")).body if not isinstance(node, ast.Expr)
    ]


def test_a_folder_of_actions_offers_its_modules_and_no_names():
    packages = list(PRODUCT.rglob("actions/__init__.py"))

    assert packages
    assert not [str(each) for each in packages if names_of(each)]


def test_measuring_never_writes():
    found = [
        f"{module.shown}:{name}"
        for module in modules()
        if module.room in plan().reading_only and not module.is_test
        for name in writing(module.imports())
    ]

    assert not found
    assert writing([("tongban.account.budget.actions.adjust", 1)])


def measured(imports):
    """Return the imports by which measuring would read a room beside its facts."""
    return [f"{line}: {name}" for name, line in imports if name.startswith(("tongban.work", "tongban.offer"))]


def test_measuring_reads_facts_and_no_room_of_work():
    found = [
        f"{module.shown}:{name}"
        for module in modules()
        if module.room == "account.insight" and not module.is_test
        for name in measured(module.imports())
    ]

    assert not found
    assert measured([("tongban.work.cases.models", 1), ("tongban.ground.kit.fact_views", 2)]) == [
        "1: tongban.work.cases.models"
    ]


def test_the_rules_of_a_room_never_import_django():
    graph = grimp.build_graph("tongban", "config", include_external_packages=True, cache_dir=None)
    rules = [
        module.name for module in modules() if "rules" in module.name.split(".")[3:] and not module.is_test
    ]

    for name in rules:
        chain = graph.find_shortest_chain(importer=name, imported="django")
        assert chain is None, " → ".join(chain)
    assert rules


def test_rooms_of_a_floor_without_tiers_are_that_floor():
    assert room_of("tongban.demo.actions") == "demo"
    assert room_of("tongban.account.budget.models.Line") == "account.budget"
    assert room_of("tongban.console") == ""
    assert Module(PRODUCT / "ground" / "law" / "terms.py").room == "ground.law"
