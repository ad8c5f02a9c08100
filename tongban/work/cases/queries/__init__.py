"""What one may ask about cases; every page starts from `visible_to(user)`."""

from tongban.work.cases.queries.checking import CheckedPaper, Progress, checked_paper, progress
from tongban.work.cases.queries.explanation import Explained, Explanation, explanation
from tongban.work.cases.queries.history import Event, Spent, history, time_at_statuses, time_at_steps
from tongban.work.cases.queries.limits import limits_of
from tongban.work.cases.queries.needs import Faults, Incomplete, entries_of, faults_of, following
from tongban.work.cases.queries.reviews import current_reviews, earlier_steps
from tongban.work.cases.queries.uses import uses
from tongban.work.cases.queries.visibility import case_of, visible_to
from tongban.work.cases.queries.worklists import (
    KINDS,
    Row,
    counts,
    kinds_of,
    rows,
    standing_of,
    worklist,
)

__all__ = [
    "KINDS",
    "CheckedPaper",
    "Event",
    "Explained",
    "Explanation",
    "Faults",
    "Incomplete",
    "Progress",
    "Row",
    "Spent",
    "case_of",
    "checked_paper",
    "counts",
    "current_reviews",
    "earlier_steps",
    "entries_of",
    "explanation",
    "faults_of",
    "following",
    "history",
    "kinds_of",
    "limits_of",
    "progress",
    "rows",
    "standing_of",
    "time_at_statuses",
    "time_at_steps",
    "uses",
    "visible_to",
    "worklist",
]
