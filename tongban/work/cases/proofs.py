"""What is proven of cases: everything from the filing on; a draft is its applicant's own and may change at any time."""

from tongban.ground.ledger.proof_tables import ProvenRows

DRAFT = "'', 'draft', 'discarded'"
OF_A_DRAFT = f"EXISTS (SELECT FROM cases_case AS of WHERE of.id = it.case_id AND of.status IN ({DRAFT}))"
FILE_OF_A_DRAFT = (
    "EXISTS (SELECT FROM cases_casematerial AS listed JOIN cases_case AS of ON of.id = listed.case_id "
    f"WHERE listed.id = it.entry_id AND of.status IN ({DRAFT}))"
)
OF_A_JOINT_DRAFT = (
    "EXISTS (SELECT FROM cases_jointapplication AS of WHERE of.id = it.application_id "
    f"AND of.status IN ({DRAFT}))"
)
PROVEN = (
    ProvenRows("cases.Case", free=f"it.status IN ({DRAFT})"),
    ProvenRows("cases.CaseMaterial", free=OF_A_DRAFT),
    ProvenRows("cases.CaseFile", free=FILE_OF_A_DRAFT),
    ProvenRows("cases.Review"),
    ProvenRows("cases.FieldCheck"),
    ProvenRows("cases.Pause"),
    ProvenRows("cases.Extension"),
    ProvenRows("cases.Assessor"),
    ProvenRows("cases.Assessment"),
    ProvenRows("cases.Remedy"),
    ProvenRows("cases.Hearing"),
    ProvenRows("cases.Paper"),
    ProvenRows("cases.Urging"),
    ProvenRows("cases.LaterCheck"),
    ProvenRows("cases.JointApplication", free=f"it.status IN ({DRAFT})"),
    ProvenRows("cases.JointFile", free=OF_A_JOINT_DRAFT),
    ProvenRows("cases.JointPart"),
    ProvenRows("cases.ElsewhereItem"),
    ProvenRows("cases.CaseElsewhere"),
    ProvenRows("cases.Transfer"),
)
TYPED = "what a clerk has typed so far and not sent; nothing was done yet, and it goes when it is sent"
NOT_PROVEN = {"cases.IntakeDraft": TYPED, "cases.IntakeDraft_scans": TYPED}
CHECKS = ("tongban.work.cases.right_check.office_problems",)
