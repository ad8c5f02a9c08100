"""Lines with how they were merged, areas, limits: entered and changed by the head of the hotline, each in the ledger."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.conflicts import Mark, mark_of, require_unchanged
from tongban.ground.ledger import Refused, record
from tongban.ground.people.models import User
from tongban.work.hotline.actions.catalogue import need_lead
from tongban.work.hotline.models import Area, Line, MergeRecord, OrderLimit
from tongban.work.hotline.states import CUSTOM, HANDLING

MERGED = (Line.Form.WHOLE, Line.Form.PARALLEL, Line.Form.BRANCH)
"""The three forms in which another hotline is merged into 12345."""


@transaction.atomic
def open_line(said: Mapping[str, Any], *, by: User | None, at: datetime) -> Line:
    """Open a line under a code that stays."""
    need_lead(by)
    line = _kept(Line(), said)
    _tell(subject_of_line(line), "open_line", said, by, at)
    return line


@transaction.atomic
def change_line(
    line: Line, said: Mapping[str, Any], *, by: User | None, at: datetime, seen: Mark | None = None
) -> Line:
    """Change what is said of a line, or enter its last day; its code stays, orders stand on it."""
    need_lead(by)
    line = Line.objects.select_for_update().get(pk=line.pk)
    require_unchanged(seen, mark_of(line))
    if said.get("code", line.code) != line.code:
        raise Refused(_("The code of a line stays: orders and figures stand on it."))
    line = _kept(line, said)
    _tell(subject_of_line(line), "change_line", said, by, at)
    return line


@transaction.atomic
def record_merge(
    line: Line, said: Mapping[str, Any], *, by: User | None, at: datetime, seen: Mark | None = None
) -> MergeRecord:
    """Enter how another hotline was merged, or what has come over since."""
    need_lead(by)
    line = Line.objects.select_for_update().get(pk=line.pk)
    if line.form not in MERGED:
        raise Refused(_("Only a line that was merged has a merge record; change its form first."))
    known = MergeRecord.objects.filter(line=line).first()
    require_unchanged(seen, mark_of(known) if known else "")
    found = _kept(known or MergeRecord(line=line), said)
    _tell(subject_of_line(line), "record_merge", said, by, at)
    return found


@transaction.atomic
def open_area(said: Mapping[str, Any], *, by: User | None, at: datetime) -> Area:
    """Enter a district or a street under its division code, which stays."""
    need_lead(by)
    area = _kept(Area(), said)
    _tell(subject_of_area(area), "open_area", said, by, at)
    return area


@transaction.atomic
def rename_area(area: Area, name: str, *, by: User | None, at: datetime, seen: Mark | None = None) -> Area:
    """Call an area by another name; its code stays."""
    need_lead(by)
    area = Area.objects.select_for_update().get(pk=area.pk)
    require_unchanged(seen, mark_of(area))
    if not name.strip() or name.strip() == area.name:
        raise Refused(_("Choose another name."))
    said = {"name": name.strip()}
    area = _kept(area, said)
    _tell(subject_of_area(area), "rename_area", said, by, at)
    return area


@transaction.atomic
def set_limit(said: Mapping[str, Any], *, by: User | None, at: datetime) -> OrderLimit:
    """Set the working days of orders from a day on; a row stays, the next one follows it."""
    need_lead(by)
    limit = _kept(OrderLimit(), said)
    _tell(f"ORDERLIMIT-{limit.pk}", "set_limit", said, by, at)
    return limit


def subject_of_line(line: Line) -> str:
    """Return how the ledger names a line."""
    return f"LINE-{line.code}"


def subject_of_area(area: Area) -> str:
    """Return how the ledger names an area."""
    return f"AREA-{area.code}"


def _kept(row: Any, said: Mapping[str, Any]) -> Any:
    """Return a row with what is said of it, checked and saved."""
    for name, value in said.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    return row


def _tell(subject: str, act: str, said: Mapping[str, Any], by: User | None, at: datetime) -> None:
    basis = HANDLING if act == "set_limit" else CUSTOM
    payload = {name: str(value) for name, value in said.items()}
    record(subject, act, by=by, at=at, basis=basis, payload=payload)
