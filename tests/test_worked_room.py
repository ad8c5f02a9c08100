"""The room of docs/add-a-room.md, added to a copy of this house as the page says, and run there."""

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from shutil import copytree, ignore_patterns

import psycopg
import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.db import connection
from psycopg import sql

from config.database import ROOT, VARIABLE
from tests.guards.house import PRODUCT
from tongban.ground.kit.fonts import fonts_folder

EXAMPLE = ROOT / "docs" / "examples" / "enquiries"
ROOM = Path("tongban/work/enquiries")
IN_THE_FLOORS = ('"hotline", ', '"hotline", "enquiries", ')
ON_THE_PAGE = (
    "│   ├── ratings/",
    "│   ├── enquiries/         what the window cannot explain at once\n│   ├── ratings/",
)
GUARDS = ("rooms", "ledger_words", "access", "proofs", "messages")
"""Those that ask the house as it runs; what reads source text is no different there."""
VENDOR = Path("tongban/ground/kit/static/vendor")
NEVER_COPIED = ignore_patterns("vendor", "*.pyc.*")
"""What is compiled already comes along; not what another process is just writing."""


@pytest.fixture
def house(tmp_path):
    """A copy of this house without its data; fonts and what comes from npm are shared."""
    for folder in ("tongban", "config", "tests", "docs", "locale"):
        copytree(ROOT / folder, tmp_path / folder, ignore=NEVER_COPIED)
    for name in ("conftest.py", "pyproject.toml", ".importlinter"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    (tmp_path / VENDOR).symlink_to(ROOT / VENDOR)
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "fonts").symlink_to(fonts_folder())
    return tmp_path


@pytest.fixture
def database(transactional_db):
    """Return the name of a copy of the tests' database, in which the room is not migrated yet."""
    name = f"worked_room_{os.getpid()}"
    made = {"name": sql.Identifier(name), "template": sql.Identifier(str(connection.settings_dict["NAME"]))}
    connection.close()
    with psycopg.connect(os.environ[VARIABLE], autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {name} TEMPLATE {template}").format(**made))
        yield name
        server.execute(sql.SQL("DROP DATABASE {name} WITH (FORCE)").format(**made))


def add_room(house):
    """Do what the page says: the folder with its Chinese compiled, and two lines outside it."""
    copytree(EXAMPLE, house / ROOM)
    texts = house / ROOM / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
    with texts.open("rb") as po, texts.with_suffix(".mo").open("wb") as mo:
        write_mo(mo, read_po(po))
    for path, (before, after) in (
        (house / "tongban/floors.toml", IN_THE_FLOORS),
        (house / "docs/architecture.md", ON_THE_PAGE),
    ):
        text = path.read_text("utf-8")
        assert text.count(before) == 1, path
        path.write_text(text.replace(before, after), "utf-8")


def digests(house):
    files = (path for path in house.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    found = {str(path.relative_to(house)): sha256(path.read_bytes()).hexdigest() for path in files}
    return {name: digest for name, digest in found.items() if not name.startswith(str(ROOM))}


def changed(before, after):
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def run(house, *arguments, **environment):
    """Run a module in the copied house and return what it printed; it must succeed."""
    ran = subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=house,
        env={**os.environ, "TONGBAN_VAR": str(house / "var"), "PYTHONPATH": str(house), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout[-6000:] + ran.stderr[-3000:]
    return ran.stdout


def test_a_room_is_added_by_its_folder_and_two_lines_outside_it(house, database):
    before = digests(house)

    add_room(house)
    by_hand = changed(before, digests(house))
    run(house, "tests.guards.contracts")
    written = changed(before, digests(house)) - by_hand
    ran = run(
        house,
        "pytest",
        "--reuse-db",
        "-p",
        "no:cacheprovider",
        "-o",
        "addopts=-p config.testing --import-mode=importlib",
        str(ROOM),
        *(f"tests/guards/test_{name}.py" for name in GUARDS),
        TONGBAN_TEST_NAME=database,
    )

    assert by_hand == {"tongban/floors.toml", "docs/architecture.md"}
    assert written == {".importlinter"}
    assert "passed" in ran


def test_the_product_itself_knows_nothing_of_the_example():
    naming = [path for path in PRODUCT.rglob("*.py") if "enquiries" in path.read_text("utf-8")]

    assert naming == []
