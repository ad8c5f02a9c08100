"""An account that was verified: its drafts go to the applicant whom the house knew already."""

from tongban.ground.people.models import Applicant
from tongban.work.cases.models import Case


def give_held(pending: Applicant, known: Applicant) -> None:
    """Give the drafts of a pending applicant to the known one; nothing else can be theirs."""
    Case.objects.filter(applicant=pending).update(applicant=known)
