"""What is done with an entry: classified, given to a unit, handled, answered, called back, analysed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.calendars import calendar
from tongban.ground.ledger import Refused, lock_matter
from tongban.ground.people.models import Department, User
from tongban.ground.people.places import line_of
from tongban.offer.catalogue.models import Item
from tongban.offer.catalogue.queries.versions import current_version
from tongban.work.cases.models import Case
from tongban.work.obstacles import rules
from tongban.work.obstacles.actions.changes import run_changed_rules
from tongban.work.obstacles.models import Obstacle, Outcome
from tongban.work.obstacles.states import CHART

LACKS = {
    "barrier": _("Say what stood in the way."),
    "name": _("Name the material, rule or field that has to change."),
    "basis": _("Name the law that leaves no other way."),
}


@transaction.atomic
def decline(entry: Obstacle, reason: str, *, by: User, at: datetime) -> Obstacle:
    """Say that it is no matter of this window, and where to go: courts, petitions, what only the person can change."""
    return _move(entry, "decline", {"answer": _said(reason), "answered_at": at}, by=by, at=at, note=reason)


@transaction.atomic
def classify(
    entry: Obstacle,
    kind: str,
    *,
    by: User,
    at: datetime,
    is_joint: bool = False,
    case: Case | None = None,
    item: Item | None = None,
    place: str = "",
) -> Obstacle:
    """Say what kind it is and what it is about; the limit follows, counted from the day it was taken down."""
    taken_on = localdate(entry.taken_at)
    due_on = rules.answer_due(kind, is_joint=is_joint, taken_on=taken_on, calendar=calendar())
    facts: dict[str, Any] = {"kind": kind, "is_joint": is_joint, "due_on": due_on}
    if place.strip():
        facts["place"] = place.strip()
    facts |= _about(entry, case, item)
    told = {"kind": str(kind), "due_on": due_on, "joint": is_joint}
    return _move(entry, "classify", facts, by=by, at=at, payload=told)


@transaction.atomic
def assign(entry: Obstacle, unit: Department, *, by: User, at: datetime, note: str = "") -> Obstacle:
    """Give it to the unit that looks into it."""
    return _move(entry, "assign", {"unit": unit}, by=by, at=at, note=note, payload={"unit": unit.name})


@transaction.atomic
def send_back(entry: Obstacle, reason: str, *, by: User, at: datetime) -> Obstacle:
    """Send it back: another unit has to look into it."""
    _require_unit(entry, by)
    return _move(entry, "send_back", {"unit": None}, by=by, at=at, note=_said(reason))


@transaction.atomic
def handle(
    entry: Obstacle,
    outcome: str,
    *,
    barrier: str,
    finding: str,
    by: User,
    at: datetime,
    barrier_name: str = "",
    legal_basis: str = "",
) -> Obstacle:
    """Say what was found and done, what stood in the way, and whether it is solved, explained, or a rule must change."""
    _require_unit(entry, by)
    lack = rules.lacks_of_an_end(outcome, barrier, barrier_name, legal_basis)
    if lack or not outcome:
        raise Refused(LACKS[lack] if lack else _("Say how it ends."))
    facts = {
        "outcome": outcome,
        "barrier": barrier,
        "barrier_name": barrier_name.strip(),
        "finding": _said(finding),
        "legal_basis": legal_basis.strip(),
    }
    told = {"outcome": str(outcome), "barrier": str(barrier), "name": barrier_name.strip()}
    entry = _move(entry, "handle", facts, by=by, at=at, payload=told)
    if (
        outcome == Outcome.RULE and entry.item is not None
    ):  # it may have been changed while the unit looked into it
        run_changed_rules([entry.item.code], by=by, at=at)
    return entry


@transaction.atomic
def answer(entry: Obstacle, text: str, *, by: User, at: datetime) -> Obstacle:
    """Answer the person."""
    return _move(entry, "answer", {"answer": _said(text), "answered_at": at}, by=by, at=at)


@transaction.atomic
def handle_again(entry: Obstacle, reason: str, *, by: User, at: datetime) -> Obstacle:
    """Give it back to the unit: what it says does not do, or the person is not served; the limit stays."""
    return _move(entry, "handle_again", {}, by=by, at=at, note=_said(reason))


@transaction.atomic
def call_back(
    entry: Obstacle,
    *,
    is_solved: bool,
    by: User,
    at: datetime,
    satisfaction: int | None = None,
    note: str = "",
) -> Obstacle:
    """Ask the person whether it can be done now, and keep what they say."""
    facts = {"is_solved": is_solved, "satisfaction": satisfaction, "called_back_at": at}
    told = {"solved": is_solved, "satisfaction": satisfaction}
    return _move(entry, "call_back", facts, by=by, at=at, note=note.strip(), payload=told)


@transaction.atomic
def analyse(entry: Obstacle, lesson: str, *, by: User, at: datetime) -> Obstacle:
    """Write down what is learned from it."""
    return _move(entry, "analyse", {"lesson": _said(lesson)}, by=by, at=at)


def _move(
    entry: Obstacle,
    move: str,
    facts: Mapping[str, Any],
    *,
    by: User,
    at: datetime,
    note: str = "",
    payload: Mapping[str, object] | None = None,
) -> Obstacle:
    entry = lock_matter(Obstacle, entry.pk)
    CHART.make(move, entry, by=by, at=at, note=note, payload=payload, facts=facts)
    return entry


def _about(entry: Obstacle, case: Case | None, item: Item | None) -> dict[str, Any]:
    """Return what is known of the case or the item, once somebody has found it."""
    if case is not None:
        about = {"case": case, "applicant": case.applicant, "division": case.division}
        return about | {"version": case.version, "item": case.version.item}
    if item is None or item.pk == entry.item_id:
        return {}
    return {"item": item, "version": current_version(item), "division": item.division}


def _require_unit(entry: Obstacle, by: User) -> None:
    """Refuse staff of another unit than the one that looks into it."""
    if entry.unit_id is not None and entry.unit_id not in line_of(by.department_id):
        raise PermissionDenied


def _said(text: str) -> str:
    if not text.strip():
        raise Refused(_("Please write it down in a few words."))
    return text.strip()
