"""The rooms of the house that Django installs, read from the floor list: a folder that stands there is installed."""

import tomllib

from config.database import ROOT

HOUSE = ROOT / "tongban"


def installed_rooms() -> list[str]:
    """Return the dotted names of all rooms that stand, from the ground up; pure rooms never see Django."""
    plan = tomllib.loads((HOUSE / "floors.toml").read_text("utf-8"))
    floors = [(floor["name"], floor["tiers"]) for floor in reversed(plan["floor"])]
    rooms = [f"{name}.{room}" for name, tiers in floors for tier in reversed(tiers) for room in tier]
    whole = [name for name, tiers in floors if not tiers]
    standing = (
        room for room in [*rooms, *whole] if (HOUSE / room.replace(".", "/") / "__init__.py").exists()
    )
    return [f"tongban.{room}" for room in standing if room not in plan["pure"]]
