"""The words of a case's messages: its days and names, and what the entry says of the act."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tongban.ground.kit.figures import day, instant
from tongban.ground.law import term
from tongban.ground.ledger.models import Entry
from tongban.offer.delivery.models import Delivery
from tongban.offer.delivery.queries import parcels_of
from tongban.work.cases.models import Case, JointApplication, Pause, Remedy, Status
from tongban.work.cases.queries.limits import complete_by

SHORT = 14
NAMES = (
    *(
        "reference",
        "item",
        "short_item",
        "division",
        "notice_due_on",
        "accepted_on",
        "due_on",
        "issue_due_on",
    ),
    *("result", "reason", "complete_by", "faults", "where_to_go", "procedure", "days", "hearing_until"),
    *("hearing_at", "hearing_place", "parcel", "way", "order", "reply_due_on", "reply", "outcome"),
    *("check_by", "expires_on", "slip", "sender", "receiver", "office"),
)


def words(case: Case | JointApplication, entry: Entry | None) -> dict[str, str]:
    """Return the words of a message, in the language of the moment; what an act does not say is empty."""
    if isinstance(case, JointApplication):
        return _of_one_thing(case, entry)
    payload: Mapping[str, Any] = entry.payload if entry is not None else {}
    item = case.version.item.name
    told = {
        "reference": case.number,
        "item": item,
        "short_item": item if len(item) <= SHORT else f"{item[: SHORT - 1]}…",
        "division": case.division.name,
        "result": case.version.result_name or _("result"),
        "reason": entry.note if entry is not None else "",
    }
    days = {
        name: day(getattr(case, name)) if getattr(case, name) else ""
        for name in ("notice_due_on", "accepted_on", "due_on", "issue_due_on", "hearing_until")
    }
    return dict.fromkeys(NAMES, "") | told | days | _near(case) | _of_the_act(case, payload)


def _of_one_thing(joint: JointApplication, entry: Entry | None) -> dict[str, str]:
    said = entry.payload if entry is not None else {}
    return dict.fromkeys(NAMES, "") | {
        "reference": joint.reference,
        "item": joint.version.name,
        "short_item": joint.version.name[:SHORT],
        "due_on": day(joint.promised_on) if joint.promised_on else "",
        "result": str(said.get("item", "")),
        "complete_by": str(said.get("complete_by") or ""),
    }


def _near(case: Case) -> dict[str, str]:
    """Return the days that a reminder names: by when to complete, and when a draft is cleared."""
    by = complete_by(case) if case.status == Status.INCOMPLETE else None
    kept = timedelta(days=int(term("draft_kept_days", on=localdate(case.saved_at))))
    expires = case.saved_at + kept if case.status == Status.DRAFT else None
    return {"complete_by": day(by) if by else "", "expires_on": day(expires) if expires else ""}


def _of_the_act(case: Case, payload: Mapping[str, Any]) -> dict[str, str]:
    said = {name: str(payload[name]) for name in PLAIN if payload.get(name)}
    said |= {name: make(case, payload) for name, make in MADE.items()}
    return said


def _faults(case: Case, payload: Mapping[str, Any]) -> str:
    if not payload.get("complete_by"):
        return ""
    rows = case.materials.exclude(fault="").values_list("material__name", "fault")
    told = [f"· {name}{_(': ')}{fault}" for name, fault in rows]
    return "\n".join([*told, *([f"· {_('The form')}"] if payload.get("form") else [])])


def _procedure(_case: Case, payload: Mapping[str, Any]) -> str:
    kind = payload.get("kind")
    return str(Pause.Kind(kind).label) if kind in Pause.Kind.values else ""


def _hearing_at(_case: Case, payload: Mapping[str, Any]) -> str:
    held_at = payload.get("held_at")
    return instant(datetime.fromisoformat(str(held_at))) if held_at else ""


def _parcel(case: Case, payload: Mapping[str, Any]) -> str:
    """Return courier and waybill, whether the courier has just taken the order or the parcel has arrived."""
    waybill = str(payload.get("waybill", ""))
    sent = parcels_of(case.reference).filter(waybill=waybill).first() if waybill else None
    return f"{sent.courier} {waybill}".strip() if sent else waybill


def _way(_case: Case, payload: Mapping[str, Any]) -> str:
    way = payload.get("way")
    return str(Delivery.Way(way).label) if way in Delivery.Way.values else ""


def _outcome(_case: Case, payload: Mapping[str, Any]) -> str:
    outcome = payload.get("outcome")
    return str(Remedy.Outcome(outcome).label) if outcome and outcome in Remedy.Outcome.values else ""


def _check_by(case: Case, _payload: Mapping[str, Any]) -> str:
    check = getattr(case, "later_check", None)
    return day(check.due_on) if check is not None else ""


PLAIN = (
    *("complete_by", "days", "where_to_go", "reply_due_on", "reply"),
    *("slip", "sender", "receiver", "office"),
)
MADE = {
    "faults": _faults,
    "procedure": _procedure,
    "hearing_at": _hearing_at,
    "hearing_place": lambda case, payload: str(payload.get("place", "")),
    "parcel": _parcel,
    "way": _way,
    "order": lambda case, payload: str(payload.get("text", "")),
    "outcome": _outcome,
    "check_by": _check_by,
}
