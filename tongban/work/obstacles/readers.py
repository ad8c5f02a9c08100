"""Who reads of what could not be done: the desk, the unit, who keeps the items, and the person with an account."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.timezone import localdate

from tongban.ground.exchange.messages.notices import Readers
from tongban.ground.kit.figures import day
from tongban.ground.ledger.models import Entry
from tongban.ground.people.models import User
from tongban.ground.people.places import line_of
from tongban.ground.people.queries import holders_of
from tongban.work.obstacles.models import Obstacle
from tongban.work.obstacles.queries.entries import own_entries, visible_to

NAMES = ("reference", "kind", "item", "due_on", "reason", "version", "result")


def find(reference: str) -> Obstacle | None:
    """Return an entry by its subject."""
    found = Obstacle.objects.select_related("item", "applicant__account", "unit")
    return found.filter(reference=reference).first()


def desk(_entry: Obstacle, _said: Entry | None = None) -> list[User]:
    """Return who keeps the register."""
    return holders_of("obstacles.handle", localdate())


def unit(entry: Obstacle, _said: Entry | None = None) -> list[User]:
    """Return who works on it in the unit that it was given to."""
    return holders_of("obstacles.work", localdate(), line_of(entry.unit_id)) if entry.unit_id else []


def keepers(entry: Obstacle, _said: Entry | None = None) -> list[User]:
    """Return who keeps the items, where a rule must change."""
    return holders_of("catalogue.edit", localdate()) if entry.outcome == "rule" else []


def applicant(entry: Obstacle, said: Entry | None = None) -> list[User]:
    """Return the person's account, if there is one; of a run of the rules only that it can be done now."""
    if said is not None and said.move == "run_rules" and not said.payload.get("would_succeed"):
        return []
    account = entry.applicant.account if entry.applicant is not None else None
    return [] if account is None else [account]


def words(entry: Obstacle, said: Entry | None) -> dict[str, str]:
    """Return the words of a message; nobody is named."""
    payload = said.payload if said is not None else {}
    return dict.fromkeys(NAMES, "") | {
        "reference": entry.reference,
        "kind": str(entry.get_kind_display()),
        "item": entry.item.name if entry.item else "",
        "due_on": day(entry.due_on) if entry.due_on else "",
        "reason": said.note if said is not None else "",
        "version": str(payload.get("version", "")),
        "result": str(entry.get_outcome_display()) if entry.outcome else "",
    }


def link(entry: Obstacle, reader: User) -> str:
    """Return where a reader finds it: officers at their desk, the person by number and code."""
    if reader.may("obstacles.read"):
        return reverse("obstacles:entry", args=[entry.reference])
    return f"{reverse('not_done:follow')}?number={entry.reference}"


def visible(reader: User, references: Collection[str]) -> set[str]:
    """Return which of these a reader may see today."""
    seen = (visible_to(reader), own_entries(reader))
    rows = (each.filter(reference__in=references).values_list("reference", flat=True) for each in seen)
    return {reference for found in rows for reference in found}


AUDIENCES = {each.__name__: each for each in (desk, unit, keepers, applicant)}
READERS = Readers(find, AUDIENCES, NAMES, words, link, visible)
