"""The limits of a case as the clock takes them, and the calendar that they are counted by."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.timezone import localdate

from tongban.ground.clock.deadline import DeadlineExtension as MoreTime
from tongban.ground.clock.deadline import DeadlinePause as NotCounted
from tongban.ground.clock.deadline import Unit
from tongban.offer.catalogue.models import ItemVersion, Mode
from tongban.work.cases.lock_cache import calendar_of, rows_at_hand
from tongban.work.cases.models import Case, Extension, Pause
from tongban.work.cases.rules.limits import (
    JOINT,
    ON_THE_SPOT,
    DecisionLimits,
    Length,
    completion_due,
    decision_limits,
)

ZONE = ZoneInfo(settings.TIME_ZONE)


def promised_length(case: Case, mode: str = "") -> Length:
    """Return what the case was promised: on the spot where it is decided so, otherwise what its item says."""
    if (mode or case.mode) in (Mode.AT_ONCE, Mode.COMMITMENT):
        return ON_THE_SPOT
    return _length(case.version.promised_length, case.version.promised_unit)


def statutory_length(version: ItemVersion) -> Length:
    """Return what the law allows for the item."""
    return _length(version.statutory_length, version.statutory_unit)


def is_joint(version: ItemVersion) -> bool:
    """Return whether several bodies act together, so that the longer extension applies."""
    return version.statutory_basis == JOINT


def limits_of(case: Case) -> DecisionLimits | None:
    """Return the limits of the decision with what stopped and extended them; None before the acceptance."""
    if case.accepted_at is None:
        return None
    return limits_from(case, case.accepted_at, case.mode, pauses_of(case), extension_of(case))


def limits_from(
    case: Case, accepted_at: datetime, mode: str, pauses: Sequence[NotCounted], extension: MoreTime | None
) -> DecisionLimits:
    """Return the limits of the decision on a case as they follow from these facts."""
    return decision_limits(
        accepted_at.astimezone(ZONE),
        promised=promised_length(case, mode),
        statutory=statutory_length(case.version),
        pauses=pauses,
        extension=extension,
    )


def pauses_of(case: Case) -> list[NotCounted]:
    """Return the special procedures of a case as the clock takes them."""
    return not_counted(pause_rows(case))


def pause_rows(case: Case) -> list[Pause]:
    """Return the special procedures of a case."""
    return rows_at_hand(case, Pause, case.pauses.all)


def extension_of(case: Case) -> MoreTime | None:
    """Return the extension of a case as the clock takes it."""
    rows = rows_at_hand(
        case, Extension, lambda: Extension.objects.select_related("approved_by").filter(case=case)
    )
    return rows[0].as_counted if rows else None


def prime_no_pauses(case: Case) -> None:
    """Keep for a locked case not yet accepted that nothing has stopped or extended it, which saves two queries."""
    rows_at_hand(case, Pause, tuple)
    rows_at_hand(case, Extension, tuple)


def complete_by(case: Case) -> date | None:
    """Return the last day to hand in what a notice asks for; None where nothing was asked for."""
    if case.returned_at is None:
        return None
    return completion_due(localdate(case.returned_at), calendar_of(case))


def not_counted(pauses: Iterable[Pause]) -> list[NotCounted]:
    """Return special procedures as the clock takes them."""
    return [each.as_counted for each in pauses]


def _length(length: int, unit: str) -> Length:
    units: dict[str, Unit] = {"working": "working", "calendar": "calendar", "hours": "hours"}
    return Length(length, units[unit]) if unit in units and length else ON_THE_SPOT
