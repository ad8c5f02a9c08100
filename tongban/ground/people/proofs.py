"""What is proven of who works here and who applies."""

from tongban.ground.ledger.proven import Rows

PROVEN = (
    Rows("people.Department"),
    Rows("people.BudgetUnit"),
    Rows("people.User", besides={"last_login": "set by each sign-in; sign-ins are a book of their own"}),
    Rows("people.Assignment"),
    Rows("people.Applicant"),
    Rows("people.Mandate"),
)
NOT_PROVEN = {"people.SignIn": "a book of attempts, forgotten after a time; no right follows from it"}
