"""Loads the hall's year in one transaction: windows with their days, appointments, visits, what could not be done.

What was loaded stands in the ledger itself, so a load that is repeated doubles nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from django.db import connection, transaction

from tongban.demo.hall_year.day import APART, RECALLS, NumberHolder, serve_all
from tongban.demo.hall_year.joint import load_joint
from tongban.demo.hall_year.plan import CENTRE, SHARES, HallPlan
from tongban.demo.hall_year.troubles import load_troubles
from tongban.demo.people import LET_IN, employ
from tongban.demo.year.loader import BASIS, OtherYear
from tongban.demo.year.stories import SHANGHAI
from tongban.ground.kit.calendars import calendar
from tongban.ground.ledger import record
from tongban.ground.ledger.models import Entry
from tongban.ground.matters.bulk import BulkLoader
from tongban.ground.people.actors import Actor
from tongban.ground.people.models import Applicant, Department
from tongban.work.cases.models import Case
from tongban.work.hall.bulk import (
    MODELS,
    Booked,
    HallMove,
    Visit,
    load_appointment,
    load_visit,
    load_window,
)
from tongban.work.hall.models import Appointment, OfferedItem, Place, ServiceGroup, Slot, Source, Window
from tongban.work.hall.numbers import APPOINTMENTS, TICKETS, slips_of
from tongban.work.hall.queries.places import openings_on

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
SLICE = 5000
PLAN = {"minutes": 30, "capacity": 4, "kept": 1}
FIRST_WINDOW = 101
"""The windows of the year are numbered apart from those of the living day."""
DAY_END = 24 * 3600 + 300


@dataclass(frozen=True)
class LoadedVisits:
    """What one load did, and how many visits the year has in all."""

    visits: int
    entries: int
    whole: int


@dataclass
class Hall:
    """A place in the year: its lines with what they offer, its windows with who is at them."""

    place: Place
    groups: Mapping[str, ServiceGroup]
    items: Mapping[str, Sequence[int]]
    windows: Sequence[Window]
    clerks: Sequence[Actor]
    days: dict[date, list[NumberHolder]] = field(default_factory=dict)
    booked: dict[date, list[tuple[Slot, Appointment]]] = field(default_factory=lambda: defaultdict(list))


def subject_of(year: int) -> str:
    """Return how the ledger names the load of the hall's year."""
    return f"DEMO-HALL-{year}"


def load_hall_year(
    year: int,
    scale: Decimal,
    seed: int,
    *,
    at: datetime,
    processes: int = 1,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> LoadedVisits:
    """Load the hall's year once, and lead what is rare in it to its end; what an earlier load left is finished."""
    plan = HallPlan(year, scale, seed, list(calendar().working_days(year)))
    loaded = _load_visits(plan, at, progress)
    load_troubles(plan)
    days = plan.days[10:-40]
    load_joint(plan, [_moment(days[n * len(days) // plan.joint], 36_000) for n in range(plan.joint)])
    return loaded


@transaction.atomic
def _load_visits(plan: HallPlan, at: datetime, progress: Callable[[int, int], None]) -> LoadedVisits:
    year, scale, seed = plan.year, plan.scale, plan.seed
    asked = {"scale": str(scale.normalize()), "seed": seed}
    known = Entry.objects.filter(subject=subject_of(year), move="begin_load").first()
    if known is not None:
        if {name: known.payload[name] for name in asked} != asked:
            raise OtherYear(f"{known.payload['scale']} · {known.payload['seed']}")
        progress(plan.whole, plan.whole)
        return LoadedVisits(0, 0, plan.whole)
    record(subject_of(year), "begin_load", by=None, at=at, basis=BASIS, payload=asked)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit = off")
    load = _Load(plan, at)
    entries = load.load(progress)
    return LoadedVisits(load.done, entries, plan.whole)


class _Load:
    """One load under way."""

    def __init__(self, plan: HallPlan, at: datetime) -> None:
        self.plan, self.at, self.done = plan, at, 0
        self.loader = BulkLoader(*MODELS)
        self.chance = Random(f"{plan.seed} hall codes {plan.year}")  # noqa: S311
        self.returned = _returned(plan.year)
        self.people = list(Applicant.objects.filter(is_example=True, kind="person").order_by("pk"))
        self.head = _clerk("hall_head", 0)

    def load(self, progress: Callable[[int, int], None]) -> int:
        """Load place after place; return how many entries were made."""
        entries, first = 0, 0
        for place in Place.objects.filter(code__in=self.plan.visits).order_by("code"):
            hall = self._hall(place, first)
            first += len(hall.clerks)
            for visit in self._visits(hall):
                load_visit(self.loader, visit)
                self.done += 1
                if self.done % SLICE == 0:
                    entries += self.loader.load()
                    progress(self.done, self.plan.whole)
            entries += self.loader.load()
        progress(self.done, self.plan.whole)
        return entries

    def _hall(self, place: Place, first: int) -> Hall:
        """Return a place with its line of every day served, and its windows loaded."""
        groups = {each.prefix: each for each in place.groups.all()}
        offered = OfferedItem.objects.filter(group__in=groups.values()).order_by("item__code")
        items = {
            line: list(offered.filter(group=group).values_list("item", flat=True))
            for line, group in groups.items()
        }
        count = self.plan.windows(place.code)
        hall = Hall(
            place, groups, items, [], [_clerk("window_clerk", first + n) for n in range(1, count + 1)]
        )
        opened = self._serve(hall, count)
        hall.windows = [
            load_window(
                self.loader,
                place,
                str(FIRST_WINDOW + n),
                [move for day, closes in opened for move in self._of_day(day, closes, hall, clerk)],
                by=self.head,
                at=LET_IN,
                until=self.plan.days[-1],
            )
            for n, clerk in enumerate(hall.clerks)
        ]
        return hall

    def _serve(self, hall: Hall, count: int) -> list[tuple[date, tuple[int, int]]]:
        """Let people come and be called on every day; return from when to when the windows were open."""
        hours, slots = openings_on(hall.place, self.plan.days), self._booked(hall)
        lines = sorted(line for line, items in hall.items.items() if items)
        opened = []
        for day in self.plan.days:
            spans = [(60 * span.opens, 60 * span.closes) for span in hours[day]]
            coming = [(_seconds(slot.begins_at), slot.group.prefix) for slot, _ in slots[day]]
            people = self.plan.visitors(hall.place.code, day, spans, coming, lines)
            if not people:
                continue
            for person, (slot, appointment) in zip(
                people[len(people) - len(coming) :], slots[day], strict=True
            ):
                person.turn = min(person.taken, _seconds(slot.begins_at) - 1800)
                person.is_absent = person.is_impatient = False
                hall.booked[day].append((slot, appointment))
            chance = Random(f"{self.plan.seed} line {hall.place.code} {day}")  # noqa: S311
            last = serve_all(people, count, spans[0][0], chance)
            hall.days[day] = people
            opened.append((day, (spans[0][0] - 300, max(spans[-1][1], last) + 120)))
        return opened

    def _of_day(self, day: date, times: tuple[int, int], hall: Hall, clerk: Actor) -> Iterator[HallMove]:
        opens, closes = times
        yield HallMove("open", clerk, _moment(day, opens))
        yield HallMove("close", clerk, _moment(day, closes))

    def _booked(self, hall: Hall) -> Mapping[date, list[tuple[Slot, Appointment]]]:
        """Load the appointments of the centre; return those that were kept, by day."""
        kept: dict[date, list[tuple[Slot, Appointment]]] = defaultdict(list)
        if hall.place.code != CENTRE:
            return kept
        wanted = [
            (day, line, minute)
            for day in self.plan.days
            for line, minute in self._times(day, self.plan.booked[day])
        ]
        slots = self._slots(hall, wanted)
        number = APPOINTMENTS.reserve(
            self.plan.year, len(wanted), reason=subject_of(self.plan.year), at=self.at
        )
        chance = Random(f"{self.plan.seed} booked")  # noqa: S311
        for place, (day, line, minute) in enumerate(wanted):
            slot, is_kept = slots[day, line, minute], chance.random() >= SHARES["not_kept"]
            begins = slot.begins_at
            came = HallMove("arrive", None, begins - timedelta(minutes=15))
            row = load_appointment(
                self.loader,
                Booked(
                    slot,
                    APPOINTMENTS.write(self.plan.year, number + place),
                    self._code(),
                    day,
                    begins - timedelta(days=chance.randint(1, 8), minutes=chance.randint(0, 200)),
                    hall.clerks[0],
                    [came if is_kept else HallMove("miss", None, slot.ends_at + timedelta(minutes=15))],
                    {
                        "applicant_id": self.people[chance.randrange(len(self.people))].pk,
                        "item_id": hall.items[line][0],
                    },
                ),
            )
            if is_kept:
                kept[day].append((slot, row))
        return kept

    def _times(self, day: date, count: int) -> Iterator[tuple[str, int]]:
        """Yield line and minute of the appointments of a day, no more at a time than a slot takes."""
        chance = Random(f"{self.plan.seed} times {day}")  # noqa: S311
        taken = Counter[tuple[str, int]]()
        minutes = [*range(540, 720, 30), *range(780, 1020, 30)]
        for _ in range(count):
            time_of = (chance.choice("AB"), chance.choice(minutes))
            if taken[time_of] < PLAN["capacity"] - PLAN["kept"]:
                taken[time_of] += 1
                yield time_of

    def _slots(
        self, hall: Hall, wanted: Sequence[tuple[date, str, int]]
    ) -> dict[tuple[date, str, int], Slot]:
        found = {}
        for day, line, minute in dict.fromkeys(wanted):
            begins = _moment(day, 60 * minute)
            ends = begins + timedelta(minutes=PLAN["minutes"])
            said = {"capacity": PLAN["capacity"], "kept": PLAN["kept"]}
            found[day, line, minute] = Slot(group=hall.groups[line], begins_at=begins, ends_at=ends, **said)
        Slot.objects.bulk_create(found.values(), batch_size=2000)
        return found

    def _visits(self, hall: Hall) -> Iterator[Visit]:
        number = TICKETS.reserve(
            self.plan.year,
            sum(map(len, hall.days.values())),
            reason=subject_of(self.plan.year),
            at=self.at,
        )
        for day, people in hall.days.items():
            for visit in self._of_the_day(hall, day, people, number):
                yield visit
                number += 1

    def _of_the_day(self, hall: Hall, day: date, people: list[NumberHolder], number: int) -> Iterator[Visit]:
        booked = dict(
            zip(map(id, people[len(people) - len(hall.booked[day]) :]), hall.booked[day], strict=True)
        )
        by_line = Counter(person.line for person in people)
        slips = {
            line: iter(slips_of(hall.place.code, line, day).take_many(day.year, count))
            for line, count in sorted(by_line.items())
        }
        cases = self.returned.pop(day, []) if hall.place.code == CENTRE else []
        for place, person in enumerate(sorted(people, key=lambda each: each.taken)):
            appointed = booked.get(id(person))
            said = self._said(appointed)
            if not appointed and cases and place % 3 == 0:
                said |= {"case": cases.pop()}
            yield self._visit(hall, day, person, next(slips[person.line]), number + place, said)

    def _said(self, appointed: tuple[Slot, Appointment] | None) -> dict[str, object]:
        if appointed is not None:
            _slot, row = appointed
            return {"appointment_id": row.pk, "applicant_id": row.applicant_id, "source": Source.APPOINTMENT}
        chance = self.chance.random()
        source = Source.PORTAL if chance < SHARES["by_phone"] else Source.KIOSK
        return {"source": source, "priority": "elderly" if self.chance.random() < SHARES["priority"] else ""}

    def _visit(
        self, hall: Hall, day: date, person: NumberHolder, slip: str, number: int, said: dict[str, object]
    ) -> Visit:
        case, source = said.pop("case", None), str(said.pop("source"))
        window = hall.windows[person.window] if person.is_called else None
        offered = hall.items[person.line]
        return Visit(
            hall.groups[person.line],
            TICKETS.write(self.plan.year, number),
            slip,
            self._code(),
            _moment(day, person.taken),
            _moment(day, person.turn),
            source,
            offered[number % len(offered)],
            window,
            list(self._moves(day, person, hall.clerks[person.window])),
            said,
            case,  # type: ignore[arg-type]
        )

    def _moves(self, day: date, person: NumberHolder, clerk: Actor) -> Iterator[HallMove]:
        if person.is_called:
            yield HallMove("call", clerk, _moment(day, person.called))
        if person.served:
            yield HallMove("serve", clerk, _moment(day, person.served))
            yield HallMove("finish", clerk, _moment(day, person.over))
        elif person.is_called:
            for again in range(1, RECALLS + 1):
                yield HallMove("recall", clerk, _moment(day, person.called + again * APART))
            yield HallMove("skip", clerk, _moment(day, person.called + (RECALLS + 1) * APART))
            yield HallMove("leave", None, _moment(day, DAY_END))
        else:
            yield HallMove("leave", None, _moment(day, person.over))

    def _code(self) -> str:
        return "".join(self.chance.choices(LETTERS, k=16))


def _clerk(role: str, number: int) -> Actor:
    bureau = Department.objects.get(code="DEMO-BUREAU")
    name = f"大厅窗口人员{number:02d}（示例）" if number else "大厅负责人（示例）"
    user = employ(f"hall-{role.replace('_', '-')}-{number:02d}", name, bureau, role)
    return Actor(user.pk, str(user), [role])


def _returned(year: int) -> dict[date, list[tuple[str, list[str]]]]:
    """Return by the day after they were returned the cases that lack something, and what."""
    found: dict[date, list[tuple[str, list[str]]]] = defaultdict(list)
    names: dict[int, list[str]] = {}
    cases = Case.objects.filter(reference__startswith=f"CASE-{year}-", returned_at__isnull=False)
    for case in cases.select_related("version").order_by("reference"):
        if case.version_id not in names:
            first = case.version.materials.order_by("position", "pk").first()
            names[case.version_id] = [first.name] if first else []
        if case.returned_at is not None:
            day = (case.returned_at + timedelta(days=1)).astimezone(SHANGHAI).date()
            found[day].append((case.reference, names[case.version_id]))
    return found


def _moment(day: date, seconds: int) -> datetime:
    return datetime.combine(day, time.min, SHANGHAI).astimezone(UTC) + timedelta(seconds=seconds)


def _seconds(at: datetime) -> int:
    local = at.astimezone(SHANGHAI)
    return local.hour * 3600 + local.minute * 60 + local.second
