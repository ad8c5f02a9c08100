"""The days of a wall screen drawn as bars: where each stands and how high it is."""

from collections.abc import Sequence
from dataclasses import dataclass

STEP, GAP, FLOOR, TALLEST, WIDE, ABOVE = 100, 18, 160, 130, 64, 8


@dataclass(frozen=True, slots=True)
class WallBar:
    """A day of the flow, as it is drawn."""

    name: str
    count: int
    x: int
    y: int
    height: int

    @property
    def middle(self) -> int:
        """Return where its texts stand."""
        return self.x + WIDE // 2

    @property
    def label_y(self) -> int:
        """Return the height at which its number stands."""
        return self.y - ABOVE


def bars_of(days: Sequence[Sequence[object]]) -> list[WallBar]:
    """Return the days, each a name and a count, as bars: the highest day reaches the top."""
    counts = [int(str(count)) for _, count in days]
    most = max(counts, default=0) or 1
    heights = [round(count * TALLEST / most) for count in counts]
    return [
        WallBar(str(day[0]), count, place * STEP + GAP, FLOOR - height, height)
        for place, (day, count, height) in enumerate(zip(days, counts, heights, strict=True))
    ]
