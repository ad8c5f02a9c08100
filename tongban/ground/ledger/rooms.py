"""What rooms say of themselves in a module of a given name (`facts`, `duties`, `senders`), found by the house.

This is the one mechanism by which the house knows its rooms: whoever needs something of every room asks for the
modules of that name, and no list of rooms stands anywhere but in ``floors.toml``. docs/add-a-room.md tells the names.
"""

import importlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

from django.apps import AppConfig, apps

NAMES = (
    "applicant_merge",
    "choices",
    "demo_story",
    "desk_tiles",
    "documentation",
    "duties",
    "facts",
    "file_rights",
    "item_uses",
    "ledger_words",
    "live",
    "matter_links",
    "menu",
    "notices",
    "numbers",
    "office_settings",
    "parcel_owner",
    "proofs",
    "role_grants",
    "senders",
    "source_changes",
    "states",
    "subject_file",
    "urls",
)
"""The modules that the house looks for in each room; a room has those that it needs."""
OF_COMMANDS = {"demo_story", "documentation"}
"""Those that only commands read."""


@cache
def modules_named(name: str) -> tuple[ModuleType, ...]:
    """Return the module of this name of every room that has one, from the ground up."""
    if name not in NAMES:
        raise ValueError(f"{name} is none of the names by which rooms are found: {', '.join(NAMES)}")
    return tuple(
        importlib.import_module(f"{room.name}.{name}")
        for room in _rooms()
        if find_spec(f"{room.name}.{name}")
    )


def files_named(name: str) -> list[Path]:
    """Return the file of this name ("messages.toml") of every room that has one, from the ground up."""
    paths = (Path(room.path) / name for room in _rooms())
    return [path for path in paths if path.exists()]


def _rooms() -> list[AppConfig]:
    return [room for room in apps.get_app_configs() if room.name.startswith("tongban.")]


def import_all() -> None:
    """Import every such module of every room that a server reads, so that no thread does it later."""
    for name in NAMES:
        if name not in OF_COMMANDS:
            modules_named(name)
