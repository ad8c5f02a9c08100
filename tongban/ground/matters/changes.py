"""What has happened in a matter since somebody last looked at it."""

from django.db.models import Max

from tongban.ground.ledger.models import Entry
from tongban.ground.people.roles import ROLES

AS_ITSELF = "paper"
"""A paper is told by the act that it came of."""


def last_number(reference: str) -> int:
    """Return the number of the last entry of a matter: what a page tells that it has seen."""
    found: int | None = Entry.objects.filter(subject=reference).aggregate(last=Max("number"))["last"]
    return found or 0


def changes_after(reference: str, number: int) -> list[Entry]:
    """Return what was entered after an entry: who did what, when."""
    entries = Entry.objects.filter(subject=reference, number__gt=number).exclude(move=AS_ITSELF)
    return list(entries.order_by("number"))


def roles_in_words(entry: Entry) -> str:
    """Return as what somebody acted, in the reader's language."""
    codes = [code for code in entry.by_role.split(", ") if code]
    return "、".join(str(ROLES[code].title) if code in ROLES else code for code in codes)
