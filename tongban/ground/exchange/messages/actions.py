"""What readers do with their messages: read them, choose what they want, confirm where they are reached."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tongban.ground.exchange.messages.kinds import EMAIL, INBOX, KINDS
from tongban.ground.exchange.messages.models import Choice, Contact, Message
from tongban.ground.exchange.messages.ports import is_offered
from tongban.ground.exchange.outbox import put
from tongban.ground.ledger import Refused
from tongban.ground.people.models import User

CODE = "messages.code"
CODE_HOLDS = timedelta(minutes=10)
MOST_TRIES = 5


def mark(messages: Iterable[int], *, is_read: bool, by: User, at: datetime) -> int:
    """Mark some of one's own messages as read, or as unread; return how many changed."""
    own = Message.objects.filter(reader=by, pk__in=list(messages), read_at__isnull=is_read)
    return own.update(read_at=at if is_read else None)


def mark_all_read(*, by: User, at: datetime) -> int:
    """Mark every message of one's own as read; return how many were not."""
    return Message.objects.filter(reader=by, read_at=None).update(read_at=at)


@transaction.atomic
def choose(wanted: Mapping[tuple[str, str], bool], *, by: User) -> None:
    """Keep what a reader wants: kind and channel → yes or no. What the law wants told stays in the inbox."""
    for (kind, channel), is_wanted in wanted.items():
        if kind not in KINDS or channel not in KINDS[kind].channels:
            raise Refused(_("There is no such kind of messages or channel."))
        if channel == INBOX and KINDS[kind].is_required and not is_wanted:
            raise Refused(_("Messages of this kind always come to the inbox."))
    for (kind, channel), is_wanted in wanted.items():
        Choice.objects.update_or_create(
            reader=by, kind=kind, channel=channel, defaults={"is_wanted": is_wanted}
        )


@transaction.atomic
def ask_for_email(address: str, *, by: User, at: datetime) -> Contact:
    """Note an e-mail address and have a code sent there; it is used once the code comes back."""
    if not is_offered(EMAIL):
        raise Refused(_("This office does not send e-mail."))
    kept = {"address": address, "language": get_language() or "zh-hans"}
    fresh = {"code_digest": "", "code_at": at, "tries": 0}
    contact, _is_new = Contact.objects.update_or_create(
        reader=by, channel=EMAIL, verified_at=None, defaults=kept | fresh
    )
    put(CODE, {"contact": contact.pk}, at=at)
    return contact


def new_code(contact: Contact) -> str:
    """Return a new code for an address and keep its digest; the one before no longer counts."""
    code = f"{secrets.randbelow(1_000_000):06d}"
    contact.code_digest = _digest(contact, code)
    contact.save(update_fields=["code_digest"])
    return code


def confirm_email(code: str, *, by: User, at: datetime) -> Contact:
    """Confirm an address with the code that was sent there: it takes the place of the one before."""
    _count_try(by)
    with transaction.atomic():
        contact = (
            Contact.objects.select_for_update().filter(reader=by, channel=EMAIL, verified_at=None).first()
        )
        if (
            contact is None
            or contact.tries > MOST_TRIES
            or not contact.code_digest
            or at > contact.code_at + CODE_HOLDS
        ):
            raise Refused(_("This code is no longer valid. Have a new one sent."))
        if not constant_time_compare(contact.code_digest, _digest(contact, code.strip())):
            raise Refused(_("This is not the code that we sent."))
        Contact.objects.filter(reader=by, channel=EMAIL, verified_at__isnull=False).delete()
        contact.verified_at, contact.code_digest = at, ""
        contact.save(update_fields=["verified_at", "code_digest"])
    return contact


def remove_email(*, by: User) -> None:
    """Forget one's e-mail address; nothing goes there any more."""
    Contact.objects.filter(reader=by, channel=EMAIL).delete()


def _count_try(by: User) -> None:
    """Count an attempt for good, before it is looked at."""
    waiting = Contact.objects.filter(reader=by, channel=EMAIL, verified_at=None)
    waiting.update(tries=F("tries") + 1)


def _digest(contact: Contact, code: str) -> str:
    said = f"{contact.pk} {contact.address} {code}"
    return salted_hmac("messages.contact", said, algorithm="sha256").hexdigest()
