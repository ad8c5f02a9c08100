"""Whether an application is complete: each material against its need."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from tongban.ground.law import basis

HERE = ("submitted", "shown", "on_file", "promised", "asked")
"""How a material may stand so that it is there."""

Lack = Literal["missing", "may_not_follow", "unanswered", "faulty"]


@dataclass(frozen=True, slots=True)
class Need:
    """A material of a case: whether it is needed (None: not known yet), how strictly, and how it stands."""

    key: int
    is_needed: bool | None
    necessity: str
    state: str
    is_faulty: bool = False


@basis("online-service-rules:7", "anyang-services-regulation:24")
def lacks(needs: Iterable[Need], *, tolerates: bool) -> dict[int, Lack]:
    """Return what stands against filing, by material: only what the guide asks for, only where it is needed."""
    found = {need.key: _lack(need, tolerates=tolerates) for need in needs}
    return {key: lack for key, lack in found.items() if lack}


def to_follow(needs: Iterable[Need]) -> list[int]:
    """Return the materials that are promised to follow later."""
    return [need.key for need in needs if need.state == "to_follow" and need.is_needed is not False]


def displayed_state(need: Need) -> str:
    """Return the state of a material as pages show it: what nobody asks for is not missing."""
    if need.state not in ("missing", "to_follow"):
        return need.state
    if need.is_needed is False:
        return "not_needed"
    if need.state == "to_follow":
        return need.state
    if need.necessity == "optional":
        return "optional"
    return "undecided" if need.is_needed is None else "missing"


def _lack(need: Need, *, tolerates: bool) -> Lack | None:
    if need.is_needed is False:
        return None
    if need.is_faulty:
        return "faulty"
    if need.state in HERE:
        return None
    if need.state == "to_follow":
        return None if tolerates and need.necessity == "may_follow" else "may_not_follow"
    if need.necessity == "optional":
        return None
    return "unanswered" if need.is_needed is None else "missing"
