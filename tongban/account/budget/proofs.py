"""What is proven of budgets and of what was posted to them."""

from tongban.ground.ledger.proof_tables import ProvenRows

PROVEN = (
    ProvenRows("budget.Budget"),
    ProvenRows("budget.BudgetLine"),
    ProvenRows("budget.Adjustment"),
    ProvenRows("budget.Payment"),
    ProvenRows("budget.ControlTotal"),
)
NOT_PROVEN: dict[str, str] = {}
