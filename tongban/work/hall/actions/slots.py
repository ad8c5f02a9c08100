"""Laying out slots from plans and opening hours; what is kept for priority goes to all when they begin soon."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils.timezone import get_default_timezone, localdate

from tongban.ground.kit.calendars import calendar
from tongban.ground.ledger import record
from tongban.work.hall import rules
from tongban.work.hall.models import Appointment, AppointmentStatus, Place, ServiceGroup, Slot, SlotPlan
from tongban.work.hall.notices import NOTICES
from tongban.work.hall.queries.places import groups_on, hours_of, lasting, settings_on
from tongban.work.hall.states import HALL


@transaction.atomic
def lay_out(place: Place, *, at: datetime) -> int:
    """Make the slots of the days ahead; one that no opening covers any more closes, and its holders are told."""
    today, settings = localdate(at), settings_on(place, localdate(at))
    days = [today + timedelta(days=n) for n in range(settings.book_days + 1)]
    free_until = at + timedelta(hours=settings.kept_hours)
    hours, working = hours_of(place), calendar()
    made = 0
    for group in groups_on(place, today):
        plans = list(SlotPlan.objects.filter(group=group))
        wanted = [
            slot
            for day in days
            for slot in _slots(group, plans, day, rules.openings(hours, day, working), free_until)
            if slot.begins_at > at
        ]
        made += _make(group, wanted, at)
    return made


def _slots(
    group: ServiceGroup, plans: list[SlotPlan], day: date, spans: rules.Spans, free_until: datetime
) -> Iterable[Slot]:
    """Yield the slots of a day; nothing is kept for priority in those that begin soon."""
    plan = max((p for p in plans if p.since <= day), key=lambda p: (p.since, p.pk), default=None)
    if plan is None:
        return
    midnight = datetime.combine(day, time.min, get_default_timezone())
    for minute in rules.starts_in(spans, plan.minutes):
        begins_at = midnight + timedelta(minutes=minute)
        ends_at = begins_at + timedelta(minutes=plan.minutes)
        kept = plan.kept if begins_at > free_until else 0
        yield Slot(group=group, begins_at=begins_at, ends_at=ends_at, capacity=plan.capacity, kept=kept)


def _make(group: ServiceGroup, wanted: list[Slot], at: datetime) -> int:
    rows = Slot.objects.select_for_update().filter(group=group, begins_at__gt=at)
    known = {slot.begins_at: slot for slot in rows}
    new = [slot for slot in wanted if slot.begins_at not in known]
    Slot.objects.bulk_create(new, ignore_conflicts=True)
    starts = {slot.begins_at: slot for slot in wanted}
    for begins_at, slot in known.items():
        _renew(slot, starts.get(begins_at), at)
    return len(new)


def _renew(slot: Slot, wanted: Slot | None, at: datetime) -> None:
    """Open or close a slot; one with more appointments than the plan now has keeps room for them."""
    was_open, slot.is_open = slot.is_open, wanted is not None
    if wanted is not None:
        slot.capacity = max(wanted.capacity, slot.taken)
        slot.kept = min(wanted.kept, slot.capacity - slot.ordinary)
        slot.ends_at = wanted.ends_at
    slot.save(update_fields=["is_open", "capacity", "kept", "ends_at"])
    if was_open and not slot.is_open:
        for held in Appointment.objects.filter(slot=slot, status=AppointmentStatus.BOOKED):
            NOTICES.announce(record(held, "displace", by=None, at=at, basis=HALL))


def lay_out_all(*, at: datetime) -> int:
    """Make the slots of the days ahead at every place."""
    return sum(lay_out(place, at=at) for place in Place.objects.filter(lasting(localdate(at))))
