"""What an administrator sees first of the machine: whether a backup is due, and how much room the disk has."""

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from config.database import VAR
from tongban.ground.kit.tiles import Tile
from tongban.ground.people.models import User
from tongban.operations.archive import backups
from tongban.operations.inspection import GIGABYTE

BACKUP_DUE_DAYS = 2
LITTLE_ROOM = 5


def tiles_of(user: User, day: date) -> Iterator[Tile]:
    """Return both tiles; red where something has to be done."""
    if not user.may("people.manage"):
        return
    page = reverse("installation:state")
    made = max((path.stat().st_mtime for path in backups().glob("*.tar")), default=None)
    age = None if made is None else (day - localdate(datetime.fromtimestamp(made, UTC))).days
    is_due = age is None or age >= BACKUP_DUE_DAYS
    said = _("none is kept here") if age is None else _("the last one is %(days)s days old") % {"days": age}
    yield Tile(_("Backups due"), int(is_due), page, said, is_due)
    free = shutil.disk_usage(VAR).free / GIGABYTE
    is_full = free < LITTLE_ROOM
    room = _("%(room)s GB are free") % {"room": f"{free:.0f}"}
    yield Tile(_("Disks nearly full"), int(is_full), page, room, is_full)
