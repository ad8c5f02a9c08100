"""What is proven of budgets and of what was posted to them."""

from tongban.ground.ledger.proven import Rows

PROVEN = (
    Rows("budget.Budget"),
    Rows("budget.BudgetLine"),
    Rows("budget.Adjustment"),
    Rows("budget.Payment"),
    Rows("budget.ControlTotal"),
)
NOT_PROVEN: dict[str, str] = {}
