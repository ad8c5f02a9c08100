"""What is proven of who works here and who applies."""

from tongban.ground.ledger.proof_tables import ProvenRows

PROVEN = (
    ProvenRows("people.Department"),
    ProvenRows("people.BudgetUnit"),
    ProvenRows(
        "people.User", besides={"last_login": "set by each sign-in; sign-ins are a book of their own"}
    ),
    ProvenRows("people.Assignment"),
    ProvenRows("people.Substitution"),
    ProvenRows("people.Applicant"),
    ProvenRows("people.Mandate"),
    ProvenRows("people.CreditMark"),
)
NOT_PROVEN = {"people.SignIn": "a book of attempts, forgotten after a time; no right follows from it"}
CHECKS = ("tongban.ground.people.right_check.role_problems",)
