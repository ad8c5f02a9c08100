"""A hall on a Tuesday morning: two windows, two lines, three officers, a citizen."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.utils.timezone import now as timezone_now

from tongban.ground.people.models import Applicant, Department, User
from tongban.ground.people.tests import cast
from tongban.offer.catalogue.models import Item
from tongban.work.hall.actions import places, tickets, windows
from tongban.work.hall.actions.tickets import Wish
from tongban.work.hall.models import Place, ServiceGroup, Ticket, Window
from tongban.work.hotline.models import Area

TUESDAY = date(2026, 11, 24)
LONG_AGO = date(2026, 1, 1)
WEEK = ["09:00-12:00 13:00-17:00"] * 5 + ["09:00-12:00", "", "", "09:00-12:00 13:00-17:00"]
PLAN = {"since": LONG_AGO, "minutes": 30, "capacity": 2, "kept": 1}
SETTINGS = {
    "in_force_on": LONG_AGO,
    "source": "中心办公会",
    "most_calls": 3,
    "return_within": 2,
    "return_behind": 1,
    "head_start_minutes": 30,
    "book_days": 3,
    "change_hours": 2,
    "grace_minutes": 15,
    "most_no_shows": 2,
    "no_show_days": 30,
    "kept_hours": 0,
}


def at(hour, minute=0, *, day=TUESDAY):
    """Return a moment of the day in Suzhou."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC) - timedelta(hours=8)


def build():
    """Build the hall."""
    unit = Department.objects.create(code="HALL", name="政务服务中心", kind=Department.Kind.DIVISION)
    other = Department.objects.create(code="BACK", name="审批一处", kind=Department.Kind.DIVISION)
    area = Area.objects.create(code="320505", name="虎丘区")
    head = cast.staff("hallhead", "hall_head", department=unit)
    for name, role, where in (
        ("wang", "window_clerk", unit),
        ("zhao", "window_clerk", unit),
        ("sun", "reviewer", other),
    ):
        cast.staff(name, role, department=where)
    cast.staff("wai", "auditor", department=other)
    by = {"by": head, "at": at(8)}
    said = {
        "code": "C01",
        "name": "市政务服务中心",
        "kind": "centre",
        "unit": unit,
        "area": area,
        "address": "示例路1号",
    }
    place = places.open_place({**said, "since": LONG_AGO}, **by)
    places.set_settings(None, SETTINGS, **by)
    places.set_week(place, LONG_AGO, WEEK, **by)
    a, b = (
        places.open_group(place, {"name": name, "prefix": letter, "since": LONG_AGO}, **by)
        for name, letter in (("企业开办", "A"), ("社会事务", "B"))
    )
    places.set_up_window(place, "1", "comprehensive", [], **by)
    places.set_up_window(place, "2", "special", [b], **by)
    assert a.prefix == "A"


def hall():
    """Return the hall that was built; whoever acts in it is at hand by name."""
    people = {user.username: user for user in User.objects.all()}
    groups, windows_by = ServiceGroup.objects.in_bulk(), {each.number: each for each in Window.objects.all()}
    by_letter = {group.prefix: group for group in groups.values()}
    return SimpleNamespace(
        place=Place.objects.get(code="C01"), a=by_letter["A"], b=by_letter["B"],
        one=windows_by["1"], two=windows_by["2"], head=people["hallhead"], wang=people["wang"], zhao=people["zhao"],
        sun=people["sun"], outsider=people["wai"], unit=Department.objects.get(code="HALL"),
        other=Department.objects.get(code="BACK"),
    )  # fmt: skip


def citizen(name="李四", number="320500199001010018", username="lisi"):
    """Return a citizen with an account."""
    account = cast.staff(username, "applicant")
    return Applicant.objects.create(
        kind="person", name=name, number_type="citizen", number=number, account=account
    )


def item(hall, code="32050001001000", name="企业设立登记"):
    """Return a business item without its tree, as far as the hall needs it."""
    return Item.objects.create(code=code, level="main", name=name, power_type="01", division=hall.other)


def taken(hall, group=None, hour=9, minute=0, **more) -> Ticket:
    return tickets.take(group or hall.a, [Wish()], source="kiosk", at=at(hour, minute), **more)


def opened(hall, window=None, officer=None, hour=9):
    return windows.open_window(window or hall.one, by=officer or hall.wang, at=at(hour))


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def slot_at(hall, hour, minute=0, group=None, day=TUESDAY):
    return (group or hall.a).slots.get(begins_at=at(hour, minute, day=day))


def planned(hall):
    """Plan appointments of half an hour in line A: two each, one of them kept for priority."""
    places.plan_slots(hall.a, PLAN, by=hall.head, at=at(8))


__all__ = ["IntegrityError", "PermissionDenied", "timezone_now"]
