"""Classes and the dispatch catalogue: opened, renamed, merged; rows accepted or refused. Keys never change."""

from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tongban.ground.clock.moments import day_of
from tongban.ground.kit.conflicts import Mark, mark_of, require_unchanged
from tongban.ground.ledger import Refused, record
from tongban.ground.people.models import Department, User
from tongban.ground.people.places import departments_closed
from tongban.work.hotline.models import DEEPEST, Area, ClassName, DemandClass, DispatchRow
from tongban.work.hotline.queries.catalogue import proposed_row
from tongban.work.hotline.states import CUSTOM, DISPATCHING


def subject_of(key: str) -> str:
    """Return how the ledger names a class and its rows of the dispatch catalogue."""
    return f"DEMAND-{key}"


@transaction.atomic
def open_class(
    key: str, name: str, *, by: User | None, at: datetime, parent: DemandClass | None = None
) -> DemandClass:
    """Open a class under a key that is never changed; the tree has three levels."""
    need_lead(by)
    if parent is not None and _level(parent) >= DEEPEST:
        raise Refused(_("The tree of classes has three levels."))
    on = day_of(at)
    found = DemandClass(key=key.strip(), name=name.strip(), parent=parent, since=on)
    found.full_clean()
    found.save()
    ClassName.objects.create(demand_class=found, name=found.name, since=on)
    record(subject_of(key), "open_class", by=by, at=at, basis=CUSTOM, after=name)
    return found


@transaction.atomic
def rename_class(
    found: DemandClass, name: str, *, by: User | None, at: datetime, seen: Mark | None = None
) -> DemandClass:
    """Call a class by another name from now on; orders, figures and what was learnt stay with its key."""
    need_lead(by)
    found = DemandClass.objects.select_for_update().get(pk=found.pk)
    require_unchanged(seen, mark_of(found))
    before, found.name = found.name, name.strip()
    if not found.name or found.name == before:
        raise Refused(_("Choose another name."))
    found.save(update_fields=["name"])
    ClassName.objects.create(demand_class=found, name=found.name, since=day_of(at))
    record(subject_of(found.key), "rename_class", by=by, at=at, basis=CUSTOM, before=before, after=found.name)
    return found


@transaction.atomic
def merge_class(
    found: DemandClass, into: DemandClass, *, by: User | None, at: datetime, seen: Mark | None = None
) -> DemandClass:
    """End a class and have another follow it; its orders keep it, figures may be told under the one that follows."""
    need_lead(by)
    locked = {
        row.pk: row for row in DemandClass.objects.select_for_update().filter(pk__in=(found.pk, into.pk))
    }
    found, into = locked[found.pk], locked[into.pk]
    require_unchanged(seen, mark_of(found))
    if found.pk == into.pk or found.merged_into_id or into.merged_into_id:
        raise Refused(_("A class is merged once, into another that is still used."))
    found.merged_into, found.until = into, _day_before(day_of(at), found.since)
    found.save(update_fields=["merged_into", "until"])
    record(subject_of(found.key), "merge_class", by=by, at=at, basis=CUSTOM, after=into.key)
    return found


@transaction.atomic
def propose_row(
    demand_class: DemandClass, unit: Department, *, by: User | None, at: datetime, area: Area | None = None
) -> DispatchRow:
    """Propose who is competent for a class, in an area or everywhere."""
    need_lead(by)
    _need_open(unit, at)
    if proposed_row(demand_class.pk, area.pk if area else None, unit.pk):
        raise Refused(_("This row has been proposed already."))
    row = DispatchRow.objects.create(demand_class=demand_class, unit=unit, area=area)
    _tell("propose_row", row, by, at)
    return row


@transaction.atomic
def accept_row(row: DispatchRow, *, by: User | None, at: datetime, why: str = "") -> DispatchRow:
    """Put a proposed row in force; the row that stood for the same class and area ends the day before."""
    row, on = _proposed(row, by), day_of(at)
    _need_open(row.unit, at)
    former = DispatchRow.objects.select_for_update().filter(
        demand_class=row.demand_class_id, area=row.area_id, state=DispatchRow.State.ACCEPTED, until=None
    )
    for each in former:
        each.until = _day_before(on, each.since or on)
        each.save(update_fields=["until"])
    row.state, row.since, row.why = DispatchRow.State.ACCEPTED, on, why.strip()
    row.save(update_fields=["state", "since", "why"])
    _tell("accept_row", row, by, at)
    return row


@transaction.atomic
def refuse_row(row: DispatchRow, *, by: User | None, at: datetime, why: str) -> DispatchRow:
    """Do not take a proposed row into the catalogue, with the reason."""
    row = _proposed(row, by)
    if not why.strip():
        raise Refused(_("Say why the row is not taken."))
    row.state, row.why = DispatchRow.State.REFUSED, why.strip()
    row.save(update_fields=["state", "why"])
    _tell("refuse_row", row, by, at)
    return row


def _proposed(row: DispatchRow, by: User | None) -> DispatchRow:
    need_lead(by)
    row = DispatchRow.objects.select_for_update().get(pk=row.pk)
    if row.state != DispatchRow.State.PROPOSED:
        raise Refused(_("This row has been decided on."))
    return row


def _need_open(unit: Department, at: datetime) -> None:
    if unit.pk in departments_closed(day_of(at)):
        raise Refused(_("This unit was closed; choose the one that took over its work."))


def _tell(act: str, row: DispatchRow, by: User | None, at: datetime) -> None:
    said = {"unit": row.unit_id, "area": row.area_id, "orders": row.support.count()}
    record(subject_of(row.demand_class.key), act, by=by, at=at, basis=DISPATCHING, payload=said, note=row.why)


def _day_before(day: date, since: date) -> date:
    """Return the last day of what is followed by something from a day on; what began that day has that day alone."""
    return max(day - timedelta(days=1), since)


def _level(found: DemandClass) -> int:
    return 1 if found.parent is None else 1 + _level(found.parent)


def need_lead(by: User | None) -> None:
    """Refuse whoever does not lead the hotline; without a person the installation itself sets up its data."""
    if by is not None and not by.may("hotline.lead"):
        raise PermissionDenied
