"""Marking what is stale: in the transaction that changes its source, and by itself when its day has passed."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction

from tongban.ground.clock.moments import day_of
from tongban.ground.kit.calendars import calendar
from tongban.ground.ledger import lock_matter, record
from tongban.ground.people.models import User
from tongban.offer.knowledge import rules
from tongban.offer.knowledge.models import EntrySource, EntryVersion, Status
from tongban.offer.knowledge.models.entries import LIVE, OPEN
from tongban.offer.knowledge.queries.freshness import freshness_of
from tongban.offer.knowledge.states import ENTRIES, RENEWING

KEYS = {EntrySource.Kind.ITEM: "item__code__in", EntrySource.Kind.UNIT: "unit__code__in"}


def mark_changed(kind: str, keys: Collection[str], *, by: User | None, at: datetime) -> int:
    """Mark what rests on sources that were changed just now, in this transaction; return how many became stale.

    Versions that are still being checked are locked too: whoever vouches for one at this moment waits for our end,
    or we for theirs. The newest version of an entry is locked first, as by whoever publishes it.
    """
    resting = EntrySource.objects.filter(**{KEYS[EntrySource.Kind(kind)]: keys}).values("version")
    touched = EntryVersion.objects.select_for_update(of=("self",)).filter(
        pk__in=resting, status__in=(*LIVE, *OPEN)
    )
    return _mark(touched.order_by("-pk"), by, at)


def mark_outdated(*, at: datetime) -> int:
    """Mark what is shown and not fresh any more: its day has passed, or a release of the program changed an article."""
    day = day_of(at)
    shown = EntryVersion.objects.filter(status=Status.PUBLISHED)
    fresh = freshness_of(shown, day)
    keys = [pk for pk, found in fresh.items() if not found.is_fresh]
    count = 0
    for pk in sorted(keys):
        with transaction.atomic():
            count += _mark(EntryVersion.objects.select_for_update(of=("self",)).filter(pk=pk), None, at)
    return count


def _mark(touched: Iterable[EntryVersion], by: User | None, at: datetime) -> int:
    shown = [version for version in touched if version.status in LIVE]
    fresh = freshness_of(shown, day_of(at))
    said = {"by": by.pk} if by is not None else {}
    return sum(
        _mark_one(version, "；".join(fresh[version.pk].reasons), said, at)
        for version in shown
        if not fresh[version.pk].is_fresh
    )


def _mark_one(version: EntryVersion, reason: str, said: dict[str, int], at: datetime) -> int:
    """Mark a version, or note on one that is stale already that another source has changed."""
    version = lock_matter(EntryVersion, version.pk)
    if version.status == Status.PUBLISHED:
        due_on = rules.renew_by(day_of(at), calendar())
        facts = {"stale_since": at, "stale_reason": reason, "due_on": due_on}
        ENTRIES.make("mark_stale", version, by=None, at=at, note=reason, payload=said, facts=facts)
        return 1
    if version.stale_reason != reason:
        record(
            version,
            "source_changed",
            by=None,
            at=at,
            basis=RENEWING,
            note=reason,
            payload=said,
            facts={"stale_reason": reason},
        )
    return 0
