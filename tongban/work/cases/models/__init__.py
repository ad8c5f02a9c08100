"""Cases: the application, its review, what leaves the house."""

from tongban.work.cases.models.bundles import JointApplication, JointFile, JointPart, JointStatus
from tongban.work.cases.models.case import (
    DECIDED,
    OPEN,
    RUNNING,
    WAITING,
    Case,
    CaseFile,
    CaseMaterial,
    Channel,
    Status,
)
from tongban.work.cases.models.commitments import LaterCheck
from tongban.work.cases.models.drafts import IntakeDraft
from tongban.work.cases.models.elsewhere import CaseElsewhere, ElsewhereItem, ElsewhereWay, Reach, Transfer
from tongban.work.cases.models.hearing import Hearing
from tongban.work.cases.models.orders import Urging
from tongban.work.cases.models.papers import Paper
from tongban.work.cases.models.review import (
    Assessment,
    Assessor,
    Extension,
    FieldCheck,
    Pause,
    Remedy,
    Review,
)

__all__ = [
    "DECIDED",
    "OPEN",
    "RUNNING",
    "WAITING",
    "Assessment",
    "Assessor",
    "Case",
    "CaseElsewhere",
    "CaseFile",
    "CaseMaterial",
    "Channel",
    "ElsewhereItem",
    "ElsewhereWay",
    "Extension",
    "FieldCheck",
    "Hearing",
    "IntakeDraft",
    "JointApplication",
    "JointFile",
    "JointPart",
    "JointStatus",
    "LaterCheck",
    "Paper",
    "Pause",
    "Reach",
    "Remedy",
    "Review",
    "Status",
    "Transfer",
    "Urging",
]
