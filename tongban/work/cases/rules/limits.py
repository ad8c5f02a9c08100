"""The limits of a case: when to answer, to decide, to hand in what follows, to issue."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tongban.ground.clock.calendar import Calendar
from tongban.ground.clock.deadline import Deadline, DeadlineExtension, DeadlinePause, Due, Unit
from tongban.ground.clock.due_dates import last_day, provisional_due
from tongban.ground.clock.months import months_after
from tongban.ground.clock.statutory import correction_notice, issue, silence_accepts_on
from tongban.ground.law import basis, term

HOURS_OF_A_DAY = 24
JOINT = "licensing-law:42(2)"


@dataclass(frozen=True, slots=True)
class Length:
    """How long a limit is, and in what it is counted."""

    length: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class DecisionLimits:
    """The two limits of a decision: what was promised, and what the law allows."""

    promised: Deadline
    statutory: Deadline


ON_THE_SPOT = Length(0, "at_once")


@basis("licensing-law:32", "licensing-law:82")
def notice_due(received_on: date, calendar: Calendar) -> date:
    """Return the last day to say, once, everything that is missing: five working days from the filing."""
    return last_day(correction_notice(received_on), calendar)


@basis("local-practice")
def completion_due(returned_on: date, calendar: Calendar) -> date:
    """Return the last day to hand in what was asked for: so many working days from the notice, as the bureau sets."""
    return last_day(Deadline(returned_on, int(term("completion_days", on=returned_on))), calendar)


@basis("licensing-law:32(1)")
def accepted_by_silence_on(received_on: date, *, on: date, calendar: Calendar) -> date | None:
    """Return since when an unanswered application counts as accepted: the day it was received; None while it may wait."""
    if on <= notice_due(received_on, calendar):
        return None
    return silence_accepts_on(received_on, told_on=None, on=on, calendar=_reaching(calendar, on))


@basis("licensing-law:42", "licensing-law:45", "business-environment-regulation:36")
def decision_limits(
    starts: datetime,
    *,
    promised: Length,
    statutory: Length,
    pauses: Sequence[DeadlinePause] = (),
    extension: DeadlineExtension | None = None,
) -> DecisionLimits:
    """Return both limits of the decision from the moment of acceptance, past special procedures, with the extension."""
    return DecisionLimits(
        _limit(starts, promised, tuple(pauses), extension),
        _limit(starts, statutory, tuple(pauses), extension),
    )


@basis("licensing-law:42")
def extension_at_most(statutory: Length, *, is_joint: bool, on: date) -> int:
    """Return by how many working days the head may extend a limit, once; nothing that is not counted in days."""
    if statutory.unit not in ("working", "calendar"):
        return 0
    return int(term("joint_decision_extension_days" if is_joint else "decision_extension_days", on=on))


@basis("licensing-law:44", "licensing-law:82")
def issue_due(decided_on: date, calendar: Calendar) -> date:
    """Return the last day to issue and hand over the result: ten working days from the decision."""
    return last_day(issue(decided_on), calendar)


@basis("anyang-services-regulation:24")
def follow_due(accepted_on: date, days: int, calendar: Calendar) -> date:
    """Return by when a material that was allowed to follow must be here."""
    return last_day(Deadline(accepted_on, days), calendar)


def step_due(
    opened_on: date, days: int, calendar: Calendar, pauses: Sequence[DeadlinePause] = ()
) -> date | None:
    """Return by when a step of the review should be done; None while the case is paused."""
    return due_of(Deadline(opened_on, max(days, 1), pauses=tuple(pauses)), calendar).on


def due_of(deadline: Deadline, calendar: Calendar) -> Due:
    """Return when a limit ends; a year without a notice is counted Monday to Friday and marked."""
    return provisional_due(deadline, calendar)


def valid_until(valid_from: date, months: int | None) -> date | None:
    """Return the last day of a licence's validity: the day before the same day so many months later."""
    return None if not months else months_after(valid_from, months) - timedelta(days=1)


def _limit(
    starts: datetime, length: Length, pauses: tuple[DeadlinePause, ...], extension: DeadlineExtension | None
) -> Deadline:
    if length.unit == "at_once" or not length.length:
        if extension is None:
            return Deadline(starts.date(), 0, "at_once")
        return Deadline(starts.date(), extension.length, pauses=pauses)
    if length.unit == "hours":
        return Deadline(starts, length.length, "hours", pauses, _in_hours(extension))
    return Deadline(starts.date(), length.length, length.unit, pauses, extension)


def _in_hours(extension: DeadlineExtension | None) -> DeadlineExtension | None:
    if extension is None:
        return None
    return DeadlineExtension(extension.length * HOURS_OF_A_DAY, extension.document, extension.approved_by)


def _reaching(calendar: Calendar, on: date) -> Calendar:
    return calendar.provisional(on.year - 1, on.year, on.year + 1)
