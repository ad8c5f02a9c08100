"""Licences of new numbers by the thousand, issued as the action issues them."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from tongban.ground.matters.bulk import BulkLoader, BulkMatter
from tongban.offer.catalogue.models import LicenceType
from tongban.offer.licences import effects
from tongban.offer.licences.models import Licence
from tongban.offer.licences.states import CHART


def issue_in_bulk(
    loader: BulkLoader,
    licence_type: LicenceType,
    holder_id: int,
    *,
    number: str,
    valid_from: date,
    valid_until: date | None,
    case_reference: str,
    content: Mapping[str, Any],
    check_code: str,
    by: Any,
    at: datetime,
    is_example: bool,
) -> str:
    """Issue a licence under a number never used and return its reference; it is written with the load."""
    licence = effects.new_licence(
        licence_type,
        holder_id,
        number=number,
        valid_from=valid_from,
        valid_until=valid_until,
        case_reference=case_reference,
        content=content,
        check_code=check_code,
        at=at,
        is_example=is_example,
    )
    licence.pk = loader.next_key(Licence)
    issued = BulkMatter(loader, licence, CHART)
    issued.take("issue", lambda: effects.issue(licence), by=by, at=at)
    issued.finish()
    return licence.reference
