"""What readers chose: by which channels each kind reaches them, and at which address."""

from collections.abc import Iterable
from dataclasses import dataclass

from tongban.ground.exchange.messages.kinds import INBOX, SMS, WEBHOOK, MessageKind
from tongban.ground.exchange.messages.models import Choice, Contact
from tongban.ground.exchange.messages.ports import is_offered
from tongban.ground.people.models import Applicant, User


@dataclass(frozen=True, slots=True)
class Wanted:
    """The channels by which one reader wants one kind, the inbox among them."""

    channels: tuple[str, ...]


def wanted_by(readers: Iterable[User], kind: MessageKind) -> dict[int, Wanted]:
    """Return by which channels each reader wants a kind; what has no address or is not offered is left out."""
    keys = [reader.pk for reader in readers]
    chosen = Choice.objects.filter(reader__in=keys, kind=kind.code).values_list(
        "reader", "channel", "is_wanted"
    )
    by_reader: dict[int, dict[str, bool]] = {key: {} for key in keys}
    for reader, channel, wanted in chosen:
        by_reader[reader][channel] = wanted
    reached = addresses_of(keys)
    return {
        key: Wanted(
            tuple(
                channel
                for channel in kind.channels
                if is_wanted(kind, channel, by_reader[key])
                and (channel == INBOX or (is_offered(channel) and channel in reached[key]))
            )
        )
        for key in keys
    }


def is_wanted(kind: MessageKind, channel: str, chosen: dict[str, bool]) -> bool:
    """Return whether a kind goes by a channel; what the law wants told always comes to the inbox."""
    if channel == INBOX:
        return kind.is_required or chosen.get(INBOX, True)
    return chosen.get(channel, channel in kind.usual)


@dataclass(frozen=True, slots=True)
class Address:
    """Where a reader is reached by a channel, and in which language."""

    address: str
    language: str = "zh-hans"


def addresses_of(readers: Iterable[int]) -> dict[int, dict[str, Address]]:
    """Return where readers are reached: what they confirmed, else the telephone the office has on record."""
    keys = list(readers)
    found: dict[int, dict[str, Address]] = {key: {} for key in keys}
    for account, phone in Applicant.objects.filter(account__in=keys).values_list("account", "phone"):
        if phone:
            found[account][SMS] = Address(phone)
    for key, name in User.objects.filter(pk__in=keys, applicant=None).values_list("pk", "username"):
        found[key][WEBHOOK] = Address(name)
    for each in Contact.objects.filter(reader__in=keys, verified_at__isnull=False):
        found[each.reader_id][each.channel] = Address(each.address, each.language)
    return found


def address_of(reader: int, channel: str) -> Address | None:
    """Return where a reader is reached by a channel, if anywhere."""
    return addresses_of([reader])[reader].get(channel)
