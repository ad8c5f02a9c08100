"""What rooms say of themselves in a module of a given name (`facts`, `duties`, `senders`), found by app."""

import importlib
from collections.abc import Iterator
from importlib.util import find_spec
from types import ModuleType

from django.apps import apps


def modules_named(name: str) -> Iterator[ModuleType]:
    """Return the module of this name of every room that has one, in the order of INSTALLED_APPS."""
    for room in apps.get_app_configs():
        if room.name.startswith("tongban.") and find_spec(f"{room.name}.{name}"):
            yield importlib.import_module(f"{room.name}.{name}")
