"""A limit of a case day by day: which day counts, which does not, and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from tongban.ground.clock.calendar import Calendar
from tongban.ground.clock.deadline import Deadline, Due
from tongban.ground.clock.explanation import DeadlineLine, explain
from tongban.work.cases.lock_cache import calendar_of
from tongban.work.cases.models import Case
from tongban.work.cases.queries.limits import limits_of
from tongban.work.cases.rules.limits import due_of


@dataclass(frozen=True, slots=True)
class ExplainedLimit:
    """One limit: when it ends, and every day on the way there."""

    due: Due
    lines: Sequence[DeadlineLine]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Both limits of a decision, explained."""

    promised: ExplainedLimit
    statutory: ExplainedLimit


def explanation(case: Case) -> Explanation | None:
    """Return both limits of a case day by day; None before the acceptance."""
    limits = limits_of(case)
    if limits is None:
        return None
    days = calendar_of(case)
    return Explanation(_explained(limits.promised, days), _explained(limits.statutory, days))


def lines_of(deadline: Deadline, days: Calendar) -> Sequence[DeadlineLine]:
    """Return every day of a limit; years without a notice are counted Monday to Friday and say so."""
    return _explained(deadline, days).lines


def _explained(deadline: Deadline, days: Calendar) -> ExplainedLimit:
    found = due_of(deadline, days)
    return ExplainedLimit(found, explain(deadline, days.provisional(*_years(deadline, found))))


def _years(deadline: Deadline, found: Due) -> Sequence[int]:
    if found.on is None:
        return (
            [] if found.paused_since is None else range(deadline.starts_on.year, found.paused_since.year + 1)
        )
    return found.assumed_years
