"""Cases: the application, its review, what leaves the house."""

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
from tongban.work.cases.models.review import (
    Assessment,
    Assessor,
    Extension,
    FieldCheck,
    Pause,
    Remedy,
    Review,
)
from tongban.work.cases.models.sending import Delivery, Paper, Urging

__all__ = [
    "DECIDED",
    "OPEN",
    "RUNNING",
    "WAITING",
    "Assessment",
    "Assessor",
    "Case",
    "CaseFile",
    "CaseMaterial",
    "Channel",
    "Delivery",
    "Extension",
    "FieldCheck",
    "Paper",
    "Pause",
    "Remedy",
    "Review",
    "Status",
    "Urging",
]
