"""Who may read a file of this room: whoever may read the year it belongs to."""

from django.db.models import Q

from tongban.account.evaluation.models import Evidence, ImportedReport, Version
from tongban.account.evaluation.queries.account import visible_to
from tongban.ground.kit.models import StoredFile
from tongban.ground.people.models import User
from tongban.ground.people.queries import departments_visible_to


def may_read(user: User, stored: StoredFile) -> bool:
    """Say whether somebody may read a stored file as evidence, as an imported report or as a paper of a version."""
    if not user.is_authenticated:
        return False
    years = visible_to(user).values("pk")
    if Evidence.objects.filter(file=stored, indicator__evaluation__in=years).exists():
        return True
    if Version.objects.filter(papers=stored, evaluation__in=years).exists():
        return True
    reads = user.may("account.read") or user.may("account.read_all")
    own = Q(department__in=departments_visible_to(user))
    return reads and ImportedReport.objects.filter(own, file=stored).exists()
