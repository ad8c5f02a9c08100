"""The import contracts, written from the floor list: ``python -m tests.guards.contracts`` writes .importlinter."""

from collections.abc import Iterator

from tests.guards.house import PRODUCT, ROOT, Floor, Plan, plan

FILE = ROOT / ".importlinter"
TESTS_MEET_THE_DEMO = """ignore_imports =
    tongban.**.tests.** -> tongban.demo.**
unmatched_ignore_imports_alerting = none"""
"""What is shown is tested on the demo, which stands above; the product itself never imports it."""


def written(house: Plan) -> str:
    """Return the text of .importlinter."""
    parts = [
        "# Written from tongban/floors.toml by `python -m tests.guards.contracts`; a guard compares the two.",
        "[importlinter]\nroot_packages =\n    tongban\n    config\ninclude_external_packages = True",
        *_floors(house),
        *(_tiers(floor) for floor in house.floors if floor.tiers and _stands(floor.name)),
        _pure(house),
        *(_alone(house, room) for room in house.pure if room.startswith("account.")),
        _attic(house),
    ]
    return "\n\n".join(parts) + "\n"


def _floors(house: Plan) -> Iterator[str]:
    layers = "\n".join(f"    ({floor.name})" for floor in house.floors)
    yield _contract(
        "floors",
        "A room imports only from floors below",
        "layers",
        f"containers =\n    tongban\nlayers =\n{layers}\n{TESTS_MEET_THE_DEMO}",
    )


def _tiers(floor: Floor) -> str:
    layers = "\n".join("    " + " | ".join(f"({room})" for room in tier) for tier in floor.tiers)
    body = f"containers =\n    tongban.{floor.name}\nlayers =\n{layers}"
    return _contract(floor.name, f"Inside {floor.name} a tier imports only from tiers below", "layers", body)


def _pure(house: Plan) -> str:
    sources = "\n".join(f"    tongban.{room}" for room in house.pure if _stands(room))
    body = f"source_modules =\n{sources}\nforbidden_modules =\n    django"
    return _contract("pure", "What is pure never imports Django", "forbidden", body)


def _alone(house: Plan, room: str) -> str:
    opened = {room.partition(".")[0], *(below.partition(".")[0] for below in house.foundation)}
    others = [f"tongban.{floor.name}" for floor in house.floors if floor.name not in opened]
    rooms = [other for other in house.rooms if other.partition(".")[0] in opened]
    others += [f"tongban.{other}" for other in rooms if other not in (room, *house.foundation)]
    names = "\n".join(f"    {name}" for name in sorted(others) if _stands(name.removeprefix("tongban.")))
    body = f"source_modules =\n    tongban.{room}\nforbidden_modules =\n{names}"
    return _contract("alone", "The linter for reports stands alone", "forbidden", body)


def _attic(house: Plan) -> str:
    sources = [f"    tongban.{floor.name}" for floor in house.floors if _stands(floor.name)]
    forbidden = [f"    tongban.{name}" for name in house.attic if list((ROOT / "tongban").glob(f"{name}*"))]
    body = "source_modules =\n" + "\n".join(sources) + "\nforbidden_modules =\n" + "\n".join(forbidden)
    return _contract("attic", "No room imports what stands above the house", "forbidden", body)


def _stands(name: str) -> bool:
    return (PRODUCT / name.replace(".", "/") / "__init__.py").exists()


def _contract(key: str, name: str, kind: str, body: str) -> str:
    return f"[importlinter:contract:{key}]\nname = {name}\ntype = {kind}\n{body}"


if __name__ == "__main__":
    FILE.write_text(written(plan()), "utf-8")
