"""Who reads of help: who names helpers, the helper, whoever it is offered to, and the person's account."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.timezone import localdate

from tongban.ground.exchange.messages.notices import Readers
from tongban.ground.kit.figures import day
from tongban.ground.ledger.models import Entry
from tongban.ground.people.models import User
from tongban.ground.people.queries import holders_of
from tongban.work.assistance.models import Assistance
from tongban.work.assistance.queries.assistances import offer_of, own_assistances, visible_to

NAMES = ("reference", "title", "helper", "due_on", "reason", "result")


def find(reference: str) -> Assistance | None:
    """Return help by its subject."""
    found = Assistance.objects.select_related("applicant__account", "helper")
    return found.filter(reference=reference).first()


def head(_matter: Assistance, _said: Entry | None = None) -> list[User]:
    """Return who names helpers."""
    return holders_of("assistance.lead", localdate())


def helper(matter: Assistance, _said: Entry | None = None) -> list[User]:
    """Return the helper."""
    return [matter.helper] if matter.helper is not None else []


def taker(matter: Assistance, _said: Entry | None = None) -> list[User]:
    """Return whom it is offered to."""
    offered = offer_of(matter)
    return [offered.taker] if offered is not None else []


def giver(matter: Assistance, _said: Entry | None = None) -> list[User]:
    """Return who handed it over last."""
    last = matter.hand_overs.select_related("giver").filter(is_accepted=True).last()
    return [last.giver] if last is not None else []


def applicant(matter: Assistance, _said: Entry | None = None) -> list[User]:
    """Return the person's account, if there is one."""
    return [] if matter.applicant.account is None else [matter.applicant.account]


def words(matter: Assistance, said: Entry | None) -> dict[str, str]:
    """Return the words of a message."""
    return {
        "reference": matter.reference,
        "title": matter.title,
        "helper": str(matter.helper) if matter.helper is not None else "",
        "due_on": day(matter.assign_due_on),
        "reason": said.note if said is not None else "",
        "result": str(matter.get_result_display()) if matter.result else "",
    }


def link(matter: Assistance, reader: User) -> str:
    """Return where a reader finds it: officers at their desk, the person among their affairs."""
    page = "assistance:matter" if reader.may("assistance.read") else "my:assistance"
    return reverse(page, args=[matter.reference])


def visible(reader: User, references: Collection[str]) -> set[str]:
    """Return which of these a reader may see today."""
    seen = (visible_to(reader), own_assistances(reader, localdate()))
    rows = (each.filter(reference__in=references).values_list("reference", flat=True) for each in seen)
    return {reference for found in rows for reference in found}


AUDIENCES = {each.__name__: each for each in (head, helper, taker, giver, applicant)}
READERS = Readers(find, AUDIENCES, NAMES, words, link, visible)
