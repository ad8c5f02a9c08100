import ast
import re

import pytest
from importlinter.cli import lint_imports

from tests.guards.contracts import FILE, written
from tests.guards.house import PRODUCT, ROOT, modules, plan

CREATED = "python -m tests.guards.contracts"


def test_every_folder_of_the_house_is_a_floor_of_the_list():
    known = {floor.name for floor in plan().floors} | set(plan().attic)
    folders = {path.name for path in PRODUCT.iterdir() if (path / "__init__.py").exists()}

    assert folders <= known


def test_every_folder_of_a_floor_is_a_room_of_the_list():
    for floor in plan().floors:
        folders = {path.parent.name for path in (PRODUCT / floor.name).glob("*/__init__.py")}
        assert not floor.tiers or folders <= {*floor.rooms, "tests"}, floor.name


def test_the_import_contracts_are_those_of_the_list():
    assert FILE.read_text("utf-8") == written(plan()), f"write it anew: {CREATED}"


def test_the_imports_keep_the_contracts(capsys):
    code = lint_imports(config_filename=str(FILE), cache_dir=None)

    assert code == 0, capsys.readouterr().out


def test_an_import_upwards_breaks_the_contracts(tmp_path, monkeypatch, capsys):
    """A little house with one import from ground to account."""
    for folder in ("account/budget", "ground/people"):
        (tmp_path / "cottage" / folder).mkdir(parents=True)
        (tmp_path / "cottage" / folder.split("/")[0] / "__init__.py").touch()
        (tmp_path / "cottage" / folder / "__init__.py").touch()
    (tmp_path / "cottage/__init__.py").touch()
    (tmp_path / "cottage/ground/people/models.py").write_text("from cottage.account import budget\n")
    contract = written(plan()).split("\n\n")[2].replace("tongban", "cottage")
    (tmp_path / "rules").write_text(f"[importlinter]\nroot_package = cottage\n\n{contract}\n")
    monkeypatch.syspath_prepend(tmp_path)

    assert lint_imports(config_filename=str(tmp_path / "rules"), cache_dir=None) == 1
    assert "cottage.ground.people.models -> cottage.account.budget" in capsys.readouterr().out


def test_the_architecture_page_draws_the_same_house():
    page = ROOT / "docs" / "architecture.md"
    if not page.exists():
        pytest.skip("docs/architecture.md is not written yet")
    drawn = re.findall(r"^[│ ]*[├└]── (\w+)/", page.read_text("utf-8"), re.MULTILINE)
    standing = [
        room.split(".")[-1] for room in _top_to_bottom() if (PRODUCT / room.replace(".", "/")).is_dir()
    ]

    assert [name for name in drawn if name in standing] == standing


def test_every_room_opens_with_one_line_that_says_what_it_is():
    for module in modules():
        if module.name in {f"tongban.{room}" for room in _top_to_bottom()}:
            opening = ast.get_docstring(module.tree)
            assert opening, f"{module.shown} has no opening line"
            assert "\n" not in opening, f"{module.shown} opens with more than one line"


def _top_to_bottom():
    for floor in plan().floors:
        yield floor.name
        yield from (f"{floor.name}.{room}" for room in floor.rooms)
