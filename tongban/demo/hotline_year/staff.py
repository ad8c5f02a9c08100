"""Who works on the hotline in the year: agents, dispatchers and quality officers of the centre, officers of each unit."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from tongban.demo.hotline_year.plan import DATA
from tongban.demo.people import employ
from tongban.demo.year.plan import scaled
from tongban.ground.people.actors import Actor
from tongban.ground.people.models import Department

SHOWN = {
    "hotline_agent": "话务员",
    "hotline_dispatcher": "派单员",
    "quality_officer": "质检回访员",
    "unit_officer": "承办人",
    "unit_head": "负责人",
}


@dataclass(frozen=True)
class Unit:
    """A unit with its people and habits: see ``data/hotline_year.toml``."""

    key: int
    officers: Sequence[Actor]
    head: Actor
    speed: float
    returned: float
    solved: float
    pleased: float
    hollow: float = 0.0


@dataclass(frozen=True)
class HotlineStaff:
    """The people of the centre, and the units by their code."""

    agents: Sequence[Actor]
    dispatchers: Sequence[Actor]
    checkers: Sequence[Actor]
    units: dict[str, Unit]


def create_hotline_staff(scale: Decimal) -> HotlineStaff:
    """Let the people of the year in, once, and return them."""
    centre = Department.objects.get(code="DEMO-HOTLINE")
    several = max(2, scaled(6, scale))
    return HotlineStaff(
        _several("hotline_agent", centre, max(4, scaled(24, scale))),
        _several("hotline_dispatcher", centre, several),
        _several("quality_officer", centre, several),
        {row["code"]: _unit(**row) for row in DATA["unit"]},
    )


def _unit(code: str, **habits: float) -> Unit:
    place = Department.objects.get(code=f"DEMO-{code}")
    officers, (head,) = _several("unit_officer", place, 3), _several("unit_head", place, 1)
    return Unit(place.pk, officers, head, **habits)


def _several(role: str, place: Department, count: int) -> Sequence[Actor]:
    return [_actor(role, place, number) for number in range(1, count + 1)]


def _actor(role: str, place: Department, number: int) -> Actor:
    username = f"{place.code.removeprefix('DEMO-').lower()}-{role.replace('_', '-')}-{number:02d}"
    user = employ(username, f"{place.name}{SHOWN[role]}{number:02d}（示例）", place, role)
    return Actor(user.pk, str(user), [role])
