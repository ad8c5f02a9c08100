"""What a change of an item or of a unit does here: the answers that rest on it are not fresh any more."""

from collections.abc import Collection
from datetime import datetime

from tongban.ground.people.models import User
from tongban.offer.knowledge.actions.staleness import mark_changed


def take(kind: str, keys: Collection[str], *, by: User | None, at: datetime) -> None:
    """Mark the answers, in the transaction that makes the change."""
    mark_changed(kind, keys, by=by, at=at)
