"""Writing what an entry says: begun, changed, proposed from an order that was answered, discarded."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from tongban.ground.clock.moments import day_of
from tongban.ground.kit.calendars import calendar
from tongban.ground.kit.conflicts import Mark, require_unchanged
from tongban.ground.law import UnknownArticle, UnknownSource, cite
from tongban.ground.ledger import Refused, lock_matter, record
from tongban.ground.ledger.matter_lock import chain_end
from tongban.ground.people.models import Department, User
from tongban.offer.catalogue.models import Item
from tongban.offer.knowledge import rules
from tongban.offer.knowledge.models import EntryAttachment, EntrySource, EntryVersion, KnowledgeEntry, Status
from tongban.offer.knowledge.models.entries import OPEN
from tongban.offer.knowledge.numbers import ENTRIES as NUMBERS
from tongban.offer.knowledge.queries.difference import COMPARED
from tongban.offer.knowledge.states import ENTRIES, KEEPING

CONTENT = COMPARED
"""What an entry says."""
LONGEST_TITLE, LONGEST_SHORT, LONGEST_ANSWER = 160, 300, 8000


@dataclass(frozen=True, slots=True)
class Basis:
    """On what an answer rests; the owner unit is always part of it."""

    items: tuple[Item, ...] = ()
    articles: tuple[str, ...] = ()
    units: tuple[Department, ...] = ()


@transaction.atomic
def begin_entry(
    content: Mapping[str, Any],
    basis: Basis,
    *,
    owner: Department,
    by: User,
    at: datetime,
    is_example: bool = False,
) -> EntryVersion:
    """Begin a new entry of a unit."""
    entry = _new_entry(owner, by, at, is_example)
    version = _new_version(entry, 1, by, at, **content)
    require_own(version, by)
    ENTRIES.make("begin", version, by=by, at=at)
    return _save_new(version, basis)


@transaction.atomic
def propose_entry(
    question: str,
    answer: str,
    reference: str,
    *,
    by: User,
    at: datetime,
    owner: Department | None = None,
) -> EntryVersion:
    """Propose the answer of an order, by its reference, as an entry of a unit (the proposer's, unless told).

    Asked again for the same order, the first proposal is returned.
    """
    unit = owner or by.department
    if unit is None:
        raise Refused(_("Say which unit is to keep the entry."))
    known = EntryVersion.objects.filter(origin=reference, number=1).first()
    if known is not None:
        return known
    title = " ".join(question.split())[:LONGEST_TITLE]
    text = answer.strip()[:LONGEST_ANSWER]
    said = {"title": title, "short_answer": text[:LONGEST_SHORT], "long_answer": text}
    version = _new_version(_new_entry(unit, by, at, False), 1, by, at, origin=reference, **said)
    ENTRIES.make("propose", version, by=by, at=at, payload={"from": reference})
    return _save_new(version, Basis())


@transaction.atomic
def begin_version(entry: KnowledgeEntry, *, by: User, at: datetime) -> EntryVersion:
    """Begin the next version of an entry: a copy of the last one. What is shown stays shown meanwhile."""
    entry = KnowledgeEntry.objects.select_for_update(of=("self",)).select_related("owner").get(pk=entry.pk)
    last = entry.versions.order_by("-number")[0]
    if last.status in OPEN:
        raise Refused(_("A new version is already being worked on."))
    former = entry.versions.exclude(status=Status.DISCARDED).order_by("-number").first() or last
    copied = {name: getattr(former, name) for name in CONTENT}
    version = _new_version(entry, last.number + 1, by, at, **copied)
    require_own(version, by)
    ENTRIES.make("begin", version, by=by, at=at)
    _save_new(version, basis_of(former))
    EntryAttachment.objects.bulk_create(
        EntryAttachment(version=version, file_id=each.file_id, name=each.name)
        for each in former.attachments.all()
    )
    return version


@transaction.atomic
def change_entry(
    version: EntryVersion,
    content: Mapping[str, Any],
    basis: Basis,
    *,
    by: User,
    at: datetime,
    seen: Mark | None = None,
) -> EntryVersion:
    """Change what a draft says and on what it rests, unless somebody else was faster."""
    version = lock_version(version, by)
    require_unchanged(seen, _last(version))
    require_draft(version, by)
    before = {name: getattr(version, name) for name in CONTENT}
    for name in CONTENT:
        setattr(version, name, content.get(name, before[name]))
    _check(version)
    version.save(update_fields=CONTENT)
    changed = sorted(name for name in CONTENT if getattr(version, name) != before[name])
    _set_basis(version, basis)
    record(version, "change_entry", by=by, at=at, basis=KEEPING, payload={"fields": changed})
    return version


def basis_of(version: EntryVersion) -> Basis:
    """Return on what a version rests."""
    sources = list(version.sources.select_related("item", "unit"))
    return Basis(
        tuple(source.item for source in sources if source.item is not None),
        tuple(source.article for source in sources if source.article),
        tuple(source.unit for source in sources if source.unit is not None),
    )


def lock_version(version: EntryVersion, by: User) -> EntryVersion:
    """Lock a version for somebody of its unit, or of the centre."""
    locked = lock_matter(EntryVersion, version.pk)
    require_own(locked, by)
    return locked


def require_draft(version: EntryVersion, by: User) -> None:
    """Refuse to change what is being checked or was shown, or to let anybody change it who does not write."""
    if version.status != Status.DRAFT or not by.may("knowledge.edit"):
        raise Refused(_("Only a draft is changed, by whoever writes for the unit."))


def require_own(version: EntryVersion, by: User) -> None:
    """Refuse who neither belongs to the owner unit nor releases for the centre."""
    if not by.may("knowledge.release") and by.department_id != version.entry.owner_id:
        raise PermissionDenied


def _new_entry(owner: Department, by: User, at: datetime, is_example: bool) -> KnowledgeEntry:
    """Number an entry; its writer keeps it, if they belong to its unit."""
    reference = NUMBERS.next(day_of(at))
    keeper = by if by.department_id == owner.pk else None
    return KnowledgeEntry.objects.create(
        reference=reference, owner=owner, keeper=keeper, is_example=is_example
    )


def _new_version(entry: KnowledgeEntry, number: int, by: User, at: datetime, **said: Any) -> EntryVersion:
    due_on = rules.write_by(day_of(at), calendar())
    return EntryVersion(
        entry=entry,
        number=number,
        reference=f"{entry.reference}-V{number}",
        drafted_by=by,
        drafted_at=at,
        promised_on=due_on,
        due_on=due_on,
        **said,
    )


def _save_new(version: EntryVersion, basis: Basis) -> EntryVersion:
    _check(version)
    version.save(force_insert=True)
    _set_basis(version, basis)
    return version


def _check(version: EntryVersion) -> None:
    version.full_clean(exclude=["entry", "reference", "status"], validate_constraints=False)
    if version.valid_from and version.valid_to and version.valid_to < version.valid_from:
        raise Refused(_("The answer ends before it begins to be valid."))


def _set_basis(version: EntryVersion, basis: Basis) -> None:
    """Write down on what a version rests: not yet vouched for, so without marks."""
    for article in basis.articles:
        try:
            cite(article)
        except (UnknownArticle, UnknownSource) as error:
            raise Refused(
                _("“%(article)s” is no article that is known here.") % {"article": article}
            ) from error
    units = {unit.pk: unit for unit in (version.entry.owner, *basis.units)}
    wanted: list[dict[str, Any]] = [
        *({"kind": EntrySource.Kind.ITEM, "item": item} for item in dict.fromkeys(basis.items)),
        *({"kind": EntrySource.Kind.LAW, "article": article} for article in dict.fromkeys(basis.articles)),
        *({"kind": EntrySource.Kind.UNIT, "unit": unit} for unit in units.values()),
    ]
    EntrySource.objects.filter(version=version).delete()
    EntrySource.objects.bulk_create([EntrySource(version=version, **row) for row in wanted])


def _last(version: EntryVersion) -> int:
    end = chain_end(version)
    return end[0] if end else 0
