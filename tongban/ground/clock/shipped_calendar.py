"""The calendar that comes with the product: 2004 to 2026, one file a year."""

import tomllib
from datetime import date
from importlib.resources import files
from typing import Any

from tongban.ground.clock.arrangement import Arrangement
from tongban.ground.clock.calendar import Calendar


def arrangements_in(text: str) -> tuple[Arrangement, ...]:
    """Return the notices of one year's file."""
    return tuple(_arrangement(row) for row in tomllib.loads(text)["notice"])


def _arrangement(row: dict[str, Any]) -> Arrangement:
    return Arrangement(
        **{**row, "off": _pairs(row.get("off", {})), "make_up": _pairs(row.get("make_up", {}))}
    )


def _pairs(named: dict[str, list[date]]) -> tuple[tuple[date, str], ...]:
    return tuple((day, name) for name, days in named.items() for day in days)


def _shipped() -> Calendar:
    folder = files(__package__).joinpath("years")
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".toml"))
    found = [arrangements_in(folder.joinpath(name).read_text("utf-8")) for name in names]
    return Calendar(tuple(arrangement for year in found for arrangement in year))


SHIPPED = _shipped()
"""Working days 2004 to 2026; another year is added by `SHIPPED.with_year(…)`."""
