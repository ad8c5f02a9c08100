"""Writes seals: a signed Merkle root over all entries since the last seal. No writer waits for it.

A seal lists the ids it covers, so nothing is assumed about the order in which transactions end: an
entry that is committed after a later one was sealed lies in a gap, and the next seal takes it in.
Gaps are watched for a day; no transaction lasts so long.
"""

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.db import connection, transaction

from tongban.ground.ledger import merkle, witness
from tongban.ground.ledger.chain import START
from tongban.ground.ledger.keys import signer
from tongban.ground.ledger.marks import mark
from tongban.ground.ledger.models import Entry, Seal
from tongban.ground.ledger.seals import Range, Runs, SealStatement, gaps, inside, read_ranges, spans

LOG = logging.getLogger(__name__)

WATCHED = timedelta(days=1)
ONE_SEALER = "SELECT pg_advisory_xact_lock(5121)"
BATCH = 16 * merkle.BLOCK
NO_END = 2**63 - 1


@transaction.atomic
def seal(*, at: datetime) -> Seal | None:
    """Mark what acts left of rows, and seal the entries that no seal covers yet; return None where there are none.

    A number that the notes outside the database know is never given again.
    """
    with connection.cursor() as cursor:
        cursor.execute(ONE_SEALER)
    highest = witness.require_sound(at=at).highest
    before = Seal.objects.order_by("-number").values_list("number", flat=True).first() or 0
    mark(at=at, seal=before)
    tree, runs = merkle.Tree(), Runs()
    for batch in _unsealed(at):
        tree.add([merkle.leaf(*each) for each in batch])
        runs.add([entry_id for entry_id, _ in batch])
    if not tree.count:
        return None
    made = _sealed(tree, runs, at, highest)
    mark(at=at, seal=before)
    LOG.info("sealed", extra={"number": made.number, "count": made.count})
    return made


def ids_and_hashes(ranges: Iterable[Range]) -> Iterator[list[tuple[int, str]]]:
    """Return the entries in these rising ranges of ids, batch by batch."""
    ranges = list(ranges)
    for span in spans(ranges):
        for batch in _batches(*span):
            yield batch if span in ranges else list(inside(batch, ranges))


def _batches(low: int, high: int) -> Iterator[list[tuple[int, str]]]:
    entries = Entry.objects.order_by("id").values_list("id", "hash")
    while batch := list(entries.filter(id__gte=low, id__lte=high)[:BATCH]):
        yield batch
        low = batch[-1][0] + 1


def watched_after(at: datetime) -> int:
    """Return the id above which a gap may still fill: the last one sealed more than a day before."""
    old = Seal.objects.filter(at__lt=at - WATCHED).order_by("-number").values_list("last_id", flat=True)
    return old.first() or 0


def _unsealed(at: datetime) -> Iterator[list[tuple[int, str]]]:
    newest = Seal.objects.order_by("-number").first()
    recent = Seal.objects.filter(at__gte=at - WATCHED).values_list("ranges", flat=True)
    covered = (covered for ranges in recent for covered in read_ranges(ranges))
    yield from ids_and_hashes(gaps(covered, after=watched_after(at)))
    yield from ids_and_hashes([((newest.last_id if newest else 0) + 1, NO_END)])


def _sealed(tree: merkle.Tree, runs: Runs, at: datetime, highest: int) -> Seal:
    before = Seal.objects.order_by("-number").first()
    by = signer()
    statement = SealStatement(
        number=max(before.number if before else 0, highest) + 1,
        at=at,
        ranges=tuple((low, high) for low, high in runs.ranges),
        last_id=max(runs.ranges[-1][1], before.last_id if before else 0),
        count=tree.count,
        root=tree.root(),
        previous=before.hash if before else START,
        key_id=by.key_id,
    )
    made = Seal.objects.create(
        **{**vars(statement), "ranges": runs.ranges},
        hash=statement.hash(),
        signature=by.sign(statement.content()),
    )
    transaction.on_commit(lambda: witness.append_seal_notes(at=at))
    return made
