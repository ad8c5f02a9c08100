"""What the window makes of an application: returned once, accepted, turned away."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tongban.ground.clock.moments import day_of
from tongban.ground.ledger import Refused
from tongban.ground.matters.effects import Effect, PaperToWrite
from tongban.work.cases.effects.dues import dues_of
from tongban.work.cases.effects.materials import change_material
from tongban.work.cases.effects.reviews import new_reviews
from tongban.work.cases.lock_cache import calendar_of
from tongban.work.cases.models import Case, CaseMaterial, Paper, Status
from tongban.work.cases.queries.needs import (
    Faults,
    Incomplete,
    material_faults,
    materials_of,
    materials_to_follow,
)
from tongban.work.cases.rules.limits import accepted_by_silence_on, completion_due, follow_due

CHARS_OF_A_FAULT = 300
ACCEPTANCE = (PaperToWrite(Paper.Kind.ACCEPTANCE),)


def return_(case: Case, *, by: Any, at: datetime, faults: Mapping[int, str], form_fault: str = "") -> Effect:
    """Return the application once, with everything that is missing or wrong; faults by the key of the material."""
    day, days, form_fault = day_of(at), calendar_of(case), form_fault.strip()
    if case.filed_at and accepted_by_silence_on(day_of(case.filed_at), on=day, calendar=days):
        raise Refused(
            _("The five working days to ask for more are over: the application counts as accepted.")
        )
    told = {key: text.strip()[:CHARS_OF_A_FAULT] for key, text in faults.items() if text.strip()}
    if not told and not form_fault:
        raise Refused(_("Say what is missing or wrong. It can be said once only, so say everything."))
    return Effect(
        {"returned_at": at},
        changes=[(entry, {"fault": told[key]}) for key, entry in _named(case, told).items()],
        papers=[PaperToWrite(Paper.Kind.COMPLETION, {"form_fault": form_fault})],
        payload={
            "materials": len(faults),
            "form": bool(form_fault),
            "complete_by": completion_due(day, days),
        },
    )


def accept(case: Case, *, by: Any, at: datetime) -> Effect:
    """Accept a complete application; the limits start. Answered too late, it counts from the day it was filed."""
    silent_since = _silent_since(case, day_of(at))
    lacking = material_faults(case)
    if lacking and silent_since is None:
        raise Incomplete(Faults(materials=lacking))
    is_silent = silent_since is not None
    return _accepted(case, case.filed_at if is_silent and case.filed_at else at, at, by_silence=is_silent)


def accept_by_silence(case: Case, *, by: Any, at: datetime) -> Effect:
    """Accept, by law, what nobody answered in time: from the day the materials were received."""
    if _silent_since(case, day_of(at)) is None or case.filed_at is None:
        raise Refused(_("The five working days to ask for more are not over yet."))
    return _accepted(case, case.filed_at, at, by_silence=True)


def decline(case: Case, *, by: Any, at: datetime, reason: str, where_to_go: str = "") -> Effect:
    """Do not accept an application, with the reason and, where others are competent, where to go."""
    return _turned_away("decline", reason, where_to_go)


def find_unneeded(case: Case, *, by: Any, at: datetime, reason: str) -> Effect:
    """Say at once that what is asked for needs no approval."""
    return _turned_away("find_unneeded", reason, "")


def show(case: Case, *, by: Any, at: datetime, material: int) -> Effect:
    """Note at the window that a material was shown on paper."""
    return change_material(_named(case, [material])[material], "show")


def _accepted(case: Case, since: datetime, at: datetime, *, by_silence: bool) -> Effect:
    reviews, opened = new_reviews(case, at)
    late = materials_to_follow(case)
    follow_on = follow_due(day_of(at), case.version.tolerance_days or 1, calendar_of(case)) if late else None
    facts = {
        "accepted_at": since,
        "accepted_on": day_of(since),
        "by_silence": by_silence,
        "tolerated": bool(late),
        "follow_on": follow_on or case.follow_on,
        **dues_of(case, accepted_at=since),
        **opened,
    }
    return Effect(facts, rows=reviews, papers=ACCEPTANCE)


def _turned_away(move: str, reason: str, where_to_go: str) -> Effect:
    reason = reason.strip()
    if not reason:
        raise Refused(_("Say why, in words the applicant understands."))
    told = {"move": move, "reason": reason, "where_to_go": where_to_go.strip()}
    return Effect(
        {"decision_text": reason},
        papers=[PaperToWrite(Paper.Kind.NON_ACCEPTANCE, told)],
        note=reason,
        payload={"where_to_go": where_to_go},
    )


def _silent_since(case: Case, on: date) -> date | None:
    if case.status != Status.FILED or case.filed_at is None:
        return None
    return accepted_by_silence_on(day_of(case.filed_at), on=on, calendar=calendar_of(case))


def _named(case: Case, keys: Any) -> dict[int, CaseMaterial]:
    """Return the entries of these materials; all of them must be part of the case."""
    entries = {entry.material_id: entry for entry in materials_of(case)}
    if set(keys) - entries.keys():
        raise ValidationError(_("A material named is not part of this case."))
    return {key: entries[key] for key in keys}
