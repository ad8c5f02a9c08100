"""What the finance people do to a budget."""

from tongban.account.budget.actions.books import (
    add_line,
    change_line,
    close,
    declare,
    open_budget,
    post_adjustment,
    post_payment,
    remove_line,
    reopen,
    reverse,
    state_control,
)
from tongban.account.budget.actions.validity import make_valid
from tongban.account.budget.actions.workbooks import Taken, import_lines
from tongban.ground.kit.answers import Fault, Faulty

__all__ = [
    "Fault",
    "Faulty",
    "Taken",
    "add_line",
    "change_line",
    "close",
    "declare",
    "import_lines",
    "make_valid",
    "open_budget",
    "post_adjustment",
    "post_payment",
    "remove_line",
    "reopen",
    "reverse",
    "state_control",
]
