"""The numbers of the hall: of visits and appointments in a year, and those on the slips of a place and day."""

import secrets
from datetime import date

from tongban.ground.matters.numbers import Numbered, Numbers

TICKETS = Numbers("TICKET")
APPOINTMENTS = Numbers("APPT")
CODES = Numbers("PCODE")
CODE_BYTES = 12
SLIP = "{name}-{year}-{place:03d}"
"""How the slips of a line and day are counted; the last part stands on the slip behind the letter of its line."""
NUMBERED = (
    Numbered("hall.Ticket"),
    Numbered("hall.Ticket", "slip", SLIP),
    Numbered("hall.Appointment"),
    Numbered("hall.PersonCode"),
)


def slips_of(place: str, letter: str, day: date) -> Numbers:
    """Return the series of a line on a day."""
    return Numbers(f"{place}-{letter}-{day:%m%d}", SLIP)


def new_visit_code() -> str:
    """Return the secret by which a visit's own page is reached."""
    return secrets.token_urlsafe(CODE_BYTES)


def shown_number(letter: str, slip: str) -> str:
    """Return the number as it is called: A012."""
    return f"{letter}{slip.rpartition('-')[2]}"
