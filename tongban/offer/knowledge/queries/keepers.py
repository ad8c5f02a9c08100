"""Which officer keeps which entries, and which entries have nobody: their keeper has left the unit or the office."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from tongban.ground.people.models import Assignment, Department, User
from tongban.ground.people.queries import holders_of
from tongban.offer.knowledge.models import EntryVersion, KnowledgeEntry
from tongban.offer.knowledge.models.entries import LIVE

KEEPERS = ("knowledge.edit", "knowledge.check", "knowledge.release")
"""Whoever holds one of these in a unit may keep its entries."""


@dataclass(frozen=True, slots=True)
class KeptEntries:
    """How many shown entries of a unit an officer keeps, and whether they still may; nobody is no officer."""

    keeper: User | None
    unit: Department
    count: int
    is_in_office: bool


def without_keeper(day: date) -> Q:
    """Return the condition that a version is shown and that nobody of its unit keeps it on a day."""
    lasting = Q(until__isnull=True) | Q(until__gte=day)
    roles = Assignment.objects.filter(lasting, user=OuterRef("entry__keeper"), since__lte=day)
    kept = Q(entry__keeper__is_active=True, entry__keeper__department=F("entry__owner")) & Q(Exists(roles))
    return Q(status__in=LIVE) & ~kept


def is_without_keeper(version: EntryVersion, day: date) -> bool:
    """Return whether a version is shown and nobody of its unit keeps it on a day."""
    return EntryVersion.objects.filter(without_keeper(day), pk=version.pk).exists()


def kept_of(user: User, day: date) -> list[KeptEntries]:
    """Return who keeps the shown entries that this person answers for; those without anybody first."""
    shown = EntryVersion.objects.filter(status__in=LIVE)
    if not user.may("knowledge.release"):
        shown = shown.filter(entry__owner=user.department_id)
    alone = set(shown.filter(without_keeper(day)).values_list("entry_id", flat=True))
    counted: dict[tuple[int | None, int, bool], int] = {}
    for entry, keeper, owner in shown.values_list("entry_id", "entry__keeper_id", "entry__owner_id"):
        key = (keeper, owner, entry not in alone)
        counted[key] = counted.get(key, 0) + 1
    people = User.objects.in_bulk([keeper for keeper, _owner, _in in counted if keeper])
    units = Department.objects.in_bulk([owner for _keeper, owner, _in in counted])
    rows = [
        KeptEntries(people.get(keeper or 0), units[owner], count, is_in_office)
        for (keeper, owner, is_in_office), count in counted.items()
    ]
    return sorted(rows, key=lambda row: (row.is_in_office, row.unit.code, str(row.keeper or "")))


def entries_kept_by(keeper: User | None, unit: Department, user: User) -> QuerySet[KnowledgeEntry]:
    """Return the shown entries of a unit that an officer keeps (or nobody), as far as this person may hand them over."""
    kept = KnowledgeEntry.objects.filter(keeper=keeper, owner=unit, versions__status__in=LIVE)
    if user.may("knowledge.release"):
        return kept.distinct()
    if user.department_id != unit.pk or not (user.may("knowledge.check") or keeper == user):
        return kept.none()
    return kept.distinct()


def may_hand_over(entry: KnowledgeEntry, to: User, by: User) -> bool:
    """Return whether somebody may give an entry to an officer: the centre anywhere, else within the own unit."""
    if by.may("knowledge.release"):
        return True
    is_own = by.department_id == entry.owner_id == to.department_id
    return is_own and (by.may("knowledge.check") or entry.keeper_id == by.pk)


def possible_keepers(user: User, day: date) -> QuerySet[User]:
    """Return to whom this person may hand entries over: anybody who writes or checks, in the own unit or anywhere."""
    units = None if user.may("knowledge.release") else [user.department_id or 0]
    found = {person.pk for permission in KEEPERS for person in holders_of(permission, day, units)}
    return User.objects.filter(pk__in=found, department__isnull=False).select_related("department")
