"""Who may read a file of this room: whoever may see the project it belongs to."""

from typing import Any

from tongban.ground.kit.models import StoredFile
from tongban.work.cases.models import JointFile
from tongban.work.construction.models import CorrectedSet, Review
from tongban.work.construction.queries.projects import visible_to


def may_read(user: Any, stored: StoredFile) -> bool:
    """Say whether somebody may read a corrected set, or what was handed in with a stage that bodies review together."""
    if not user.is_authenticated:
        return False
    projects = visible_to(user).values("pk")
    if CorrectedSet.objects.filter(file=stored, review__stage__project__in=projects).exists():
        return True
    if not user.may("construction.opine"):
        return False
    reviewed = Review.objects.filter(stage__project__in=projects).values("stage__joint")
    return JointFile.objects.filter(file=stored, application__in=reviewed).exists()
