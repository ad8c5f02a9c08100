"""What one may ask about connected systems, and whose a key is."""

from datetime import datetime
from hmac import compare_digest

from django.db.models import Max, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tongban.doors.api.models import Client, Key
from tongban.doors.api.rules import digest, prefix_of
from tongban.doors.api.scopes import SCOPES
from tongban.ground.ledger.models import Entry
from tongban.ground.people.models import User

ACTS: dict[str, str | Promise] = {
    "register": _("Registered the system"),
    "set_rights": _("Changed the scopes"),
    "shut_out": _("Shut the system out"),
    "admit": _("Admitted the system again"),
    "issue_key": _("Issued a key"),
    "revoke_key": _("Revoked a key"),
}


def visible_to(user: User) -> QuerySet[Client]:
    """Return the systems this person may see: the administrator all, anybody else none."""
    clients = (
        Client.objects.select_related("applicant", "user")
        .annotate(used_at=Max("keys__last_used_at"))
        .order_by("name", "pk")
    )
    return clients if user.may("people.clients") else clients.none()


def key_of(whole: str, at: datetime) -> Key | None:
    """Return the key that this text is, if it opens anything now."""
    keys = Key.objects.select_related("client__user__acts_for", "client__applicant")
    key = keys.filter(prefix=prefix_of(whole)).first()
    if key is None or not compare_digest(key.digest, digest(whole)):
        return None
    return key if key.is_good_at(at) and key.client.is_open else None


def history(client: Client) -> list[tuple[Entry, str]]:
    """Return what was done about a system, the latest first, each with its words."""
    entries = Entry.objects.filter(subject=client.reference).order_by("-number")
    return [(entry, describe(entry)[0]) for entry in entries]


def describe(entry: Entry) -> tuple[str, str, str]:
    """Return what an entry says was done, and what stood before and after, for the pages of the ledger."""
    return str(ACTS.get(entry.move, entry.move)), scopes_in_words(entry.before), scopes_in_words(entry.after)


def scopes_in_words(text: str) -> str:
    """Return scopes as they are said."""
    return "、".join(str(SCOPES.get(code, code)) for code in text.split(", ") if code)
