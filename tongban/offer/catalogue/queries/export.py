"""Items as records of the exchange."""

from datetime import datetime
from typing import Any

from tongban.offer.catalogue.exchange.records import Batch, as_record
from tongban.offer.catalogue.models import ItemVersion
from tongban.offer.catalogue.queries.content import content_of
from tongban.offer.catalogue.queries.versions import published_versions, with_guide


def published_records(at: datetime) -> list[dict[str, Any]]:
    """Return every published version as a record of the exchange, in one batch."""
    batch = Batch(at.strftime("%Y%m%d%H%M%S"), at)
    versions = with_guide(published_versions())
    return [
        as_record(
            content_of(version),
            {"task_version": version.number, "division": version.item.division.code},
            batch,
            _file_names(version),
        )
        for version in versions
    ]


def _file_names(version: ItemVersion) -> dict[str, str]:
    files = [each for row in version.materials.all() for each in (row.template, row.sample) if each]
    return {stored.digest: stored.name for stored in files}
