"""What issuing makes of a licence: a value that the action saves and the bulk load copies."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from tongban.ground.matters.effects import Effect
from tongban.ground.matters.rows import new_row
from tongban.offer.catalogue.models import LicenceType
from tongban.offer.licences.models import Licence


def new_licence(
    licence_type: LicenceType,
    holder_id: int,
    *,
    number: str,
    valid_from: date,
    valid_until: date | None,
    case_reference: str,
    content: Mapping[str, Any],
    check_code: str,
    at: datetime,
    is_example: bool,
    version: int = 1,
) -> Licence:
    """Return a licence, not issued yet; figures of its content are text, as the ledger keeps them."""
    kept = {name: str(value) if isinstance(value, float) else value for name, value in content.items()}
    return new_row(
        Licence,
        number=number,
        version=version,
        type=licence_type,
        holder_id=holder_id,
        issuer=licence_type.issuer,
        case=case_reference,
        content=kept,
        valid_from=valid_from,
        valid_until=valid_until,
        check_code=check_code,
        issued_at=at,
        is_example=is_example,
    )


def issue(licence: Licence) -> Effect:
    """Issue a licence: what it says is kept with the entry."""
    said = {
        "type": licence.type.code,
        "holder": licence.holder_id,
        "valid_from": licence.valid_from,
        "valid_until": licence.valid_until,
        "case": licence.case,
        "content": licence.content,
    }
    return Effect(payload=said)
