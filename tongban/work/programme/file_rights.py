"""Who may read a file of this room: whoever may see the programme whose figures it proves."""

from typing import Any

from tongban.ground.kit.models import StoredFile
from tongban.work.programme.queries.programmes import figures_with


def may_read(user: Any, stored: StoredFile) -> bool:
    """Say whether somebody may read a stored file as the export of a platform."""
    if not user.is_authenticated or not user.may("programme.read"):
        return False
    return figures_with(stored.digest).exists()
