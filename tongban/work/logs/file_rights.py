"""Who may read a file of this room: whoever may bring logs in."""

from typing import Any

from tongban.ground.kit.models import StoredFile
from tongban.work.logs.models import Log


def may_read(user: Any, stored: StoredFile) -> bool:
    """Say whether somebody may read a stored file as the file of a log that stands."""
    if not user.is_authenticated or user.may("cases.apply"):
        return False
    return bool(user.may("logs.import")) and Log.objects.filter(file=stored, removed_at__isnull=True).exists()
