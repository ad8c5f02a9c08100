"""What is proven of ratings and of the work on bad ones."""

from tongban.ground.ledger.proof_tables import ProvenRows

PROVEN = (
    ProvenRows("ratings.Invitation"),
    ProvenRows("ratings.Rating"),
    ProvenRows("ratings.FollowUp"),
    ProvenRows("ratings.BadRating"),
)
NOT_PROVEN: dict[str, str] = {}
