"""Staff with their roles, and the applicants they serve."""

from tongban.ground.people.models.applicants import NUMBER_FAULTS, Applicant, Mandate, name_pieces
from tongban.ground.people.models.credit import CreditMark
from tongban.ground.people.models.staff import (
    Assignment,
    BudgetUnit,
    Department,
    SignIn,
    Substitution,
    User,
    name_digest,
)

__all__ = [
    "NUMBER_FAULTS",
    "Applicant",
    "Assignment",
    "BudgetUnit",
    "CreditMark",
    "Department",
    "Mandate",
    "SignIn",
    "Substitution",
    "User",
    "name_digest",
    "name_pieces",
]
