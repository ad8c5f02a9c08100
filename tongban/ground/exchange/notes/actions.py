"""Writing a note: whoever is named in it, by @ and the name, finds it in the bell."""

import re
from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from tongban.ground.exchange.messages.notices import rooms
from tongban.ground.exchange.messages.notify import Notification, notify
from tongban.ground.exchange.notes.models import MatterNote
from tongban.ground.exchange.notes.queries import may_read
from tongban.ground.ledger import Refused
from tongban.ground.people.models import User

NAMED = re.compile(r"[@＠]([\w.-]+)")
ENDS = "（(·"
"""What may follow a name that one writes: 李明（综合窗口）."""


@transaction.atomic
def write_note(
    room: str, reference: str, text: str, *, to: Collection[User] = (), by: User, at: datetime
) -> MatterNote:
    """Keep a note on a matter and tell those it names; refused where a name is nobody's who may see the matter."""
    if not may_read(by, room, reference):
        raise PermissionDenied
    if not text.strip():
        raise Refused(_("Write something first."))
    people = {each.pk: each for each in (*to, *(_named(name) for name in NAMED.findall(text)))}
    for person in people.values():
        if not may_read(person, room, reference):
            raise Refused(
                _("%(person)s may not see this matter, and is not told of it.") % {"person": person}
            )
    note = MatterNote.objects.create(
        room=room,
        reference=reference,
        text=text.strip(),
        by=by,
        by_name=str(by),
        told=[str(each) for each in people.values()],
        at=at,
    )
    _tell(note, [each for each in people.values() if each.pk != by.pk])
    return note


def _named(name: str) -> User:
    """Return the officer whom a note names: by sign-in name, or by the name as colleagues write it."""
    staff = User.objects.filter(is_active=True, acts_for=None, department__isnull=False)
    longer = Q(pk__in=[])
    for end in ENDS:
        longer |= Q(display_name__startswith=f"{name}{end}")
    found = list(staff.filter(Q(username=name) | Q(display_name=name) | longer)[:2])
    if len(found) != 1:
        said = _("Nobody here is called %(name)s.") if not found else _("Several are called %(name)s.")
        advice = _("Choose the colleague from the list below.")
        raise Refused(f"{said % {'name': name}} {advice}")
    return found[0]


def _tell(note: MatterNote, people: Collection[User]) -> None:
    readers = rooms()[note.room].readers
    matter = readers.find(note.reference)
    news = Notification(
        text="note_names_you",
        words=lambda: {"reference": note.reference, "by": note.by_name},
        key=f"note:{note.pk}",
        at=note.at,
        room=note.room,
        subject=note.reference,
        link=lambda reader: readers.link(matter, reader),
    )
    notify(people, news)
