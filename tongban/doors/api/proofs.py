"""What is proven of other systems: what they may, and their keys."""

from tongban.ground.ledger.proof_tables import ProvenRows

PROVEN = (
    ProvenRows("api.Client"),
    ProvenRows("api.Key", besides={"last_used_at": "set by each request; no right follows from it"}),
)
NOT_PROVEN = {"api.Answer": "an answer kept for some hours for a repeated request; the act has its own entry"}
