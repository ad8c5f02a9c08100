"""Measuring suggestions: what the older orders teach is tried on the newest."""

from datetime import datetime

from django.db import transaction

from tongban.ground.ledger import record
from tongban.work.hotline.models import SuggestionMeasurement
from tongban.work.hotline.queries.quality import orders_with_classes
from tongban.work.hotline.states import CUSTOM
from tongban.work.hotline.suggestion.model import NotEnoughHistory, train
from tongban.work.hotline.suggestion.quality import SuggestionQuality, quality

MOST_ORDERS = 20_000
LATER = 0.2
SEED = 12345
SUBJECT = "SUGGESTION-QUALITY"


def measure_suggestions(*, at: datetime) -> int:
    """Learn from the older four fifths of the newest orders, measure on the rest, and keep it; return how many."""
    texts, keys = orders_with_classes(MOST_ORDERS)
    later = int(len(texts) * LATER)
    learnt = len(texts) - later
    try:
        model = train(texts[:learnt], keys[:learnt], seed=SEED)
    except NotEnoughHistory:
        return 0
    _keep(quality(model, texts[learnt:], keys[learnt:]), learnt, at)
    return later


@transaction.atomic
def _keep(found: SuggestionQuality, learnt: int, at: datetime) -> None:
    SuggestionMeasurement.objects.create(
        at=at,
        learnt=learnt,
        measured=found.right.of,
        right=found.right.number,
        spoken=found.spoken.number,
        covered=found.covered.number,
        keys=round(found.mean_set * found.spoken.number),
        confusion=[[true, first, count] for (true, first), count in sorted(found.confusion.items())],
        covered_by_class=[[row.key, row.covered.of, row.covered.number] for row in found.classes],
    )
    said = {"learnt": learnt, "measured": found.right.of}
    record(SUBJECT, "measure_suggestions", by=None, at=at, basis=CUSTOM, payload=said)
