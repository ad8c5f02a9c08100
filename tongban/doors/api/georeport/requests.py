"""Service requests as everybody may read them: class, area and state; a description only where its caller agreed."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_datetime
from django.utils.timezone import get_current_timezone, localtime
from django.utils.translation import gettext as _

from tongban.doors.api.georeport.errors import GeoReportError
from tongban.work.hotline.models import DemandClass, Order, Solved, Status
from tongban.work.hotline.queries.public import public_orders, published_point, published_text

LONGEST = timedelta(days=90)
MOST = 1000
STATUSES = {"open": ~Q(status=Status.CLOSED), "closed": Q(status=Status.CLOSED)}
YES = ("true", "1")


def asked_for(given: Mapping[str, str], at: datetime) -> QuerySet[Order]:
    """Return the requests that somebody asks for, the newest first; numbers go before every other argument."""
    orders = public_orders().order_by("-registered_at", "-pk")
    if "service_request_id" in given:
        return orders.filter(reference__in=_several(given["service_request_id"]))[:MOST]
    start, end = _span(given, at)
    orders = orders.filter(registered_at__gte=start, registered_at__lte=end)
    if "service_code" in given:
        orders = orders.filter(demand_class__key__in=_known_codes(given["service_code"]))
    if "status" in given:
        orders = orders.filter(_statuses(given["status"]))
    return orders[:MOST]


def request_of(order: Order, *, is_extended: bool = False) -> dict[str, Any]:
    """Return one service request."""
    point = published_point(order)
    main = order.merged_into or order
    shown: dict[str, Any] = {
        "service_request_id": order.reference,
        "status": "closed" if order.closed_at else "open",
        "status_notes": status_notes(order),
        "service_name": order.demand_class.name if order.demand_class else None,
        "service_code": order.demand_class.key if order.demand_class else None,
        "description": published_text(order) or None,
        "agency_responsible": str(main.lead_unit) if main.lead_unit else None,
        "service_notice": None,
        "requested_datetime": _instant(order.registered_at),
        "updated_datetime": _instant(order.closed_at or order.changed_at or order.registered_at),  # type: ignore[attr-defined]
        "expected_datetime": _end_of(order.due_on),
        "address": order.area.name if order.area else None,
        "address_id": order.area.code if order.area else None,
        "zipcode": None,
        "lat": point[0] if point else None,
        "long": point[1] if point else None,
        "media_url": None,
    }
    if is_extended:
        shown["extended_attributes"] = {"solved": order.solved, "satisfaction": order.satisfaction}
    return shown


def status_notes(order: Order) -> str:
    """Say where a request stands; closed is not solved."""
    if order.status == Status.MERGED:
        return _("Handled together with others of the same cause.")
    if order.status != Status.CLOSED:
        return str(order.get_status_display())
    if order.solved == Solved.YES:
        return _("Closed. The caller says that it is solved.")
    if order.solved == Solved.NO:
        return _("Closed. The caller says that it is not solved.")
    return _("Closed. Closed does not mean solved: whether it is solved is not known.")


def is_extended(given: Mapping[str, str]) -> bool:
    """Return whether fields beyond the specification are wanted."""
    return given.get("extensions", "").lower() in YES


def _span(given: Mapping[str, str], at: datetime) -> tuple[datetime, datetime]:
    """Return from when to when: 90 days at most, the last ones where nothing is said."""
    start, end = _moment(given, "start_date"), _moment(given, "end_date")
    if start is not None and end is not None:
        if end < start:
            raise GeoReportError(400, _("end_date comes before start_date."))
        if end - start > LONGEST:
            raise GeoReportError(400, _("start_date and end_date span more than 90 days."))
        return start, end
    if start is not None:
        return start, start + LONGEST
    end = end or at
    return end - LONGEST, end


def _moment(given: Mapping[str, str], name: str) -> datetime | None:
    """Return a moment; in an address “+” stands for a blank, so that is taken for the sign of the offset."""
    if name not in given:
        return None
    try:
        found = parse_datetime(given[name].replace(" ", "+")) if "T" in given[name] else None
    except ValueError:
        found = None
    if found is None or found.tzinfo is None or not 1900 < found.year < 9000:
        raise GeoReportError(
            400, _("%(name)s is a moment with its time zone, as 2026-01-01T00:00:00Z.") % {"name": name}
        )
    return found


def _known_codes(told: str) -> list[str]:
    codes = _several(told)
    known = set(DemandClass.objects.filter(key__in=codes).values_list("key", flat=True))
    for code in codes:
        if code not in known:
            raise GeoReportError(404, _("The service_code %(code)s was not found.") % {"code": code[:40]})
    return codes


def _statuses(told: str) -> Q:
    wanted = Q(pk__in=[])
    for each in _several(told):
        if each not in STATUSES:
            raise GeoReportError(400, _("status is open or closed."))
        wanted |= STATUSES[each]
    return wanted


def _several(told: str) -> list[str]:
    return [each.strip() for each in told.split(",") if each.strip()][:MOST]


def _instant(at: datetime) -> str:
    return localtime(at).isoformat(timespec="seconds")


def _end_of(day: date | None) -> str | None:
    if day is None:
        return None
    return datetime.combine(day, time(23, 59, 59), get_current_timezone()).isoformat()
