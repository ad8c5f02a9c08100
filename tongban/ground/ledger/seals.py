"""What a seal says, over plain values: the ranges of entries it covers, their root, the seal before it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from tongban.ground.ledger.chain import canonical, instant, sm3

Range = tuple[int, int]


@dataclass(frozen=True)
class SealStatement:
    """All that the hash and the signature of a seal cover."""

    number: int
    at: datetime
    ranges: tuple[Range, ...]
    last_id: int
    count: int
    root: str
    previous: str
    key_id: str

    def content(self) -> bytes:
        """Return the bytes that are signed."""
        return canonical(
            {
                "number": self.number,
                "at": instant(self.at),
                "ranges": [list(covered) for covered in self.ranges],
                "last_id": self.last_id,
                "count": self.count,
                "root": self.root,
                "previous": self.previous,
                "key_id": self.key_id,
            }
        )

    def hash(self) -> str:
        """Return the hash that the next seal names."""
        return sm3(self.content()).hex()


def read_ranges(kept: object) -> list[Range]:
    """Return the ranges as a seal keeps them; what is not a list of pairs of ids covers nothing."""
    pairs = kept if isinstance(kept, list) else []
    read = [(pair[0], pair[1]) for pair in pairs if isinstance(pair, list) and len(pair) == 2]
    return read if all(isinstance(end, int) for ends in read for end in ends) else []


class Runs:
    """The ranges of ids that come in rising order."""

    def __init__(self) -> None:
        self.ranges: list[list[int]] = []

    def add(self, ids: Sequence[int]) -> None:
        """Add rising ids: each prolongs the last range or begins a new one."""
        if ids and ids[-1] - ids[0] == len(ids) - 1:
            self._put(ids[0], ids[-1])
        else:
            for each in ids:
                self._put(each, each)

    def _put(self, low: int, high: int) -> None:
        if self.ranges and self.ranges[-1][1] == low - 1:
            self.ranges[-1][1] = high
        else:
            self.ranges.append([low, high])


def gaps(covered: Iterable[Range], *, after: int) -> Iterator[Range]:
    """Return the ranges of ids above ``after`` that lie between covered ones."""
    expected = after + 1
    for low, high in sorted(covered):
        if low > expected:
            yield (expected, low - 1)
        expected = max(expected, high + 1)


def spans(ranges: list[Range], *, near: int = 2000) -> Iterator[Range]:
    """Return ranges that hold all of these, near ones joined, so that few queries read them."""
    joined: Range | None = None
    for low, high in ranges:
        if joined and low - joined[1] <= near:
            joined = (joined[0], high)
            continue
        if joined:
            yield joined
        joined = (low, high)
    if joined:
        yield joined


def inside(rows: Iterable[tuple[int, str]], ranges: list[Range]) -> Iterator[tuple[int, str]]:
    """Return the rows whose id lies in one of the ranges; both rise."""
    place = 0
    for entry_id, entry_hash in rows:
        while place < len(ranges) and ranges[place][1] < entry_id:
            place += 1
        if place < len(ranges) and ranges[place][0] <= entry_id:
            yield entry_id, entry_hash


def missing_from(present: list[Range], ranges: list[Range]) -> Iterator[int]:
    """Return the ids of ``ranges`` that are not among those present, rising."""
    after = max((high for _, high in ranges), default=0) + 1
    for low, high in gaps([*present, (after, after)], after=0):
        for first, last in ranges:
            yield from range(max(low, first), min(high, last) + 1)
