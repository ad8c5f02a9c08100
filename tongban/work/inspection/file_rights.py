"""Who may read a file of this room: evaluators the evidence, a unit what it answered itself."""

from typing import Any

from tongban.ground.kit.models import StoredFile
from tongban.work.inspection.models import ValueEntry
from tongban.work.inspection.queries.rounds import rectifications_visible_to
from tongban.work.inspection.queries.standards import READING


def may_read(user: Any, stored: StoredFile) -> bool:
    """Say whether somebody may read a stored file as evidence of a value or of a rectification."""
    if not user.is_authenticated:
        return False
    if any(map(user.may, READING)) and ValueEntry.objects.filter(file=stored).exists():
        return True
    return rectifications_visible_to(user).filter(file=stored).exists()
