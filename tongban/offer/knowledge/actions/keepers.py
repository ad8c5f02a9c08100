"""Which officer keeps an entry right: handed over all at once, and asked for where its keeper has left."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from tongban.ground.clock.moments import day_of
from tongban.ground.ledger import Refused, record
from tongban.ground.ledger.entry_writer import Written
from tongban.ground.people.models import User
from tongban.offer.knowledge.actions.entries import lock_version
from tongban.offer.knowledge.models import EntryVersion, KnowledgeEntry
from tongban.offer.knowledge.notices import NOTICES
from tongban.offer.knowledge.queries.keepers import KEEPERS, may_hand_over, without_keeper
from tongban.offer.knowledge.states import KEEPING

ASKED_AGAIN = timedelta(days=30)
LONGEST_REASON = 300


@transaction.atomic
def hand_over(
    entries: Iterable[KnowledgeEntry], to: User, *, reason: str, by: User, at: datetime
) -> list[KnowledgeEntry]:
    """Give entries to another officer to keep, all or none; both are told. Their unit keeps them from now on."""
    if not reason.strip():
        raise Refused(_("Say why, so that the next reader knows."))
    if not to.is_active or to.department is None or not any(map(to.may, KEEPERS)):
        raise Refused(_("%(person)s writes and checks no entries of any unit.") % {"person": to})
    kept = KnowledgeEntry.objects.select_for_update(of=("self",)).select_related("owner", "keeper")
    locked = list(
        kept.filter(pk__in=[each.pk for each in entries])
        .exclude(keeper=to, owner=to.department_id)
        .order_by("pk")
    )
    if not locked:
        raise Refused(_("Choose at least one entry that this officer does not keep yet."))
    if not all(may_hand_over(entry, to, by) for entry in locked):
        raise PermissionDenied
    former = sorted({entry.keeper_id for entry in locked if entry.keeper_id})
    said = {"from": former, "to": to.pk, "unit": to.department.code, "count": len(locked)}
    written = [_give(entry, to, reason.strip()[:LONGEST_REASON], said, by, at) for entry in locked]
    NOTICES.announce(written[0])  # one message tells of all of them
    return locked


@transaction.atomic
def ask_for_keepers(*, at: datetime) -> int:
    """Ask each unit once a month who keeps the shown entries whose keeper has left it."""
    day = day_of(at)
    found = EntryVersion.objects.filter(without_keeper(day)).select_related("entry")
    told: set[int] = set()
    asked = 0
    for version in found.order_by("entry__owner", "pk"):
        entry = KnowledgeEntry.objects.select_for_update(of=("self",)).get(pk=version.entry_id)
        if entry.keeper_asked_on is not None and entry.keeper_asked_on > day - ASKED_AGAIN:
            continue
        KnowledgeEntry.objects.filter(pk=entry.pk).update(keeper_asked_on=day)
        written = record(version.reference, "ask_keeper", by=None, at=at, basis=KEEPING)
        if entry.owner_id not in told:
            told.add(entry.owner_id)
            NOTICES.announce(written)
        asked += 1
    return asked


def _give(
    entry: KnowledgeEntry, to: User, reason: str, said: Mapping[str, object], by: User, at: datetime
) -> Written:
    version = lock_version(entry.versions.order_by("-number")[0], by)
    former = str(entry.keeper or "")
    entry.keeper, entry.owner_id, entry.keeper_asked_on = to, to.department_id, None  # type: ignore[assignment]
    entry.save(update_fields=["keeper", "owner", "keeper_asked_on"])
    return record(
        version,
        "hand_over",
        by=by,
        at=at,
        basis=KEEPING,
        before=former,
        after=str(to),
        note=reason,
        payload=said,
    )
