"""Whether what confidential reports say is still what was set aside: each text is compared with its proven digest."""

from collections.abc import Iterator

from tongban.ground.ledger.problems import LedgerProblem, ProblemKind
from tongban.work.hotline.effects.seals import digest_of_demand, digest_of_word
from tongban.work.hotline.models import SealedDemand, SealedWord


def seal_problems(*, after: int = 0) -> Iterator[LedgerProblem]:
    """Return the contents that differ from their digest; they are few, so all are looked at each time."""
    for demand in SealedDemand.objects.select_related("order").iterator():
        if digest_of_demand(demand) != demand.digest:
            yield _problem(demand, "content")
    for word in SealedWord.objects.select_related("order").iterator():
        if digest_of_word(word) != word.digest:
            yield _problem(word, word.act)


def _problem(row: SealedDemand | SealedWord, what: str) -> LedgerProblem:
    return LedgerProblem(ProblemKind.FACT, row.order.reference, 0, "", f"{row._meta.db_table}: {what}")
