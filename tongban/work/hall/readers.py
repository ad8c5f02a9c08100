"""Who reads of the hall: whoever has an appointment, by their account."""

from collections.abc import Collection

from django.urls import reverse

from tongban.ground.exchange.messages.notices import Readers
from tongban.ground.kit.figures import instant
from tongban.ground.ledger.models import Entry
from tongban.ground.people.models import User
from tongban.work.hall.models import Appointment
from tongban.work.hall.queries.appointments import visible_to

NAMES = ("reference", "place", "begins_at", "day", "item", "reason")


def find(reference: str) -> Appointment | None:
    """Return an appointment."""
    return (
        Appointment.objects.select_related("place", "group", "slot", "item", "applicant__account")
        .filter(reference=reference)
        .first()
    )


def holder(appointment: Appointment, _entry: Entry | None = None) -> list[User]:
    """Return the account of whoever has the appointment."""
    account = appointment.applicant.account
    return [account] if account is not None else []


def words(appointment: Appointment, entry: Entry | None) -> dict[str, str]:
    """Return the words of a message about an appointment."""
    return {
        "reference": appointment.reference,
        "place": f"{appointment.place.name}（{appointment.place.address}）",
        "begins_at": instant(appointment.slot.begins_at) if appointment.slot else "",
        "day": appointment.day.isoformat(),
        "item": appointment.item.name if appointment.item else appointment.group.name,
        "reason": entry.note if entry else "",
    }


def link(appointment: Appointment, _reader: User) -> str:
    """Return where its holder finds it."""
    return reverse("visit:appointment", args=[appointment.reference])


def visible(reader: User, references: Collection[str]) -> set[str]:
    """Return which of these appointments a reader may see."""
    return set(visible_to(reader).filter(reference__in=references).values_list("reference", flat=True))


AUDIENCES = {each.__name__: each for each in (holder,)}
READERS = Readers(find, AUDIENCES, NAMES, words, link, visible)
