"""The loop: a change of the item is begun from the entry, and its rules are run on the entry's facts once it is published."""

from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger import Refused, lock_matter, record
from tongban.ground.people.models import User
from tongban.offer.catalogue.actions.publication import begin_draft
from tongban.offer.catalogue.models import Item, ItemVersion
from tongban.offer.catalogue.queries.versions import OPEN, current_version, open_version
from tongban.work.obstacles.models import Obstacle, Outcome, RuleRun
from tongban.work.obstacles.notices import NOTICES
from tongban.work.obstacles.queries.trials import hindrances_under
from tongban.work.obstacles.states import LEARNING


@transaction.atomic
def propose_change(entry: Obstacle, *, by: User, at: datetime) -> ItemVersion:
    """Begin the changed version of the item in the catalogue, or join the draft that is being worked on."""
    if not by.may("catalogue.edit"):
        raise PermissionDenied
    # the item before the entry, as a publication locks them: neither waits for the other
    list(Item.objects.select_for_update(of=("self",)).filter(pk=entry.item_id or 0).values_list("pk"))
    entry = lock_matter(Obstacle, entry.pk)
    if not may_propose(entry) or entry.item is None:
        raise Refused(_("A change is proposed where the unit has found that a rule of an item must change."))
    version = open_version(entry.item) or begin_draft(entry.item, by=by, at=at)
    told = {"version": version.reference, "barrier": str(entry.barrier), "name": entry.barrier_name}
    facts = {"proposed": version}
    NOTICES.announce(record(entry, "propose_change", by=by, at=at, basis=LEARNING, payload=told, facts=facts))
    return version


def may_propose(entry: Obstacle) -> bool:
    """Return whether a change is wanted: a rule must change, none is being worked on, and none has helped yet."""
    is_open = entry.proposed is not None and entry.proposed.status in OPEN
    if entry.outcome != Outcome.RULE or entry.item_id is None or is_open:
        return False
    return not RuleRun.objects.filter(obstacle=entry, would_succeed=True).exists()


def run_changed_rules(codes: Collection[str], *, by: User | None, at: datetime) -> None:
    """Run what was published of these items on every entry that waits for a rule to change; in its transaction."""
    waiting = Obstacle.objects.filter(item__code__in=codes, outcome=Outcome.RULE).select_related("item")
    for each in waiting.order_by("pk"):
        version = current_version(each.item) if each.item else None
        if version is not None and is_newer(version, each):
            _run(each, version, by, at)


def is_newer(version: ItemVersion, entry: Obstacle) -> bool:
    """Return whether a version came after the one that applied, and was not run on the entry yet."""
    known = entry.version.number if entry.version else 0
    return version.number > known and not RuleRun.objects.filter(obstacle=entry, version=version).exists()


def _run(entry: Obstacle, version: ItemVersion, by: User | None, at: datetime) -> None:
    entry = lock_matter(Obstacle, entry.pk)
    found = [
        {"kind": each.kind, "name": each.name, "why": each.why} for each in hindrances_under(entry, version)
    ]
    RuleRun.objects.create(obstacle=entry, version=version, would_succeed=not found, hindrances=found, at=at)
    told = {"version": version.reference, "would_succeed": not found, "hindrances": len(found)}
    NOTICES.announce(record(entry, "run_rules", by=by, at=at, basis=LEARNING, payload=told))
