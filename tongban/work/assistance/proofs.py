"""What is proven of help: every column."""

from tongban.ground.ledger.proof_tables import ProvenRows

PROVEN = (
    ProvenRows("assistance.Assistance"),
    ProvenRows("assistance.Authorisation"),
    ProvenRows("assistance.Task"),
    ProvenRows("assistance.HandOver"),
    ProvenRows("assistance.AssistancePaper"),
)
NOT_PROVEN: dict[str, str] = {}
