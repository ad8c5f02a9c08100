"""Passing a version on: from draft through legal review to the public, where the former version makes room."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tongban.ground.ledger import Refused
from tongban.ground.ledger.queries import histories_of
from tongban.ground.people.models import User
from tongban.offer.catalogue.actions.draft_content import Lookups, write_content
from tongban.offer.catalogue.actions.drafts import require_editor, tell_changed
from tongban.offer.catalogue.actions.search_index import index, unindex
from tongban.offer.catalogue.models import Item, ItemVersion, Status
from tongban.offer.catalogue.queries.content import content_of, digest_of
from tongban.offer.catalogue.queries.faults import faults_of
from tongban.offer.catalogue.queries.versions import load_whole, open_version, version_before, with_guide
from tongban.offer.catalogue.states import VERSIONS

MOST_TOLD = 8


@transaction.atomic
def begin_draft(item: Item, *, by: User, at: datetime) -> ItemVersion:
    """Begin a new version of a business item: a copy of the one published, or an empty one."""
    require_editor(by)
    item = Item.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if item.level != Item.Level.BUSINESS:
        raise Refused(_("Only a business item has versions: it is what a person applies for."))
    if open_version(item):
        raise Refused(_("A new version is already being worked on."))
    last = item.versions.order_by("-number").first()
    version = ItemVersion(item=item, number=last.number + 1 if last else 1)
    VERSIONS.make("draft", version, by=by, at=at)
    version.save()
    former = last and version_before(version)
    if former:
        write_content(version, content_of(load_whole(former)), Lookups(), is_copy=True)
    return version


def _locked(versions: Sequence[ItemVersion]) -> list[ItemVersion]:
    """Lock versions and read all they say, once for all that looks at it; in the order given."""
    found = ItemVersion.objects.select_for_update(of=("self",)).select_related(
        "item__division", "item__parent__parent", "licence_type"
    )
    whole = with_guide(found.order_by("pk")).in_bulk([version.pk for version in versions])
    return [whole[version.pk] for version in versions]


def _refuse_faults(version: ItemVersion) -> None:
    faults = faults_of(version)
    if faults:
        told = "\n".join(f"· {fault}" for fault in faults[:MOST_TOLD])
        said = {"count": len(faults), "faults": told}
        raise Refused(_("%(count)d things keep the version from being published:\n%(faults)s") % said)


def submit(version: ItemVersion, *, by: User, at: datetime) -> ItemVersion:
    """Send a draft to legal review; refused while anything keeps it from being published."""
    return submit_all([version], by=by, at=at)[0]


@transaction.atomic
def submit_all(versions: Sequence[ItemVersion], *, by: User, at: datetime) -> list[ItemVersion]:
    """Send several drafts to legal review together: all or none."""
    whole = _locked(versions)
    for version in whole:
        VERSIONS.make("submit", version, by=by, at=at, payload={"digest": digest_of(version)})
        _refuse_faults(version)
        version.save(update_fields=["status"])
    return whole


@transaction.atomic
def return_draft(version: ItemVersion, *, by: User, at: datetime, reason: str) -> ItemVersion:
    """Send a version back to who drafted it, saying what has to be mended."""
    (version,) = _locked([version])
    if not reason.strip():
        raise Refused(_("Say why it goes back, so that the next reader knows what to mend."))
    VERSIONS.make("return", version, by=by, at=at, note=reason.strip())
    version.save(update_fields=["status"])
    return version


def approve(version: ItemVersion, *, by: User, at: datetime, note: str = "") -> ItemVersion:
    """Approve a version after legal review; nobody approves what they sent in themselves."""
    return approve_all([version], by=by, at=at, note=note)[0]


@transaction.atomic
def approve_all(
    versions: Sequence[ItemVersion], *, by: User, at: datetime, note: str = ""
) -> list[ItemVersion]:
    """Approve several versions together: all or none."""
    whole = _locked(versions)
    sent = histories_of([version.reference for version in whole]).filter(move="submit").order_by("number")
    sent_by = {entry.subject: entry.by_id for entry in sent}
    for version in whole:
        VERSIONS.make("approve", version, by=by, at=at, note=note.strip())
        if sent_by.get(version.reference) == by.pk:
            raise Refused(_("You sent this version in yourself: somebody else reviews it."))
        version.save(update_fields=["status"])
    return whole


def publish(version: ItemVersion, *, by: User, at: datetime) -> ItemVersion:
    """Publish an approved version: it never changes again, supersedes the former one and can be searched."""
    return publish_all([version], by=by, at=at)[0]


@transaction.atomic
def publish_all(versions: Sequence[ItemVersion], *, by: User, at: datetime) -> list[ItemVersion]:
    """Publish several approved versions together, as when a law changes many items: all or none."""
    items = [version.item_id for version in versions]
    list(Item.objects.select_for_update(of=("self",)).filter(pk__in=items).order_by("pk").values_list("pk"))
    whole = _locked(versions)
    former = ItemVersion.objects.filter(item__in=items, status=Status.PUBLISHED).select_related("item")
    superseded = {each.item_id: each for each in former.select_for_update(of=("self",))}
    for version in whole:
        _publish(version, superseded.get(version.item_id), by, at)
    index(whole)
    tell_changed([version.item for version in whole], by=by, at=at)
    return whole


@transaction.atomic
def withdraw(version: ItemVersion, *, by: User, at: datetime, reason: str) -> ItemVersion:
    """Withdraw an item: it is no longer offered nor found; cases filed before keep their version."""
    Item.objects.select_for_update(of=("self",)).get(pk=version.item_id)
    (version,) = _locked([version])
    if not reason.strip():
        raise Refused(_("Say why the item is withdrawn: whoever looks for it reads the reason."))
    VERSIONS.make("withdraw", version, by=by, at=at, note=reason.strip())
    version.save(update_fields=["status"])
    unindex(version)
    tell_changed([version.item], by=by, at=at)
    return version


def _publish(version: ItemVersion, former: ItemVersion | None, by: User, at: datetime) -> None:
    version.digest, version.published_at = digest_of(version), at
    said = {"digest": version.digest, "supersedes": former.number if former else None}
    VERSIONS.make("publish", version, by=by, at=at, payload=said)
    _refuse_faults(version)
    if former:
        VERSIONS.make("supersede", former, by=by, at=at, payload={"by": version.number})
        former.save(update_fields=["status"])
    version.save(update_fields=["status", "digest", "published_at"])
