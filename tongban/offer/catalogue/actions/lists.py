"""Keeping the lists of items: a draft of the next version, what changed in it and why, its publication."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tongban.ground.law import basis as rests_on
from tongban.ground.ledger import Refused, record
from tongban.ground.people.models import User
from tongban.offer.catalogue.actions.drafts import require_editor
from tongban.offer.catalogue.models import Item, ItemList, ListEntry, ListVersion
from tongban.offer.catalogue.models.lists import POWER_OF
from tongban.offer.catalogue.queries.lists import GONE, entries_in_force, list_before
from tongban.offer.catalogue.states import LISTING, LISTS

Change = ListEntry.Change


@transaction.atomic
def begin_list(kind: str, name: str, *, by: User, at: datetime) -> ItemList:
    """Begin a list of one of the known kinds."""
    require_editor(by)
    started = ItemList(kind=kind, name=name)
    started.full_clean()
    started.save()
    payload = {"kind": kind, "name": name}
    record(f"LIST-{started.pk}", "begin_list", by=by, at=at, basis=LISTING, payload=payload)
    return started


@transaction.atomic
def begin_list_draft(kept: ItemList, *, by: User, at: datetime) -> ListVersion:
    """Begin the next version of a list: what stands on the one published, all unchanged."""
    kept = ItemList.objects.select_for_update().get(pk=kept.pk)
    last = kept.versions.order_by("-number").first()
    if last is not None and last.status == ListVersion.Status.DRAFT:
        raise Refused(_("A new version is already being worked on."))
    version = ListVersion(list=kept, number=last.number + 1 if last else 1)
    LISTS.make("draft_list", version, by=by, at=at)
    version.save()
    if last is not None:
        copied = [ListEntry(version=version, item_id=e.item_id, note=e.note) for e in entries_in_force(last)]
        ListEntry.objects.bulk_create(copied)
    return version


def _lock_list_draft(version: ListVersion, by: User) -> ListVersion:
    require_editor(by)
    locked = ListVersion.objects.select_for_update(of=("self",)).select_related("list").get(pk=version.pk)
    if locked.status != ListVersion.Status.DRAFT:
        raise Refused(_("Only the draft of a list is changed."))
    return locked


@transaction.atomic
def put_on_list(
    version: ListVersion,
    item: Item,
    *,
    by: User,
    at: datetime,
    change: str = "",
    basis: str = "",
    note: str = "",
) -> ListEntry:
    """Put an item on the draft of a list, or say what changed for it, on what basis."""
    version = _lock_list_draft(version, by)
    entry = version.entries.filter(item=item).first() or ListEntry(version=version, item=item)
    entry.change, entry.basis, entry.note = change, basis, note
    _refuse_change(entry, version)
    entry.full_clean()
    entry.save()
    said = {"item": item.code, "change": change, "basis": basis, "note": note}
    record(version.reference, "put_on_list", by=by, at=at, basis=LISTING, payload=said)
    return entry


def _refuse_change(entry: ListEntry, version: ListVersion) -> None:
    power = POWER_OF.get(version.list.kind)
    if power and entry.item.power_type != power and entry.change not in GONE:
        said = {"list": version.list, "power": power.label, "item": entry.item}
        raise Refused(
            _("On “%(list)s” stands only what is of the kind “%(power)s”; “%(item)s” is not.") % said
        )
    before = list_before(version)
    stood = before is not None and entries_in_force(before).filter(item=entry.item_id).exists()
    if not stood and entry.change in (Change.REMOVED, Change.HANDED_DOWN):
        raise Refused(_("“%(item)s” is not on the list: it cannot be taken off.") % {"item": entry.item})
    if stood and entry.change == Change.ADDED:
        raise Refused(_("“%(item)s” is on the list already.") % {"item": entry.item})
    if before is not None and not stood and not entry.change:
        raise Refused(_("Say how “%(item)s” comes to the list, and on what basis.") % {"item": entry.item})
    if entry.change and not entry.basis.strip():
        raise Refused(_("A change of a list needs its basis."))


@transaction.atomic
def take_off_list(entry: ListEntry, *, by: User, at: datetime) -> None:
    """Take back an entry that was added in this draft; what was published before is cancelled with its basis."""
    version = _lock_list_draft(entry.version, by)
    before = list_before(version)
    if before is not None and entries_in_force(before).filter(item=entry.item_id).exists():
        raise Refused(_("It stands on the published list: mark it as cancelled, with the basis."))
    payload = {"item": entry.item.code}
    entry.delete()
    record(version.reference, "take_off_list", by=by, at=at, basis=LISTING, payload=payload)


@transaction.atomic
@rests_on("business-environment-regulation:40")
def publish_list(
    version: ListVersion, *, by: User, at: datetime, on: date, basis: str, approval: str
) -> ListVersion:
    """Publish a version of a list with its basis and who approved it; the former version makes room."""
    version = ListVersion.objects.select_for_update(of=("self",)).select_related("list").get(pk=version.pk)
    if not (basis.strip() and approval.strip()):
        raise Refused(_("A list is published with its basis and who approved it."))
    if not version.entries.exists():
        raise Refused(_("An empty list is not published."))
    version.basis, version.approval, version.published_on = basis.strip(), approval.strip(), on
    LISTS.make("publish_list", version, by=by, at=at, payload={"basis": basis, "approval": approval})
    former = version.list.versions.filter(status=ListVersion.Status.PUBLISHED).first()
    if former is not None:
        LISTS.make("supersede_list", former, by=by, at=at, payload={"by": version.number})
        former.save(update_fields=["status"])
    version.save(update_fields=["status", "basis", "approval", "published_on"])
    return version
