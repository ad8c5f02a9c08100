"""What is proven of who works here and who applies."""

from tongban.ground.ledger.proof_tables import ProvenRows

PROVEN = (
    ProvenRows("people.Department"),
    ProvenRows("people.BudgetUnit"),
    ProvenRows(
        "people.User", besides={"last_login": "set by each sign-in; sign-ins are a book of their own"}
    ),
    ProvenRows("people.Assignment"),
    ProvenRows("people.Applicant"),
    ProvenRows("people.Mandate"),
    ProvenRows("people.CreditMark"),
)
NOT_PROVEN = {"people.SignIn": "a book of attempts, forgotten after a time; no right follows from it"}
OF_STAFF = {
    *("employ", "set_roles", "transfer", "enable", "disable", "reset_password", "remove_second_factor"),
    *("change_password", "renew_digest"),
}
OF_APPLICANTS = {
    *("register", "correct", "sign_up", "open_account", "connect_system", "verify", "represent"),
    *("ask_for_enterprise", "give_mandate", "revoke_mandate", "open_file"),
}
ACTS = {
    "user": frozenset(OF_STAFF),
    "applicant": frozenset(OF_APPLICANTS),
    "CREDIT": frozenset({"mark_credit", "repair_credit"}),
}
CHECKS = ("tongban.ground.people.right_check.role_problems",)
