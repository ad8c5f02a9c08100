"""What is proven of bulletins and of what their figures rest on: every column."""

from tongban.ground.ledger.proof_tables import ProvenRows

PROVEN = (
    ProvenRows("bulletin.Bulletin"),
    ProvenRows("bulletin.RankingRules"),
    ProvenRows("bulletin.DistrictMap"),
)
NOT_PROVEN: dict[str, str] = {}
