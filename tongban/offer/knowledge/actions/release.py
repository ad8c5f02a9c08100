"""Checking a version, showing it, vouching for it again, and taking it away. Nobody checks what they wrote."""

from datetime import date, datetime

from django.db import OperationalError, transaction
from django.utils.translation import gettext as _

from tongban.ground.clock.moments import day_of
from tongban.ground.kit.calendars import calendar
from tongban.ground.kit.conflicts import require_unchanged
from tongban.ground.ledger import Refused
from tongban.ground.ledger.chain import canonical, sm3
from tongban.ground.people.models import User
from tongban.offer.catalogue.models import Item
from tongban.offer.knowledge import rules
from tongban.offer.knowledge.actions.entries import lock_version
from tongban.offer.knowledge.actions.gaps import close_gaps, reopen_gaps
from tongban.offer.knowledge.actions.search_index import index_entry, unindex_entry
from tongban.offer.knowledge.models import EntrySource, EntryVersion
from tongban.offer.knowledge.models.entries import LIVE
from tongban.offer.knowledge.queries.freshness import sources_of
from tongban.offer.knowledge.queries.marks import marks_now
from tongban.offer.knowledge.states import ENTRIES


@transaction.atomic
def send(version: EntryVersion, *, by: User, at: datetime) -> EntryVersion:
    """Send a draft to the unit's check."""
    return _make("send", lock_version(version, by), by=by, at=at)


@transaction.atomic
def pass_on(version: EntryVersion, *, by: User, at: datetime, note: str = "") -> EntryVersion:
    """Pass a version on to the centre after the unit's check."""
    version = lock_version(version, by)
    ENTRIES.need("pass_on", version, by=by)
    _need_second_person(version, by)
    return _make("pass_on", version, note, by=by, at=at)


@transaction.atomic
def give_back(version: EntryVersion, *, by: User, at: datetime, reason: str) -> EntryVersion:
    """Give a version back to its writer, from the unit's check or from the centre's, saying why."""
    version = lock_version(version, by)
    move = "send_back" if version.status in ENTRIES.moves["send_back"].from_ else "return_to_unit"
    return _make(move, version, _said(reason), by=by, at=at)


@transaction.atomic
def discard(version: EntryVersion, *, by: User, at: datetime, reason: str) -> EntryVersion:
    """Discard a draft or a proposal, saying why; a question that waited for it is open again."""
    version = _make("discard", lock_version(version, by), _said(reason), by=by, at=at, due_on=None)
    reopen_gaps(version, by=by, at=at)
    return version


@transaction.atomic
def publish_entry(version: EntryVersion, *, by: User, at: datetime) -> EntryVersion:
    """Show a version after the centre's check, in place of the former one; its sources are marked as they are now."""
    version = lock_version(version, by)
    ENTRIES.need("publish_entry", version, by=by)
    _need_second_person(version, by)
    day = day_of(at)
    if version.valid_to and version.valid_to < day:
        raise Refused(_("The answer is not valid any more."))
    for former in version.entry.versions.filter(status__in=LIVE):
        _make("replace_entry", lock_version(former, by), by=by, at=at, stale_since=None, due_on=None)
    version = _vouch("publish_entry", version, by=by, at=at, published_at=at)
    index_entry(version)
    close_gaps(version, by=by, at=at)
    return version


@transaction.atomic
def renew(
    version: EntryVersion, *, by: User, at: datetime, note: str = "", sources_seen: str | None = None
) -> EntryVersion:
    """Vouch for a shown answer again, for its sources as they were seen; refused when one has changed since."""
    version = lock_version(version, by)
    ENTRIES.need("renew", version, by=by)
    _need_second_person(version, by)
    day = day_of(at)
    if version.valid_to and version.valid_to < day:
        raise Refused(_("The answer is not valid any more: write a new version, or retire it."))
    return _vouch("renew", version, note, sources_seen=sources_seen, by=by, at=at)


@transaction.atomic
def doubt(version: EntryVersion, *, by: User, at: datetime, reason: str) -> EntryVersion:
    """Doubt a shown answer: it carries a warning until it is renewed."""
    version = lock_version(version, by)
    return _make(
        "doubt",
        version,
        _said(reason),
        by=by,
        at=at,
        stale_since=at,
        stale_reason=reason.strip(),
        due_on=_renew_by(at),
    )


@transaction.atomic
def retire(version: EntryVersion, *, by: User, at: datetime, reason: str) -> EntryVersion:
    """Take an answer away for good: nobody finds it any more, staff still read it."""
    version = _make(
        "retire", lock_version(version, by), _said(reason), by=by, at=at, stale_since=None, due_on=None
    )
    unindex_entry(version)
    return version


def seen_sources(version: EntryVersion) -> str:
    """Return what a page has seen of a version's sources, for `renew` to compare."""
    sources = sources_of([version])
    now = marks_now(sources)
    return sm3(canonical({"seen": [now[source.pk] for source in sources]})).hex()[:16]


def _vouch(
    move: str,
    version: EntryVersion,
    note: str = "",
    *,
    by: User,
    at: datetime,
    sources_seen: str | None = None,
    **more: object,
) -> EntryVersion:
    """Make a move by which somebody vouches for the answer: its sources are marked as they are under the lock."""
    sources = sources_of([version])
    _lock_items(sources)
    require_unchanged(sources_seen, seen_sources(version))
    now = marks_now(sources)
    for source in sources:
        source.mark = now[source.pk]
    EntrySource.objects.bulk_update(sources, ["mark"])
    day = day_of(at)
    facts: dict[str, object] = {"confirmed_on": day, "review_on": rules.review_on(day, version.valid_to)}
    said = {"sources": {str(source): source.mark[:16] for source in sources}}
    facts |= {"stale_since": None, "stale_reason": "", "due_on": None, **more}
    ENTRIES.make(move, version, by=by, at=at, note=note.strip(), payload=said, facts=facts)
    return version


def _lock_items(sources: list[EntrySource]) -> None:
    """Keep the items as they are until the commit; one that is being published just now is not waited for.

    Whoever publishes an item holds it and then waits for the versions of entries that rest on it: to wait here for the
    item would be a deadlock.
    """
    keys = [source.item_id for source in sources if source.item_id]
    items = Item.objects.select_for_update(of=("self",), nowait=True, no_key=True).filter(pk__in=keys)
    try:
        with transaction.atomic():
            list(items.order_by("pk").values_list("pk"))
    except OperationalError as error:
        said = _("An item that the answer rests on is being changed just now. Look at it again in a moment.")
        raise Refused(said) from error


def _make(
    move: str, version: EntryVersion, note: str = "", *, by: User, at: datetime, **facts: object
) -> EntryVersion:
    ENTRIES.make(move, version, by=by, at=at, note=note, facts=facts)
    return version


def _renew_by(at: datetime) -> date:
    return rules.renew_by(day_of(at), calendar())


def _need_second_person(version: EntryVersion, by: User) -> None:
    if version.drafted_by_id == by.pk:
        raise Refused(_("You wrote this version yourself: somebody else checks it."))


def _said(reason: str) -> str:
    if not reason.strip():
        raise Refused(_("Say why, so that the next reader knows."))
    return reason.strip()
