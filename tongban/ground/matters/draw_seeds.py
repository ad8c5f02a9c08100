"""Seeds that nobody chooses: the house's key of entries gives one for each draw, the same however often it is asked.

The key stands before anybody knows who takes part, its fingerprint in every entry; the seed is told with the result.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tongban.ground.ledger.macs import current_key, known_keys
from tongban.ground.ledger.models import Entry
from tongban.ground.matters.draws import Draw

DOMAIN = "draw "


def seed_of(occasion: str) -> str:
    """Return the seed of a draw ("CASE-2026-000017 P3"): unknown before, and not to be had another time."""
    return current_key().mac(f"{DOMAIN}{occasion}")


@dataclass(frozen=True, slots=True)
class CheckedDraw:
    """A draw of the ledger, and what is wrong with it: the result, or the seed that the house did not give."""

    entry: Entry
    is_true: bool
    is_own_seed: bool | None
    """None where the seed came from elsewhere: with a load, or under a key that is not here."""


def check_draws() -> Iterator[CheckedDraw]:
    """Draw again every draw of the ledger, in the order of their entries."""
    keys = known_keys()
    for entry in Entry.objects.filter(payload__has_keys=["seed", "candidates", "drawn"]).order_by("pk"):
        said = entry.payload
        made = Draw(said["seed"], tuple(said["candidates"]), tuple(said["drawn"]))
        key, occasion = keys.get(entry.key_id), said.get("occasion")
        own = key.mac(f"{DOMAIN}{occasion}") == made.seed if key and occasion else None
        yield CheckedDraw(entry, made.is_true(), own)
