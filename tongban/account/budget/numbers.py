"""The numbers of budgets."""

from tongban.ground.matters.numbers import Numbered, Numbers

BUDGETS = Numbers("BUDGET")
NUMBERED = (Numbered("budget.Budget"),)
