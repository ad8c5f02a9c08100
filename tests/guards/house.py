"""What the guards know of the house: its floors, its modules and their imports, read from the source text."""

import ast
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ROOT / "tongban"


@dataclass(frozen=True)
class Floor:
    """A floor and its rooms in tiers, top to bottom."""

    name: str
    tiers: tuple[tuple[str, ...], ...]

    @property
    def rooms(self) -> list[str]:
        return [room for tier in self.tiers for room in tier]


@dataclass(frozen=True)
class Plan:
    """The floor list, as ``tongban/floors.toml`` has it."""

    floors: tuple[Floor, ...]
    attic: tuple[str, ...]
    open: tuple[str, ...]
    front_door: tuple[str, ...]
    pure: tuple[str, ...]
    foundation: tuple[str, ...]
    reading_only: tuple[str, ...]

    @property
    def rooms(self) -> list[str]:
        """Every room as floor.room, top to bottom; a floor without rooms is a room itself."""
        return [f"{floor.name}.{room}" for floor in self.floors for room in floor.rooms]

    def is_open(self, room: str) -> bool:
        return any(room == known or room.startswith(f"{known}.") for known in self.open)


@cache
def plan() -> Plan:
    read = tomllib.loads((PRODUCT / "floors.toml").read_text("utf-8"))
    floors = tuple(
        Floor(floor["name"], tuple(tuple(tier) for tier in floor["tiers"])) for floor in read.pop("floor")
    )
    return Plan(floors, **{name: tuple(values) for name, values in read.items()})


@dataclass(frozen=True)
class Module:
    """A Python file of the product or of its tests."""

    path: Path

    @property
    def shown(self) -> str:
        return str(self.path.relative_to(ROOT))

    @property
    def name(self) -> str:
        parts = self.path.relative_to(ROOT).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def room(self) -> str:
        """Return floor.room, the floor alone for a floor without rooms, or nothing outside the house."""
        return room_of(self.name)

    @property
    def is_test(self) -> bool:
        return "tests" in self.name.split(".") or self.path.name.startswith(("conftest", "test_"))

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.path.read_text("utf-8"))

    def imports(self) -> Iterator[tuple[str, int]]:
        yield from imports_in(self.tree)


def imports_in(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Return every imported name, dotted, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def room_of(name: str) -> str:
    """Return the room of a dotted name: account.budget for tongban.account.budget.models.Line."""
    parts = name.split(".")
    floor = next((floor for floor in plan().floors if parts[:2] == ["tongban", floor.name]), None)
    if floor is None:
        return ""
    return ".".join(parts[1:3]) if len(parts) > 2 and floor.tiers else floor.name


@cache
def modules() -> tuple[Module, ...]:
    """Return every module of the product, tests of the rooms included, migrations left out."""
    paths = sorted(path for path in PRODUCT.rglob("*.py") if "migrations" not in path.parts)
    return tuple(Module(path) for path in paths)


@cache
def modules_of_tests() -> tuple[Module, ...]:
    """Return the modules that hold tests, those of the rooms and those of the house."""
    own = tuple(Module(path) for path in sorted((ROOT / "tests").rglob("*.py")))
    return tuple(module for module in modules() if module.is_test) + own
