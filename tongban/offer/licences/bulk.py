"""Licences of new numbers by the thousand, issued as the action issues them."""

from datetime import datetime
from typing import Any

from tongban.ground.matters.bulk import BulkLoader, BulkMatter
from tongban.offer.licences import effects
from tongban.offer.licences.models import Licence
from tongban.offer.licences.states import CHART


def issue_in_bulk(loader: BulkLoader, licence: Licence, *, by: Any, at: datetime) -> str:
    """Issue a new licence under a number never used and return its reference; it is written with the load."""
    licence.pk = loader.next_key(Licence)
    issued = BulkMatter(loader, licence, CHART)
    issued.take("issue", lambda: effects.issue(licence), by=by, at=at)
    issued.finish()
    return licence.reference
