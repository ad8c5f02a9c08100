"""What one may ask about connected systems, and whose a key is."""

from datetime import datetime
from hmac import compare_digest

from django.db.models import Max, QuerySet

from tongban.doors.api.models import Client, Key
from tongban.doors.api.rules import digest, prefix_of
from tongban.doors.api.scopes import SCOPES
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.wording import act_of
from tongban.ground.people.models import User


def visible_to(user: User) -> QuerySet[Client]:
    """Return the systems this person may see: the administrator all, anybody else none."""
    clients = (
        Client.objects.select_related("applicant", "user")
        .annotate(used_at=Max("keys__last_used_at"))
        .order_by("name", "pk")
    )
    return clients if user.may("people.clients") else clients.none()


def key_of(whole: str, at: datetime, *beside: str) -> Key | None:
    """Return the key that this text is, if it opens anything now; with its client, and what else is to be read beside it."""
    keys = Key.objects.select_related("client", *beside).order_by()
    key = next(iter(keys.filter(prefix=prefix_of(whole))), None)
    if key is None or not compare_digest(key.digest, digest(whole)):
        return None
    return key if key.is_good_at(at) and key.client.is_open else None


def history(client: Client) -> list[tuple[Entry, str]]:
    """Return what was done about a system, the latest first, each with its words."""
    entries = Entry.objects.filter(subject=client.reference).order_by("-number")
    return [(entry, act_of(entry)) for entry in entries]


def scopes_in_words(text: str) -> str:
    """Return scopes as they are said."""
    return "、".join(str(SCOPES.get(code, code)) for code in text.split(", ") if code)
