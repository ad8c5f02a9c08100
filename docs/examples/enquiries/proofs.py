"""What is proven of enquiries: every column."""

from tongban.ground.ledger.proof_tables import ProvenRows

PROVEN = (ProvenRows("enquiries.Enquiry"),)
NOT_PROVEN: dict[str, str] = {}
