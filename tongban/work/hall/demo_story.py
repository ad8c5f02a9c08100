"""An invented city of thirteen places, and a living day in the centre: people waiting, served, expected, one with a case."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils.timezone import localdate, localtime

from tongban.ground.people.models import Applicant, Department, User
from tongban.offer.catalogue.models import ItemList, ListEntry
from tongban.offer.catalogue.queries.versions import published_versions
from tongban.work.cases.models import Case
from tongban.work.hall.actions import appointments, circle, places, service, tickets, windows
from tongban.work.hall.actions.tickets import Wish
from tongban.work.hall.models import Place, ServiceGroup, Slot, Window
from tongban.work.hall.reach.shares import Cell
from tongban.work.hotline.models import Area

OFFICE = ["09:00-12:00 13:00-17:00"] * 5
WEEKS = {
    "centre": [*OFFICE, "09:00-12:00", "", "", OFFICE[0]],
    "sub_centre": [*OFFICE, "09:00-12:00", "", "", OFFICE[0]],
    "special": [*OFFICE, "", "", "", OFFICE[0]],
    "community": [*["08:30-11:30 13:00-17:00"] * 5, "08:30-11:30", "", "", "08:30-11:30 13:00-17:00"],
    "terminal": ["00:00-24:00"] * 9,
}
PLACES = (
    ("C01", "市政务服务中心（示例）", "centre", "320508", 120.6190, 31.3170),
    ("F01", "张家港分中心（示例）", "sub_centre", "320582", 120.5550, 31.8750),
    ("F02", "常熟分中心（示例）", "sub_centre", "320581", 120.7520, 31.6540),
    ("F03", "太仓分中心（示例）", "sub_centre", "320585", 121.1300, 31.4580),
    ("F04", "昆山分中心（示例）", "sub_centre", "320583", 120.9810, 31.3850),
    ("F05", "吴江分中心（示例）", "sub_centre", "320509", 120.6450, 31.1390),
    ("F06", "相城分中心（示例）", "sub_centre", "320507", 120.6420, 31.3690),
    ("F07", "吴中分中心（示例）", "sub_centre", "320506", 120.6320, 31.2630),
    ("Z01", "不动产登记专厅（示例）", "special", "320508", 120.6300, 31.3050),
    ("S01", "虎丘街道便民点（示例）", "community", "320505", 120.5700, 31.2960),
    ("S02", "湖西社区便民点（示例）", "community", "320571", 120.6760, 31.3190),
    ("T01", "湖东自助服务区（示例）", "terminal", "320571", 120.7210, 31.3150),
    ("T02", "火车站自助服务区（示例）", "terminal", "320508", 120.6110, 31.3310),
)
LINES = (("A", "企业服务"), ("B", "社会民生"))
EQUIPMENT = ["ramp", "lift", "toilet", "low_counter", "wheelchair", "sign_language"]
PLAN = {"minutes": 30, "capacity": 4, "kept": 1}
WAITING = 6
STEP, AROUND, MOST_THERE = 0.01, 4, 6_000
"""The invented grid: cells of so many degrees, so many to each side of a district's middle, residents of the densest."""
OPENED = datetime(2021, 12, 1, 1, tzinfo=UTC)
"""Before the year that may be loaded."""
WHOLE = ("centre", "sub_centre")
"""Kinds of places that offer every item."""


def load(staff: Mapping[str, User], applicants: Mapping[str, Applicant], *, at: datetime) -> str:
    """Set the places up and begin a day in the centre, once."""
    head, clerk, unit = staff.get("hall_head"), staff.get("window_clerk"), _unit()
    if head is None or clerk is None or unit is None or Place.objects.exists():
        return ""
    for row in PLACES:
        _set_up(row, unit, head, OPENED)
    centre = Place.objects.get(code="C01")
    window = _windows(centre, head, OPENED)
    for place in Place.objects.exclude(kind=Place.Kind.TERMINAL):
        for group in place.groups.all():
            places.plan_slots(group, {"since": localdate(OPENED), **PLAN}, by=head, at=at)
    circle.import_grid(
        _grid(), localdate(OPENED), "示例网格（虚构人口）", by=head, at=OPENED, is_example=True
    )
    circle.measure(localdate(at))
    _live(centre, window, clerk, list(applicants.values()), at)
    return "大厅：chuangkou2（综合窗口）正在一号窗口叫号；dating（大厅负责人）看大厅看板与场所；叫号大屏 /visit/screen/C01/。"


def _unit() -> Department | None:
    return Department.objects.filter(code="DEMO-BUREAU").first()


def _set_up(row: tuple[Any, ...], unit: Department, head: User, at: datetime) -> None:
    code, name, kind, district, longitude, latitude = row
    area = Area.objects.get(code=district)
    said = {
        "code": code,
        "name": name,
        "kind": kind,
        "unit": unit,
        "area": area,
        "address": f"{area.name}示例路{int(longitude * 100) % 100}号",
        "phone": "0512-00000000",
        "longitude": longitude,
        "latitude": latitude,
        "directions": "示例公交站步行五分钟",
        "equipment": EQUIPMENT if kind in WHOLE else EQUIPMENT[:1],
        "since": localdate(at),
    }
    by: dict[str, Any] = {"by": head, "at": at}
    place = places.open_place(said, is_example=True, **by)
    places.set_week(place, localdate(at), WEEKS[kind], **by)
    enterprises, persons = (
        places.open_group(place, {"name": line, "prefix": letter, "since": localdate(at)}, **by)
        for letter, line in LINES
    )
    outside = ListEntry.objects.filter(version__list__kind=ItemList.Kind.OUTSIDE, version__status="published")
    inside = published_versions().exclude(item__in=outside.values("item"))
    own = [
        version
        for version in inside.select_related("item")
        if kind in WHOLE or version.audience != "enterprise"
    ]
    for group, is_first in ((enterprises, True), (persons, False)):
        items = [version.item for version in own if (version.audience == "enterprise") is is_first]
        places.offer(group, items, localdate(at), **by)
    places.add_kiosk(place, "一号取号机", **by)


def _grid() -> list[Cell]:
    """Return invented residents around the first place of each district, fewer the farther away."""
    middles = {district: (round(x, 2), round(y, 2)) for _, _, _, district, x, y in reversed(PLACES)}
    cells: dict[tuple[float, float], int] = {}
    for longitude, latitude in middles.values():
        for east in range(-AROUND, AROUND + 1):
            for north in range(-AROUND, AROUND + 1):
                place = round(longitude + east * STEP, 2), round(latitude + north * STEP, 2)
                cells[place] = max(cells.get(place, 0), MOST_THERE // (1 + east**2 + north**2))
    return [Cell(*place, residents) for place, residents in sorted(cells.items())]


def _windows(centre: Place, head: User, at: datetime) -> Window:
    by: dict[str, Any] = {"by": head, "at": at}
    first = places.set_up_window(centre, "1", "comprehensive", [], **by)
    for number in ("2", "3", "4"):
        places.set_up_window(centre, number, "comprehensive", [], **by)
    places.set_up_window(centre, "5", "special", list(centre.groups.filter(prefix="B")), **by)
    return first


def _live(centre: Place, window: Window, clerk: User, people: list[Applicant], at: datetime) -> None:
    """Let some people be served, some wait, one with a case, and some be expected; the day may have just begun."""
    day_began = localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    minute = min(timedelta(minutes=1), (at - day_began) / 60)
    began = at - 50 * minute
    windows.open_window(window, by=clerk, at=began)
    groups = list(centre.groups.order_by("prefix"))
    case = (
        Case.objects.filter(status__in=("draft", "incomplete"))
        .select_related("version__item", "applicant")
        .first()
    )
    for place in range(3):
        _take(groups[place % 2], clerk, began + place * minute)
        _serve(window, clerk, began + (4 + 8 * place) * minute, minute)
    for place in range(WAITING):
        came = began + (20 + 4 * place) * minute
        _take(groups[place % 2], clerk, came, priority="elderly" if place == 2 else "")
    if case is not None:
        wish = Wish(case.version.item, case.reference)
        tickets.take(
            groups[0], [wish], source="staff", by=clerk, at=at - 9 * minute, applicant=case.applicant,
            is_example=True,
        )  # fmt: skip
    called = service.call_next(window, by=clerk, at=at - 2 * minute)
    service.serve(called, by=clerk, at=at - minute)
    _book(groups, clerk, people, at)


def _take(group: ServiceGroup, clerk: User, at: datetime, *, priority: str = "") -> Any:
    offered = group.offered.select_related("item").first()
    wish = Wish(offered.item if offered else None)
    return tickets.take(group, [wish], source="staff", by=clerk, at=at, priority=priority, is_example=True)


def _serve(window: Window, clerk: User, at: datetime, minute: timedelta) -> None:
    called = service.call_next(window, by=clerk, at=at)
    service.serve(called, by=clerk, at=at + minute)
    service.finish(called, by=clerk, at=at + 7 * minute)


def _book(groups: list[ServiceGroup], clerk: User, people: list[Applicant], at: datetime) -> None:
    """Let some people be expected soon; those with an account, who book by themselves, from tomorrow on."""
    slots = Slot.objects.filter(group__in=groups, is_open=True).order_by("begins_at")
    soon, later = slots.filter(begins_at__gt=at), slots.filter(begins_at__date__gt=localdate(at))
    for known, times in ((False, soon), (True, later)):
        own = [person for person in people if (person.account_id is not None) is known]
        for slot, person in zip(times[:8:2], own, strict=False):
            offered = slot.group.offered.select_related("item").first()
            item = offered.item if offered else None
            appointments.book(slot, person, by=clerk, at=at, item=item, is_example=True)
