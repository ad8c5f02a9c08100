"""What is proven of performance years: each part of the report, each indicator, each version and its papers."""

from tongban.ground.ledger.proof_tables import ProvenRows

PROVEN = (
    ProvenRows("evaluation.Evaluation"),
    ProvenRows("evaluation.DutyFunction"),
    ProvenRows("evaluation.Chapter"),
    ProvenRows("evaluation.Problem"),
    ProvenRows("evaluation.Indicator"),
    ProvenRows("evaluation.Evidence"),
    ProvenRows("evaluation.Reading"),
    ProvenRows("evaluation.ImportedReport"),
    ProvenRows("evaluation.FindingDecision"),
    ProvenRows("evaluation.Comment"),
    ProvenRows("evaluation.Version"),
    ProvenRows("evaluation.KeyTask"),
)
NOT_PROVEN: dict[str, str] = {}
