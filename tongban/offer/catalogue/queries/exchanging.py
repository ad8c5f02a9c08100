"""Items as records of the exchange."""

from datetime import datetime
from typing import Any

from tongban.offer.catalogue.exchange.records import Batch, as_record
from tongban.offer.catalogue.queries.content import content_of
from tongban.offer.catalogue.queries.versions import published, with_guide


def records(at: datetime) -> list[dict[str, Any]]:
    """Return every published version as a record of the exchange, in one batch."""
    batch = Batch(at.strftime("%Y%m%d%H%M%S"), at)
    return [
        as_record(
            content_of(version),
            {"task_version": version.number, "division": version.item.division.code},
            batch,
        )
        for version in with_guide(published())
    ]
