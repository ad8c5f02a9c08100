"""An account that was verified: its appointments and numbers go to the applicant whom the house knew already."""

from tongban.ground.people.models import Applicant
from tongban.work.hall.models import Appointment, Ticket


def give_held(pending: Applicant, known: Applicant) -> None:
    """Give the appointments and tickets of a pending applicant to the known one."""
    Appointment.objects.filter(applicant=pending).update(applicant=known)
    Ticket.objects.filter(applicant=pending).update(applicant=known)
