"""What is proven of construction projects: every column."""

from tongban.ground.ledger.proof_tables import ProvenRows

PROVEN = tuple(
    ProvenRows(f"construction.{name}")
    for name in (
        "ProjectClass",
        "ClassStage",
        "Project",
        "Stage",
        "Review",
        "AskedBody",
        "Opinion",
        "MergedOpinion",
        "CorrectedSet",
    )
)
NOT_PROVEN: dict[str, str] = {}
