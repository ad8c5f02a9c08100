"""Taking back what was passed on: until somebody else has opened it."""

from datetime import datetime

from tongban.ground.ledger.models import Entry
from tongban.ground.matters.models import Opening
from tongban.ground.people.models import User


def note_opening(reference: str, *, by: User, at: datetime) -> None:
    """Note that somebody opened what another had passed on; only the first opening after a move is kept."""
    last = _last_move(reference)
    if last is None or last.by_id == by.pk:
        return
    first, _is_new = Opening.objects.get_or_create(reference=reference, defaults={"by": by, "at": at})
    if first.at < last.at:
        Opening.objects.filter(pk=reference).update(by=by, at=at)


def may_take_back(reference: str, by: User) -> bool:
    """Return whether somebody made the last move of a matter and nobody else has opened it since."""
    last = _last_move(reference)
    if last is None or last.by_id != by.pk:
        return False
    return not Opening.objects.filter(pk=reference, at__gte=last.at).exists()


def _last_move(reference: str) -> Entry | None:
    return Entry.objects.filter(subject=reference, kind=Entry.Kind.MOVE).order_by("-number").first()
