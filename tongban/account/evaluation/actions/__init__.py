"""What people do to a performance year."""

from tongban.account.evaluation.actions.choosing import choose_indicators
from tongban.account.evaluation.actions.editing import (
    add,
    add_evidence,
    change,
    decide_finding,
    record_reading,
    remove,
    remove_evidence,
)
from tongban.account.evaluation.actions.intake import draft_from, import_report, open_year, take_in
from tongban.account.evaluation.actions.particulars import choose_units, require_opened
from tongban.account.evaluation.actions.passing import answer_comment, comment, pass_on, rectify_problem

__all__ = [
    "add",
    "add_evidence",
    "answer_comment",
    "change",
    "choose_indicators",
    "choose_units",
    "comment",
    "decide_finding",
    "draft_from",
    "import_report",
    "open_year",
    "pass_on",
    "record_reading",
    "rectify_problem",
    "remove",
    "remove_evidence",
    "require_opened",
    "take_in",
]
