"""Research meetings: called, demands taken up, findings noted, minutes issued; the orders go out with the minutes."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tongban.ground.ledger import Refused, lock_matter, record
from tongban.ground.ledger.chain import canonical, sm3
from tongban.ground.matters.typesetting import require_printable
from tongban.ground.people.models import Department, User
from tongban.work.aid import minutes
from tongban.work.aid.models import EnterpriseDemand, Meeting, MeetingItem, MeetingStatus
from tongban.work.aid.notices import NOTICES
from tongban.work.aid.numbers import MEETINGS, MINUTES
from tongban.work.aid.queries.demands import aid_line
from tongban.work.aid.queries.meetings import items_of, may_be_taken_up, meetings_visible_to
from tongban.work.aid.states import CHART, LISTENING
from tongban.work.hotline.actions import intake
from tongban.work.hotline.models import DemandClass, Status

PLANNED = ("topic", "held_at", "place", "chair", "participants")


@transaction.atomic
def call_meeting(said: Mapping[str, Any], *, by: User, at: datetime, is_example: bool = False) -> Meeting:
    """Call a meeting; `said` holds its topic, when and where it is held, its chair and who takes part."""
    line = aid_line(localdate(at))
    if line is None:
        raise Refused(_("The line of enterprise aid is not open: the head of the hotline opens it."))
    meeting = Meeting(
        reference=MEETINGS.next(localdate(at)),
        centre=line.centre,
        is_example=is_example,
        **{name: said[name] for name in PLANNED},
    )
    payload = {"topic": meeting.topic, "held_at": meeting.held_at.isoformat()}
    CHART.make("call", meeting, by=by, at=at, payload=payload)
    meeting.save(force_insert=True)
    return meeting


@transaction.atomic
def take_up(meeting: Meeting, demands: Iterable[EnterpriseDemand], *, by: User, at: datetime) -> Meeting:
    """Put demands on the table: such as wait, each before one called meeting at a time."""
    meeting = _locked(meeting, by)
    wanted = {each.pk for each in demands}
    rows = list(may_be_taken_up(by).filter(pk__in=wanted).select_for_update(of=("self",)))
    if not wanted or len(rows) != len(wanted):
        raise Refused(_("One of these demands waits no longer, or another meeting has it."))
    MeetingItem.objects.bulk_create(MeetingItem(meeting=meeting, demand=each) for each in rows)
    said = {"orders": [each.order.reference for each in rows]}
    record(meeting, "take_up", by=by, at=at, basis=LISTENING, payload=said)
    return meeting


@transaction.atomic
def drop(item: MeetingItem, *, by: User, at: datetime) -> Meeting:
    """Take a demand off the table again; it waits as before."""
    meeting = _locked(item.meeting, by)
    said = {"order": item.demand.order.reference}
    MeetingItem.objects.filter(pk=item.pk).delete()
    record(meeting, "drop", by=by, at=at, basis=LISTENING, payload=said)
    return meeting


@transaction.atomic
def find(
    item: MeetingItem,
    finding: str,
    *,
    unit: Department | None,
    days: int | None,
    demand_class: DemandClass | None = None,
    by: User,
    at: datetime,
) -> MeetingItem:
    """Note what the meeting found: a unit with its days, or, without a unit, the answer that the enterprise gets."""
    meeting = _locked(item.meeting, by)
    item = MeetingItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if not finding.strip() or (unit is None) != (days is None):
        raise Refused(_("Write the finding down; a unit has its working days, and days have a unit."))
    order = item.demand.order
    if demand_class is not None and demand_class.pk != order.demand_class_id:
        intake.classify(order, by=by, at=at, kind=order.kind, demand_class=demand_class, area=order.area)
    elif unit is not None and order.demand_class_id is None:
        raise Refused(_("Choose a class: the limit of the order hangs on it."))
    item.finding, item.unit, item.days = finding.strip(), unit, days
    item.save(update_fields=["finding", "unit", "days"])
    said = {"order": order.reference, "unit": unit.code if unit else "", "days": days}
    record(meeting, "find", by=by, at=at, basis=LISTENING, note=item.finding, payload=said)
    return item


@transaction.atomic
def conclude(meeting: Meeting, *, by: User, at: datetime) -> Meeting:
    """Issue the minutes under the next number, and send the orders out: to the units, or answered with the finding."""
    meeting = _locked(meeting, by)
    CHART.need("conclude", meeting, by=by)
    if at < meeting.held_at:
        raise Refused(_("The meeting has not been held yet."))
    items = list(items_of(meeting))
    if not items:
        raise Refused(_("The meeting has nothing on its table."))
    if open_ := [each.demand.order.reference for each in items if not each.finding]:
        raise Refused(_("Nothing is found yet of %(orders)s.") % {"orders": "、".join(open_)})
    for each in items:
        _send_out(each, by, at)
    number = MINUTES.next(localdate(at))
    paper = minutes.content_of(meeting, items, number, on=localdate(at))
    require_printable(paper)
    digest = sm3(canonical(paper)).hex()
    facts = {"minutes_number": number, "minutes": paper, "digest": digest, "concluded_at": at}
    CHART.make("conclude", meeting, by=by, at=at, payload={"minutes": number, "digest": digest}, facts=facts)
    return meeting


@transaction.atomic
def cancel(meeting: Meeting, *, why: str, by: User, at: datetime) -> Meeting:
    """Cancel a meeting; what was on its table waits as before."""
    meeting = _locked(meeting, by)
    CHART.make("cancel", meeting, by=by, at=at, note=why, facts={})
    return meeting


def _send_out(item: MeetingItem, by: User, at: datetime) -> None:
    order = item.demand.order
    if order.status != Status.REGISTERED:
        raise Refused(
            _("%(order)s has gone on meanwhile: take it off the table.") % {"order": order.reference}
        )
    if item.unit is None:
        intake.answer(order, by=by, at=at, text=item.finding)
        NOTICES.announce(record(item.demand.reference, "answer", by=by, at=at, basis=LISTENING))
    else:
        intake.dispatch(order, item.unit, by=by, at=at, most_days=item.days)


def _locked(meeting: Meeting, by: User) -> Meeting:
    """Return a called meeting locked, for who leads meetings of its centre."""
    if not by.may("aid.meet"):
        raise PermissionDenied
    found = lock_matter(Meeting, meeting.pk)
    if not meetings_visible_to(by).filter(pk=found.pk).exists():
        raise PermissionDenied
    if found.status != MeetingStatus.CALLED:
        raise Refused(_("This meeting is over; its minutes stay as they are."))
    return found
