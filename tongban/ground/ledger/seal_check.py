"""Recomputing seals: their own chain, their signatures, and the entries they cover."""

from collections.abc import Iterator
from itertools import chain, islice

from tongban.ground.ledger import merkle, notes, witness
from tongban.ground.ledger.chain import START, instant
from tongban.ground.ledger.clock_acts import CLOCKS_DIFFER, is_confirmed
from tongban.ground.ledger.keys import is_signed
from tongban.ground.ledger.models import Entry, Seal
from tongban.ground.ledger.notes import Notes
from tongban.ground.ledger.problems import LedgerProblem, ProblemKind
from tongban.ground.ledger.seal_writer import ids_and_hashes, watched_after
from tongban.ground.ledger.seals import Runs, gaps, missing_from, read_ranges
from tongban.ground.ledger.succession import TrustedKey, trusted_keys

NAMED = 20
"""How many missing entries of one seal are named one by one."""


class SealCheck:
    """Walks over the seals in order; remembers how many it saw and the newest hash."""

    def __init__(self) -> None:
        self.count = 0
        self.head = ""

    def problems(self, *, after: int = 0) -> Iterator[LedgerProblem]:
        """Return the problems of every seal and of what no seal covers; roots are recomputed of seals after a number."""
        kept = notes.read()
        keys = trusted_keys(kept)
        before: Seal | None = None
        for seal in Seal.objects.order_by("number").iterator():
            yield from _order_problems(before, seal, kept)
            yield from _own_problems(seal, keys)
            if seal.number > after:
                yield from _covered_problems(seal)
            before = seal
            self.count += 1
        self.head = before.hash if before else ""
        yield from witness.problems()
        yield from witness.missing_seals(kept, before.number if before else 0)
        yield from _uncovered_problems()


def _order_problems(before: Seal | None, seal: Seal, kept: Notes | None) -> Iterator[LedgerProblem]:
    """Numbers follow on (but for what a restoration lost), each names the seal before it, time does not run back."""
    number, previous = (before.number, before.hash) if before else (0, START)
    is_explained = kept is not None and kept.explains(number + 1, seal.number - 1)
    if seal.number > number + 1 and not is_explained:
        yield LedgerProblem(ProblemKind.SEAL_REMOVED, "", number + 1, f"{number + 1}–{seal.number - 1}")
    elif seal.previous != previous:
        yield LedgerProblem(ProblemKind.BAD_SEAL, "", seal.number, previous, seal.previous)
    if before and seal.at < before.at - CLOCKS_DIFFER and not is_confirmed(before.at, seal.at):
        yield LedgerProblem(
            ProblemKind.SEAL_BEFORE, "", seal.number, f"≥ {instant(before.at)}", instant(seal.at)
        )


def _own_problems(seal: Seal, keys: dict[str, TrustedKey]) -> Iterator[LedgerProblem]:
    statement = seal.statement()
    present = statement.hash()
    if present != seal.hash:
        yield LedgerProblem(ProblemKind.BAD_SEAL, "", seal.number, seal.hash, present)
    key = keys.get(seal.key_id)
    may = key is not None and key.may_sign(seal.number)
    if key is None or not may or not is_signed(statement.content(), seal.signature, key.pem):
        yield LedgerProblem(ProblemKind.BAD_SIGNATURE, "", seal.number, seal.key_id)


def _covered_problems(seal: Seal) -> Iterator[LedgerProblem]:
    ranges = read_ranges(seal.ranges)
    tree, present = merkle.Tree(), Runs()
    for batch in ids_and_hashes(ranges):
        tree.add([merkle.leaf(*each) for each in batch])
        present.add([entry_id for entry_id, _ in batch])
    if tree.count == seal.count and tree.root() == seal.root:
        return
    expected, found = f"{seal.count} · {seal.root}", f"{tree.count} · {tree.root()}"
    yield LedgerProblem(ProblemKind.BAD_SEAL, "", seal.number, expected, found)
    left = [(low, high) for low, high in present.ranges]
    for entry_id in islice(missing_from(left, ranges), NAMED):
        yield LedgerProblem(ProblemKind.REMOVED, f"id {entry_id}", 0)


def _uncovered_problems() -> Iterator[LedgerProblem]:
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
    for entry_id, _ in chain.from_iterable(ids_and_hashes(holes)):
        entry = Entry.objects.get(pk=entry_id)
        yield LedgerProblem(ProblemKind.INSERTED, entry.subject, entry.number)
