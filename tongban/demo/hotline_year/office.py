"""What all orders of the year share: the line, classes, areas, the staff, working days, and until when anything happened."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from tongban.demo.hotline_texts import subjects
from tongban.demo.hotline_year.plan import DATA, HotlinePlan, keys
from tongban.demo.hotline_year.staff import HotlineStaff, Unit, create_hotline_staff
from tongban.demo.people import LET_IN
from tongban.demo.year.stories import SHANGHAI
from tongban.ground.clock.calendar import Calendar
from tongban.ground.people.models import Department
from tongban.work.hotline.actions import catalogue
from tongban.work.hotline.models import Area, DemandClass, Line

FROM, TO = 9, 17
"""The hours in which units work."""


@dataclass(frozen=True)
class Office:
    """Where and by whom the year's orders are taken in and handled."""

    plan: HotlinePlan
    line: Line
    classes: dict[str, DemandClass]
    areas: dict[str, int]
    staff: HotlineStaff
    calendar: Calendar
    days: list[date]
    until: datetime

    def unit_for(self, group: str) -> Unit:
        """Return the unit that is competent for a group of classes."""
        return self.staff.units[DATA["groups"][group][2]]

    def at_work(self, at: datetime, chance: Random) -> datetime:
        """Return an instant, or the next at which a unit works."""
        local = at.astimezone(SHANGHAI)
        place = bisect_left(self.days, local.date())
        if self.days[place] == local.date() and FROM <= local.hour < TO:
            return at
        is_over = self.days[place] == local.date() and local.hour >= TO
        return moment(self.days[place + is_over], FROM, chance)

    def working_days_after(self, at: datetime, count: float, chance: Random) -> datetime:
        """Return an instant so many working days later, in working hours."""
        place = bisect_left(self.days, at.astimezone(SHANGHAI).date())
        whole = int(count)
        hour = FROM + int((TO - FROM) * (count - whole))
        return max(self.at_work(at, chance), moment(self.days[place + whole], hour, chance))


def moment(day: date, hour: int, chance: Random) -> datetime:
    """Return an instant within an hour of a day."""
    start = datetime.combine(day, time(hour), SHANGHAI).astimezone(UTC)
    return start + timedelta(seconds=int(3600 * chance.random()))


def open_office(plan: HotlinePlan, calendar: Calendar, *, until: datetime) -> Office:
    """Open classes, areas and the dispatch catalogue on the line 12345, once, and let the staff in."""
    known = dict(Area.objects.values_list("code", "pk"))
    days = [day for year in (plan.year, plan.year + 1) for day in calendar.working_days(year)]
    return Office(
        plan,
        Line.objects.get(code="12345"),
        _classes(),
        {name: known[code] for name, (code, _) in DATA["areas"].items()},
        create_hotline_staff(plan.scale),
        calendar,
        days,
        until,
    )


def _classes() -> dict[str, DemandClass]:
    """Return the classes by the keys of the invented words; a class of the same name that is there serves."""
    units = {
        each.code.removeprefix("DEMO-"): each for each in Department.objects.filter(code__startswith="DEMO-")
    }
    found = {}
    for subject in subjects():
        digits, name, unit = DATA["groups"][subject.group]
        known = DemandClass.objects.filter(name=subject.name).first()
        if known is None:
            parent = _class(f"{digits}0000", name)
            known = _class(keys()[subject.key], subject.name, parent)
            row = catalogue.propose_row(known, units[unit], by=None, at=LET_IN)
            catalogue.accept_row(row, by=None, at=LET_IN)
        found[subject.key] = known
    return found


def _class(key: str, name: str, parent: DemandClass | None = None) -> DemandClass:
    known = DemandClass.objects.filter(key=key).first()
    return known or catalogue.open_class(key, name, by=None, at=LET_IN, parent=parent)
