"""What is done about departments: they get another name or are closed, and whoever relies on them learns it at once."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tongban.ground.law import cite
from tongban.ground.ledger import Refused, record
from tongban.ground.ledger.rooms import modules_named
from tongban.ground.people.models import Department, User

BASIS = cite("gbt-22239")


def subject_of(department: Department) -> str:
    """Return how the ledger names a department: by its code, which stays."""
    return f"department:{department.code}"


@transaction.atomic
def rename_department(department: Department, name: str, *, by: User, at: datetime) -> Department:
    """Give a department another name; rooms whose answers rest on it are told in this transaction."""
    if not by.may("people.manage"):
        raise PermissionDenied
    department = Department.objects.select_for_update(of=("self",)).get(pk=department.pk)
    before, department.name = department.name, name.strip()
    if not department.name:
        raise Refused(_("A department has a name."))
    department.full_clean()
    department.save(update_fields=["name"])
    said = {"from": before, "to": department.name}
    record(subject_of(department), "rename", by=by, at=at, basis=BASIS, payload=said)
    _tell(department, by, at)
    return department


@transaction.atomic
def place_department(department: Department, place: int, *, by: User, at: datetime) -> Department:
    """Say where a department stands in lists: the smaller number first, alike ones by their code."""
    if not by.may("people.manage"):
        raise PermissionDenied
    department = Department.objects.select_for_update(of=("self",)).get(pk=department.pk)
    before, department.place = department.place, place
    department.save(update_fields=["place"])
    said = {"from": before, "to": place}
    record(subject_of(department), "place", by=by, at=at, basis=BASIS, payload=said)
    return department


@transaction.atomic
def close_department(department: Department, until: date | None, *, by: User, at: datetime) -> Department:
    """Enter the last day of a department, or that it goes on; nothing new is given to it from the day after."""
    if not by.may("people.manage"):
        raise PermissionDenied
    department = Department.objects.select_for_update(of=("self",)).get(pk=department.pk)
    if department.until == until:
        raise Refused(_("This day is entered already."))
    before, department.until = department.until, until
    department.save(update_fields=["until"])
    record(subject_of(department), "close", by=by, at=at, basis=BASIS, payload={"from": before, "to": until})
    _tell(department, by, at)
    return department


def _tell(department: Department, by: User, at: datetime) -> None:
    for room in modules_named("source_changes"):
        room.take("unit", [department.code], by=by, at=at)
