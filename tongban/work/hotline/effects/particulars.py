"""What comes with a demand from outside, and the rows that keep it beside the order."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any, NamedTuple

from tongban.ground.kit.models import StoredFile
from tongban.work.hotline.models import Filing, Order, OrderPhoto, Quarantine

NO_ANSWERS: Mapping[str, Any] = MappingProxyType({})
BYTES_OF_TOKEN = 12


class Particulars(NamedTuple):
    """What was said beside a demand, by which system, and why it is set aside, if it is."""

    may_publish: bool = False
    email: str = ""
    media_url: str = ""
    answers: Mapping[str, Any] = NO_ANSWERS
    system: str = ""
    photos: Sequence[StoredFile] = ()
    held_because: str = ""


NONE = Particulars()


def rows_of(told: Particulars, order: Order, at: datetime) -> list[Any]:
    """Return the rows beside an order; of a confidential report nothing but its photos and that it is set aside."""
    rows: list[Any] = [OrderPhoto(order=order, file=photo) for photo in told.photos]
    if told.held_because:
        rows.append(Quarantine(order=order, cause=told.held_because, since=at))
    if order.is_confidential or told._replace(photos=(), held_because="") == NONE:
        return rows
    filing = Filing(
        order=order,
        may_publish=told.may_publish,
        email=told.email,
        media_url=told.media_url,
        answers=dict(told.answers),
        system=told.system,
        token=secrets.token_hex(BYTES_OF_TOKEN) if told.system else None,
    )
    return [filing, *rows]
