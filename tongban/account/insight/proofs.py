"""What is proven of values that are kept."""

from tongban.ground.ledger.proof_tables import ProvenRows

PROVEN = (ProvenRows("insight.KeptValue"),)
NOT_PROVEN: dict[str, str] = {}
