"""What a performance year consists of."""

from tongban.account.evaluation.models.indicators import (
    Better,
    Evidence,
    EvidenceKind,
    Indicator,
    IndicatorClass,
    Likelihood,
    Operator,
    Reading,
    Verdict,
)
from tongban.account.evaluation.models.review import (
    Comment,
    FindingDecision,
    ImportedReport,
    Version,
)
from tongban.account.evaluation.models.tasks import KeyTask
from tongban.account.evaluation.models.year import (
    Chapter,
    ChapterCode,
    DutyFunction,
    Evaluation,
    Layout,
    Problem,
    Status,
)

__all__ = [
    "Better",
    "Chapter",
    "ChapterCode",
    "Comment",
    "DutyFunction",
    "Evaluation",
    "Evidence",
    "EvidenceKind",
    "FindingDecision",
    "ImportedReport",
    "Indicator",
    "IndicatorClass",
    "KeyTask",
    "Layout",
    "Likelihood",
    "Operator",
    "Problem",
    "Reading",
    "Status",
    "Verdict",
    "Version",
]
