"""What one may ask about cases; every page starts from `visible_to(user)`."""

from tongban.work.cases.queries.checking import (
    CheckedPaper,
    Progress,
    case_to_rate,
    checked_paper,
    progress,
    rating_code,
)
from tongban.work.cases.queries.explanation import Explained, Explanation, explanation
from tongban.work.cases.queries.history import Event, Spent, history, time_at_statuses, time_at_steps
from tongban.work.cases.queries.limits import limits_of
from tongban.work.cases.queries.needs import Faults, Incomplete, entries_of, faults_of, following
from tongban.work.cases.queries.reviews import current_reviews, earlier_steps
from tongban.work.cases.queries.uses import uses
from tongban.work.cases.queries.visibility import case_of, visible_to
from tongban.work.cases.queries.worklists import (
    KINDS,
    MOST_COUNTED,
    Row,
    chosen,
    counted,
    counts,
    kinds_of,
    listed,
    rows,
    standing_of,
    worklist,
)

__all__ = [
    "KINDS",
    "MOST_COUNTED",
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
    "case_to_rate",
    "checked_paper",
    "chosen",
    "counted",
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
    "listed",
    "progress",
    "rating_code",
    "rows",
    "standing_of",
    "time_at_statuses",
    "time_at_steps",
    "uses",
    "visible_to",
    "worklist",
]
