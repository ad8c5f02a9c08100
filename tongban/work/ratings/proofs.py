"""What is proven of ratings and of the work on bad ones."""

from tongban.ground.ledger.proven import Rows

PROVEN = (
    Rows("ratings.Invitation"),
    Rows("ratings.Rating"),
    Rows("ratings.FollowUp"),
    Rows("ratings.BadRating"),
)
NOT_PROVEN: dict[str, str] = {}
ACTS = {"RATING": frozenset({"invite", "rate", "rate_again"})}
