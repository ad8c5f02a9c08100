"""Booking, changing, cancelling, coming and not coming; the database refuses the one too many."""

from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger import Refused, lock_matter, record
from tongban.ground.people.models import Applicant, User
from tongban.ground.people.queries import applicants_of
from tongban.offer.catalogue.models import Item
from tongban.work.hall import effects, rules
from tongban.work.hall.actions.tickets import Wish, take
from tongban.work.hall.models import Appointment, AppointmentStatus, Place, ServiceGroup, Slot, Source, Ticket
from tongban.work.hall.notices import NOTICES
from tongban.work.hall.numbers import APPOINTMENTS, new_visit_code
from tongban.work.hall.queries.appointments import has_room, misses_of, wait_list
from tongban.work.hall.queries.places import settings_on
from tongban.work.hall.states import APPOINTMENT_CHART, HALL

FULL = _("This time is fully booked. Choose another one, or join the waiting list of the day.")


@transaction.atomic
def book(
    slot: Slot,
    applicant: Applicant,
    *,
    by: User,
    at: datetime,
    item: Item | None = None,
    case_reference: str = "",
    has_priority: bool = False,
    is_example: bool = False,
) -> Appointment:
    """Book a time: one's own or a principal's on the portal, anybody's at the window."""
    _need_place(Slot.objects.get(pk=slot.pk), has_priority)  # of many at once most are answered by this alone
    _need_may_act_for(applicant, by, at)
    if not by.may("hall.serve"):
        _need_reliable(applicant, slot.group.place, at)
    slot = _bookable(slot, at, has_priority=has_priority)
    appointment = _new(
        applicant,
        slot.group,
        localdate(slot.begins_at),
        at,
        item,
        case_reference,
        has_priority,
        is_example,
        slot,
    )
    move = "note" if by.may("hall.serve") else "book"
    said = effects.book(slot).payload
    APPOINTMENT_CHART.make(move, appointment, by=by, at=at, payload=said)
    _insert(appointment)
    return appointment


@transaction.atomic
def join(
    group: ServiceGroup,
    day: date,
    applicant: Applicant,
    *,
    by: User,
    at: datetime,
    item: Item | None = None,
    case_reference: str = "",
    has_priority: bool = False,
) -> Appointment:
    """Join the waiting list of a day; whatever becomes free is given out in order, priority first."""
    _need_may_act_for(applicant, by, at)
    _need_reliable(applicant, group.place, at)
    if has_room(group, day, at, has_priority=has_priority):
        raise Refused(_("There are free times on this day: choose one."))
    appointment = _new(applicant, group, day, at, item, case_reference, has_priority, is_example=False)
    APPOINTMENT_CHART.make("join", appointment, by=by, at=at, payload={"day": str(day)})
    _insert(appointment)
    return appointment


@transaction.atomic
def change(appointment: Appointment, slot: Slot, *, by: User, at: datetime) -> Appointment:
    """Take another time of the same group; the old one goes to the waiting list."""
    appointment = _own(appointment, by, at)
    APPOINTMENT_CHART.need("change", appointment, by=by)
    before = appointment.slot
    if slot.group_id != appointment.group_id:
        raise Refused(_("Choose a time of the same group of items, or cancel and book anew."))
    if before is not None and before.is_open:
        _need_early(appointment, at)
    slot = _bookable(slot, at, has_priority=appointment.has_priority)
    facts = {"slot": slot, "day": localdate(slot.begins_at), "reminded_at": None}
    try:
        with transaction.atomic():
            APPOINTMENT_CHART.make(
                "change",
                appointment,
                by=by,
                at=at,
                facts=facts,
                payload={"begins_at": slot.begins_at.isoformat()},
            )
    except IntegrityError as error:
        raise _refusal(error) from error
    _fill(before, at)
    return appointment


@transaction.atomic
def cancel(appointment: Appointment, *, by: User, at: datetime) -> Appointment:
    """Cancel in time; the place goes to whoever waits for it."""
    appointment = _own(appointment, by, at)
    APPOINTMENT_CHART.need("cancel", appointment, by=by)
    if appointment.status == AppointmentStatus.BOOKED and appointment.slot and appointment.slot.is_open:
        _need_early(appointment, at)
    APPOINTMENT_CHART.make("cancel", appointment, by=by, at=at, facts={})
    _fill(appointment.slot, at)
    return appointment


@transaction.atomic
def call_off(appointment: Appointment, *, by: User, at: datetime, reason: str) -> Appointment:
    """Call an appointment off for the office; its holder is told why."""
    appointment = lock_matter(Appointment, appointment.pk)
    APPOINTMENT_CHART.make("call_off", appointment, by=by, at=at, note=reason, facts={})
    return appointment


@transaction.atomic
def arrive(appointment: Appointment, *, at: datetime, by: User | None = None) -> Ticket:
    """Give the ticket of an appointment to whoever comes with it; too late, it is a ticket like any other."""
    appointment = lock_matter(Appointment, appointment.pk)
    slot = appointment.slot
    if appointment.status != AppointmentStatus.BOOKED or slot is None:
        raise Refused(_("This appointment is not open any more."))
    if appointment.day != localdate(at):
        raise Refused(
            _("This appointment is for another day: %(day)s.") % {"day": appointment.day.isoformat()}
        )
    settings = settings_on(appointment.place, appointment.day)
    is_in_time = rules.is_in_time(at, slot.begins_at, settings)
    APPOINTMENT_CHART.make("arrive" if is_in_time else "miss", appointment, by=None, at=at, facts={})
    return take(
        appointment.group,
        [Wish(appointment.item, appointment.case_reference)],
        source=Source.APPOINTMENT,
        at=at,
        by=by,
        applicant=appointment.applicant,
        appointment=appointment,
        is_example=appointment.is_example,
    )


def note_missed(*, at: datetime) -> int:
    """Note who has not come; return how many."""
    missed = 0
    for each in Appointment.objects.filter(
        status=AppointmentStatus.BOOKED, slot__begins_at__lt=at
    ).select_related("slot", "place"):
        if each.slot and not rules.is_in_time(at, each.slot.ends_at, settings_on(each.place, each.day)):
            missed += _end("miss", each, at)
    return missed


def end_waiting(*, at: datetime) -> int:
    """Tell who is still on the waiting list of a day that is over that nothing became free; return how many."""
    over = Appointment.objects.filter(status=AppointmentStatus.LISTED, day__lt=localdate(at))
    return sum(_end("lapse", each, at) for each in over)


def remind(*, at: datetime) -> int:
    """Remind who comes within a day, once; return how many."""
    soon = Appointment.objects.filter(status=AppointmentStatus.BOOKED, reminded_at=None)
    return sum(_remind(each, at) for each in soon.filter(slot__begins_at__range=(at, at + timedelta(days=1))))


@transaction.atomic
def _remind(appointment: Appointment, at: datetime) -> int:
    appointment = lock_matter(Appointment, appointment.pk)
    if appointment.status != AppointmentStatus.BOOKED or appointment.reminded_at is not None:
        return 0
    NOTICES.announce(record(appointment, "remind", by=None, at=at, basis=HALL, facts={"reminded_at": at}))
    return 1


@transaction.atomic
def _end(move: str, appointment: Appointment, at: datetime) -> int:
    appointment = lock_matter(Appointment, appointment.pk)
    if appointment.status not in APPOINTMENT_CHART.moves[move].from_:
        return 0
    APPOINTMENT_CHART.make(move, appointment, by=None, at=at, facts={})
    return 1


def _fill(slot: Slot | None, at: datetime) -> None:
    """Give a place that became free to the first who waits for it and may have it."""
    if slot is None or not slot.is_open or slot.begins_at <= at:
        return
    slot = Slot.objects.select_for_update().get(pk=slot.pk)
    for waiting in wait_list(slot.group, localdate(slot.begins_at)):
        if slot.taken >= slot.capacity or (
            not waiting.has_priority and slot.ordinary >= slot.capacity - slot.kept
        ):
            continue
        first = lock_matter(Appointment, waiting.pk)
        facts = {"slot": slot}
        APPOINTMENT_CHART.make(
            "fill", first, by=None, at=at, facts=facts, payload={"begins_at": slot.begins_at.isoformat()}
        )
        return


def _bookable(slot: Slot, at: datetime, *, has_priority: bool) -> Slot:
    """Lock a slot that is open and has room; a full one is refused before anybody waits for its lock."""
    _need_place(Slot.objects.get(pk=slot.pk), has_priority)
    found = Slot.objects.select_for_update().get(pk=slot.pk)
    last = localdate(at) + timedelta(days=settings_on(slot.group.place, localdate(at)).book_days)
    if not found.is_open or found.begins_at <= at or localdate(found.begins_at) > last:
        raise Refused(_("This time cannot be booked."))
    _need_place(found, has_priority)
    return found


def _need_place(slot: Slot, has_priority: bool) -> None:
    if slot.taken >= slot.capacity or (not has_priority and slot.ordinary >= slot.capacity - slot.kept):
        raise Refused(FULL)


def _new(
    applicant: Applicant,
    group: ServiceGroup,
    day: date,
    at: datetime,
    item: Item | None,
    case_reference: str,
    has_priority: bool,
    is_example: bool,
    slot: Slot | None = None,
) -> Appointment:
    return effects.new_appointment(
        group,
        slot,
        reference=APPOINTMENTS.next(localdate(at)),
        day=day,
        item=item,
        case_reference=case_reference,
        applicant=applicant,
        has_priority=has_priority,
        code=new_visit_code(),
        at=at,
        is_example=is_example or applicant.is_example,
    )


def _insert(appointment: Appointment) -> None:
    try:
        with transaction.atomic():
            appointment.save(force_insert=True)
    except IntegrityError as error:
        raise _refusal(error) from error


def _refusal(error: IntegrityError) -> Refused:
    if "one_open_appointment_a_day" in str(error):
        return Refused(_("There is an appointment for this group on that day already: change that one."))
    return Refused(FULL)


def _need_may_act_for(applicant: Applicant, by: User, at: datetime) -> None:
    if not by.may("hall.serve") and not applicants_of(by, localdate(at)).filter(pk=applicant.pk).exists():
        raise PermissionDenied


def _need_reliable(applicant: Applicant, place: Place, at: datetime) -> None:
    settings = settings_on(place, localdate(at))
    since = localdate(at) - timedelta(days=settings.no_show_days)
    if misses_of(applicant, since) >= settings.most_no_shows:
        raise Refused(
            _(
                "%(count)d appointments in %(days)d days were not kept. The window books for you, and nobody needs one to come."
            )
            % {"count": settings.most_no_shows, "days": settings.no_show_days}
        )


def _need_early(appointment: Appointment, at: datetime) -> None:
    hours = settings_on(appointment.place, localdate(at)).change_hours
    if appointment.slot and appointment.slot.begins_at - timedelta(hours=hours) < at:
        raise Refused(_("This is possible until %(hours)d hours before the appointment.") % {"hours": hours})


def _own(appointment: Appointment, by: User, at: datetime) -> Any:
    appointment = lock_matter(Appointment, appointment.pk)
    _need_may_act_for(appointment.applicant, by, at)
    return appointment
