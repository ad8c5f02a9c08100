"""An account that was verified: the help it asked for goes to the applicant whom the house knew already."""

from tongban.ground.people.models import Applicant
from tongban.work.assistance.models import Assistance


def give_held(pending: Applicant, known: Applicant) -> None:
    """Give the help of a pending applicant to the known one."""
    Assistance.objects.filter(applicant=pending).update(applicant=known)
