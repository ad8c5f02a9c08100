"""Who may read a file of this room: whoever may see the case it belongs to."""

from typing import Any

from tongban.ground.kit.models import StoredFile
from tongban.work.cases.bundles.queries import joint_visible_to
from tongban.work.cases.models import (
    Assessment,
    CaseFile,
    FieldCheck,
    Hearing,
    IntakeDraft,
    JointFile,
    LaterCheck,
    Paper,
)
from tongban.work.cases.queries.visibility import visible_to


def may_read(user: Any, stored: StoredFile) -> bool:
    """Say whether somebody may read a stored file as a material, a report, a record or a paper of a case."""
    if not user.is_authenticated:
        return False
    cases = visible_to(user).values("pk")
    if CaseFile.objects.filter(file=stored, entry__case__in=cases).exists():
        return True
    if Paper.objects.filter(file=stored, case__in=cases).exists():
        return True
    if JointFile.objects.filter(file=stored, application__in=joint_visible_to(user).values("pk")).exists():
        return True
    if user.may("cases.apply"):
        return False
    if IntakeDraft.objects.filter(by=user, scans=stored).exists():
        return True
    return (
        Assessment.objects.filter(report=stored, pause__case__in=cases).exists()
        or FieldCheck.objects.filter(file=stored, case__in=cases).exists()
        or Hearing.objects.filter(record=stored, case__in=cases).exists()
        or LaterCheck.objects.filter(record=stored, case__in=cases).exists()
    )
