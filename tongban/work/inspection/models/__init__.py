"""Forms and inspections, samples, leads, the evaluation standard with its rounds."""

from tongban.work.inspection.models.leads import ClosingLead
from tongban.work.inspection.models.quality import (
    CriterionMark,
    HitRule,
    Inspection,
    QualityCriterion,
    QualityForm,
)
from tongban.work.inspection.models.rounds import (
    EvaluatedUnit,
    EvaluationPaper,
    EvaluationRound,
    IndicatorResult,
    Rectification,
    ValueEntry,
    ValueRuling,
)
from tongban.work.inspection.models.samples import SampledOrder, SamplePlan
from tongban.work.inspection.models.standard import EvaluationStandard, StandardIndicator

__all__ = [
    "ClosingLead",
    "CriterionMark",
    "EvaluatedUnit",
    "EvaluationPaper",
    "EvaluationRound",
    "EvaluationStandard",
    "HitRule",
    "IndicatorResult",
    "Inspection",
    "QualityCriterion",
    "QualityForm",
    "Rectification",
    "SamplePlan",
    "SampledOrder",
    "StandardIndicator",
    "ValueEntry",
    "ValueRuling",
]
