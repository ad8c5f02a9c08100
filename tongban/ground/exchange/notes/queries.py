"""Who reads the notes on a matter: officers who see the matter. No applicant, no system, nobody by a code."""

from django.db.models import QuerySet

from tongban.ground.exchange.messages.notices import rooms, visible_among
from tongban.ground.exchange.notes.models import MatterNote
from tongban.ground.people.models import User
from tongban.ground.people.substitutions import staff_around


def may_read(user: User, room: str, reference: str) -> bool:
    """Return whether somebody reads and writes the notes on a matter; a confidential one has none."""
    is_officer = user.department_id is not None and user.acts_for_id is None and not user.may("cases.apply")
    if (
        not is_officer
        or room not in rooms()
        or (room, reference) not in visible_among(user, [(room, reference)])
    ):
        return False
    return not getattr(rooms()[room].readers.find(reference), "is_confidential", False)


def notes_on(room: str, reference: str) -> QuerySet[MatterNote]:
    """Return the notes on a matter, the newest first; the page asks `may_read` before."""
    return MatterNote.objects.filter(room=room, reference=reference)


def colleagues_of(user: User) -> QuerySet[User]:
    """Return whom one may tell: the officers of the bureau around."""
    return staff_around(user).exclude(pk=user.pk).order_by("department__code", "username")
