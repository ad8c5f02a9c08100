"""What is proven of what could not be done: every column."""

from tongban.ground.ledger.proof_tables import ProvenRows

PROVEN = (
    ProvenRows("obstacles.Obstacle"),
    ProvenRows("obstacles.RuleRun"),
    ProvenRows("obstacles.MonthAnalysis"),
)
NOT_PROVEN: dict[str, str] = {}
