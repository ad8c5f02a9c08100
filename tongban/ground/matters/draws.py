"""Random draws that anybody can check: whoever has the seed and the list finds the same result. No Django."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any


@dataclass(frozen=True, slots=True)
class Draw:
    """A draw: its seed, who took part in order of their names, and who was drawn in order of the draw."""

    seed: str
    candidates: tuple[str, ...]
    drawn: tuple[str, ...]

    def is_true(self) -> bool:
        """Return whether the seed and the list give who is said to be drawn."""
        count, most = len(self.drawn), len(set(self.candidates))
        return 1 <= count <= most and draw(self.seed, self.candidates, count) == self

    def as_payload(self) -> dict[str, Any]:
        """Return the draw as the ledger keeps it."""
        return {"seed": self.seed, "candidates": list(self.candidates), "drawn": list(self.drawn)}


def draw(seed: str, candidates: Iterable[str], count: int = 1) -> Draw:
    """Draw so many: each turn takes SHA-256 of the seed and the names left, a line each, modulo how many are left.

    Names are sorted by their code points; from the second turn on a space and the turn (1, 2, …) follow the seed.
    """
    ordered = sorted(set(candidates))
    if not 1 <= count <= len(ordered):
        raise ValueError(f"{count} cannot be drawn from {len(ordered)}: there is nobody left to draw from")
    left, drawn = list(ordered), []
    for turn in range(count):
        lines = [f"{seed} {turn}" if turn else seed, *left]
        drawn.append(left.pop(int.from_bytes(sha256("\n".join(lines).encode()).digest()) % len(left)))
    return Draw(seed, tuple(ordered), tuple(drawn))
