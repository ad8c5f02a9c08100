"""What becomes of the parts of a joint application: a table for every way in which one of them can end. No database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from tongban.ground.law import basis

Standing = Literal["waiting", "under_way", "granted", "unneeded", "failed", "withdrawn", "stopped"]
"""How a part stands: not begun, with its body, or how it ended."""
Consequence = Literal["waits", "begins", "asks", "stops"]
"""What follows for a part that has not begun: it waits on, begins, begins with a question to the applicant, stops."""
ENDED: tuple[Standing, ...] = ("granted", "unneeded", "failed", "withdrawn", "stopped")
MAY_BE_REPEATED: tuple[Standing, ...] = ("failed", "withdrawn", "stopped")
AFTER_ONE: Mapping[tuple[Standing, bool], Consequence] = {
    # how the part before stands, whether its result is needed: what follows
    ("waiting", False): "waits",
    ("waiting", True): "waits",
    ("under_way", False): "waits",
    ("under_way", True): "waits",
    ("granted", False): "begins",
    ("granted", True): "begins",
    ("unneeded", False): "begins",
    ("unneeded", True): "asks",
    ("failed", False): "begins",
    ("failed", True): "stops",
    ("withdrawn", False): "begins",
    ("withdrawn", True): "stops",
    ("stopped", False): "begins",
    ("stopped", True): "stops",
}
"""A part that only comes later begins once the one before is over, however it ended; a part that needs its result does not.
A part that is with its body goes on whatever happens to others, and one that has ended stays as it was decided."""
STRONGEST: tuple[Consequence, ...] = ("stops", "waits", "asks", "begins")
OF_A_CASE: Mapping[str, Standing] = {
    "draft": "under_way",
    "filed": "under_way",
    "incomplete": "under_way",
    "completed": "under_way",
    "accepted": "under_way",
    "paused": "under_way",
    "granted": "under_way",
    "issued": "granted",
    "refused": "failed",
    "not_accepted": "failed",
    "terminated": "failed",
    "not_needed": "unneeded",
    "withdrawn": "withdrawn",
    "discarded": "withdrawn",
}
"""How a part stands by its case: what was granted counts once the result is there. Delivered and archived change nothing."""


@dataclass(frozen=True, slots=True)
class Before:
    """A part that comes before another, and whether its result is needed."""

    part: str
    result: bool


Order = Mapping[str, Sequence[Before]]
"""By part, those before it."""


@basis("licensing-law:26")
def consequence(befores: Sequence[tuple[Standing, bool]]) -> Consequence:
    """Return what follows for a part that has not begun, from how those before it stand."""
    found = {AFTER_ONE[each] for each in befores}
    return next((each for each in STRONGEST if each in found), "begins")


def standing_after(case_status: str, before: Standing) -> Standing:
    """Return how a part stands once its case has moved."""
    return OF_A_CASE.get(case_status, before)


def waiting_now(order: Order, standings: Mapping[str, Standing]) -> dict[str, Consequence]:
    """Return what follows now for each part that has not begun; those for which nothing follows are left out."""
    found = {
        part: consequence(
            [(standings[each.part], each.result) for each in order.get(part, ()) if each.part in standings]
        )
        for part, standing in standings.items()
        if standing == "waiting"
    }
    return {part: each for part, each in found.items() if each != "waits"}


def is_settled(standings: Mapping[str, Standing]) -> bool:
    """Return whether every part has come to its end."""
    return all(standing in ENDED for standing in standings.values())


def play(order: Order, ends: Mapping[str, Standing]) -> dict[str, Standing]:
    """Return how all parts end when each that begins ends as ``ends`` says: what the table means for a whole bundle."""
    standings: dict[str, Standing] = dict.fromkeys(ends, "waiting")
    while follows := waiting_now(order, standings):
        for part, each in follows.items():
            standings[part] = "stopped" if each == "stops" else ends[part]
    return standings
