"""Recomputing seals: their own chain, their signatures, and the entries they cover."""

from collections.abc import Iterator
from itertools import islice

from tongban.ground.ledger import merkle, witness
from tongban.ground.ledger.chain import START
from tongban.ground.ledger.keys import is_signed, public_keys
from tongban.ground.ledger.models import Entry, Seal
from tongban.ground.ledger.problems import Found, Problem
from tongban.ground.ledger.sealing import BATCH, ids_and_hashes, watched_after
from tongban.ground.ledger.seals import Runs, gaps, missing_from, read_ranges

NAMED = 20
"""How many missing entries of one seal are named one by one."""


class SealCheck:
    """Walks over the seals in order; remembers how many it saw and the newest hash."""

    def __init__(self) -> None:
        self.count = 0
        self.head = ""

    def problems(self, *, after: int = 0) -> Iterator[Problem]:
        """Return the problems of every seal and of what no seal covers; roots are recomputed of seals with a higher number."""
        keys = public_keys()
        number, previous = 0, START
        for seal in Seal.objects.order_by("number").iterator(chunk_size=BATCH):
            if seal.number > number + 1:
                yield Problem(Found.SEAL_REMOVED, "", number + 1, f"{number + 1}–{seal.number - 1}")
            if seal.previous != previous and seal.number == number + 1:
                yield Problem(Found.BAD_SEAL, "", seal.number, previous, seal.previous)
            yield from _own_problems(seal, keys)
            if seal.number > after:
                yield from _covered_problems(seal)
            number, previous = seal.number, seal.hash
            self.count += 1
        self.head = previous if number else ""
        yield from _noted_problems(number)
        yield from _uncovered_problems()


def _own_problems(seal: Seal, keys: dict[str, str]) -> Iterator[Problem]:
    statement = seal.statement()
    present = statement.hash()
    if present != seal.hash:
        yield Problem(Found.BAD_SEAL, "", seal.number, seal.hash, present)
    if not is_signed(statement.content(), seal.signature, keys.get(seal.key_id, "")):
        yield Problem(Found.BAD_SIGNATURE, "", seal.number, seal.key_id)


def _covered_problems(seal: Seal) -> Iterator[Problem]:
    ranges = read_ranges(seal.ranges)
    tree, present = merkle.Tree(), Runs()
    for entry_id, entry_hash in ids_and_hashes(ranges):
        tree.add(merkle.leaf(entry_id, entry_hash))
        present.add(entry_id)
    if tree.count == seal.count and tree.root() == seal.root:
        return
    expected, found = f"{seal.count} · {seal.root}", f"{tree.count} · {tree.root()}"
    yield Problem(Found.BAD_SEAL, "", seal.number, expected, found)
    left = [(low, high) for low, high in present.ranges]
    for entry_id in islice(missing_from(left, ranges), NAMED):
        yield Problem(Found.REMOVED, f"id {entry_id}", 0)


def _noted_problems(last: int) -> Iterator[Problem]:
    noted = witness.noted()
    kept = dict(Seal.objects.filter(number__in=noted).values_list("number", "hash"))
    for number, seal_hash in noted.items():
        if number > last:
            yield Problem(Found.SEAL_REMOVED, "", number, seal_hash)
        elif kept.get(number, seal_hash) != seal_hash:
            yield Problem(Found.BAD_SEAL, "", number, seal_hash, kept[number])


def _uncovered_problems() -> Iterator[Problem]:
    """Entries below the last sealed one that no seal covers, and that are too old to be late."""
    newest = Seal.objects.order_by("-number").first()
    if newest is None:
        return
    limit = watched_after(newest.at)
    covered = (
        found
        for ranges in Seal.objects.order_by("number").values_list("ranges", flat=True).iterator()
        for found in read_ranges(ranges)
    )
    holes = [(low, min(high, limit)) for low, high in gaps(covered, after=0) if low <= limit]
    for entry_id, _ in ids_and_hashes(holes):
        entry = Entry.objects.get(pk=entry_id)
        yield Problem(Found.INSERTED, entry.subject, entry.number)
