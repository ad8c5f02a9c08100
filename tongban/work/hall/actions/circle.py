"""The circle's own data: the grid of residents, how far one comes, and the measure of each month."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate

from tongban.ground.kit.calendars import calendar
from tongban.ground.ledger import record
from tongban.ground.people.models import User
from tongban.work.hall.actions.places import OF_ALL
from tongban.work.hall.models import ReachSettings, ReachShare, ResidentGrid
from tongban.work.hall.queries.reach import circle_on
from tongban.work.hall.reach.shares import HOURS, Cell
from tongban.work.hall.states import HALL


@transaction.atomic
def import_grid(
    cells: Sequence[Cell], since: date, source: str, *, by: User, at: datetime, is_example: bool = False
) -> ResidentGrid:
    """Keep a grid of residents as of a day; the one before stays."""
    _need_manage(by)
    grid = ResidentGrid(
        since=since, source=source, cells=[list(cell) for cell in cells], is_example=is_example
    )
    grid.full_clean()
    grid.save()
    said = {"since": str(since), "cells": len(cells), "residents": sum(cell.residents for cell in cells)}
    record(OF_ALL, "import_grid", by=by, at=at, basis=HALL, note=source, payload=said)
    return grid


@transaction.atomic
def set_reach(said: Mapping[str, Any], *, by: User, at: datetime) -> ReachSettings:
    """Set how far one comes in time, from a day on."""
    _need_manage(by)
    row = ReachSettings(**said)
    row.full_clean()
    row.save()
    payload = {name: value if isinstance(value, int) else str(value) for name, value in said.items()}
    record(OF_ALL, "set_reach", by=by, at=at, basis=HALL, payload=payload)
    return row


def measure_month(*, at: datetime) -> int:
    """Keep the measure of a month, on its first working day; return how many figures were kept."""
    day = localdate(at)
    if ReachShare.objects.filter(day__year=day.year, day__month=day.month).exists():
        return 0
    return measure(day) if calendar().provisional(day.year).is_working(day) else 0


@transaction.atomic
def measure(day: date) -> int:
    """Keep how many residents reach an open place for each item at each hour of a day, in place of what was kept of it."""
    ReachShare.objects.filter(day=day).delete()
    circle = circle_on(day)
    if circle is None:
        return 0
    rows = [
        ReachShare(
            day=day, item=item, hour=hour, reached=circle.reached[item.pk, hour], residents=circle.residents,
            is_example=circle.grid.is_example,
        )
        for item in circle.items
        for hour in HOURS
    ]  # fmt: skip
    ReachShare.objects.bulk_create(rows)
    return len(rows)


def _need_manage(by: User) -> None:
    if not by.may("hall.manage"):
        raise PermissionDenied
