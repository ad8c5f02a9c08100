"""What is proven of inspections, samples, leads and evaluations: everything that somebody decided, drew or entered."""

from tongban.ground.ledger.proof_tables import ProvenRows

PROVEN = tuple(
    ProvenRows(f"inspection.{name}")
    for name in (
        "SamplePlan",
        "SampledOrder",
        "QualityForm",
        "QualityCriterion",
        "HitRule",
        "Inspection",
        "CriterionMark",
        "ClosingLead",
        "EvaluationStandard",
        "StandardIndicator",
        "EvaluationRound",
        "EvaluatedUnit",
        "ValueEntry",
        "ValueRuling",
        "IndicatorResult",
        "EvaluationPaper",
        "Rectification",
    )
)
NOT_PROVEN: dict[str, str] = {}
