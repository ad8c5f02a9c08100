"""The limits of a case as the clock takes them, and the calendar that they are counted by."""

from collections.abc import Iterable
from datetime import date
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.timezone import localdate

from tongban.ground.clock.deadline import DeadlineExtension as MoreTime
from tongban.ground.clock.deadline import DeadlinePause as NotCounted
from tongban.ground.clock.deadline import Unit
from tongban.offer.catalogue.models import ItemVersion, Mode
from tongban.work.cases.lock_cache import cached_while_locked, calendar_of
from tongban.work.cases.models import Case, Extension, Pause
from tongban.work.cases.rules.limits import (
    JOINT,
    ON_THE_SPOT,
    DecisionLimits,
    Length,
    completion_due,
    decision_limits,
)


def promised_length(case: Case) -> Length:
    """Return what the case was promised: on the spot where it is decided so, otherwise what its item says."""
    if case.mode in (Mode.AT_ONCE, Mode.COMMITMENT):
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
    return decision_limits(
        case.accepted_at.astimezone(ZoneInfo(settings.TIME_ZONE)),
        promised=promised_length(case),
        statutory=statutory_length(case.version),
        pauses=pauses_of(case),
        extension=cached_while_locked(case, "extension", lambda: _extension_of(case)),
    )


def pauses_of(case: Case) -> list[NotCounted]:
    """Return the special procedures of a case as the clock takes them."""
    return cached_while_locked(case, "pauses", lambda: not_counted(case.pauses.all()))


def prime_no_pauses(case: Case) -> None:
    """Keep for a locked case not yet accepted that nothing has stopped or extended it, which saves two queries."""
    cached_while_locked(case, "pauses", list[NotCounted])
    cached_while_locked(case, "extension", lambda: None)


def complete_by(case: Case) -> date | None:
    """Return the last day to hand in what a notice asks for; None where nothing was asked for."""
    if case.returned_at is None:
        return None
    return completion_due(localdate(case.returned_at), calendar_of(case))


def _extension_of(case: Case) -> MoreTime | None:
    extension = Extension.objects.select_related("approved_by").filter(case=case).first()
    return extension.as_counted if extension else None


def not_counted(pauses: Iterable[Pause]) -> list[NotCounted]:
    """Return special procedures as the clock takes them."""
    return [each.as_counted for each in pauses]


def _length(length: int, unit: str) -> Length:
    units: dict[str, Unit] = {"working": "working", "calendar": "calendar", "hours": "hours"}
    return Length(length, units[unit]) if unit in units and length else ON_THE_SPOT
