"""Setting aside what confidential reports say: the text stands in one table, its salted digest is what is proven."""

import secrets
from datetime import datetime
from hashlib import sha256
from typing import Any

from tongban.work.hotline.models import Order, SealedDemand, SealedWord

BYTES_OF_SALT = 16
SECRET = ("reported_unit_id", "demand_class_id", "area_id", "place", "text", "caller_name", "phone")
"""The columns of a sealed demand that its digest covers."""


def seal_word(order: Order, act: str, text: str, *, by: Any, at: datetime) -> SealedWord:
    """Return words about a confidential report, to be kept apart."""
    word = SealedWord(order=order, act=act, text=text, by_id=getattr(by, "pk", None), at=at)
    word.salt = secrets.token_hex(BYTES_OF_SALT)
    word.digest = digest_of_word(word)
    return word


def seal_demand(order: Order, **content: Any) -> SealedDemand:
    """Return the content of a confidential report, to be kept apart."""
    demand = SealedDemand(order=order, **content)
    demand.salt = secrets.token_hex(BYTES_OF_SALT)
    demand.digest = digest_of_demand(demand)
    return demand


def digest_of_word(word: SealedWord) -> str:
    """Return what is proven of words set aside."""
    return _digest(word.salt, word.text)


def digest_of_demand(demand: SealedDemand) -> str:
    """Return what is proven of a content set aside."""
    return _digest(demand.salt, *(str(getattr(demand, name) or "") for name in SECRET))


def _digest(*parts: str) -> str:
    return sha256("\x1f".join(parts).encode()).hexdigest()
