"""The numbers of samples, inspections, leads, standards, rounds, rectifications and reports."""

from django.conf import settings

from tongban.ground.matters.numbers import DOCUMENT, Numbered, Numbers

SAMPLES = Numbers("QSP")
INSPECTIONS = Numbers("QIN")
LEADS = Numbers("LEAD")
STANDARDS = Numbers("HST")
ROUNDS = Numbers("HER")
RECTIFICATIONS = Numbers("RECT")
REPORTS = Numbers(f"{settings.PAPER_PREFIX}热测", DOCUMENT)
NUMBERED = (
    Numbered("inspection.SamplePlan"),
    Numbered("inspection.Inspection"),
    Numbered("inspection.ClosingLead"),
    Numbered("inspection.EvaluationStandard"),
    Numbered("inspection.EvaluationRound"),
    Numbered("inspection.Rectification"),
    Numbered("inspection.EvaluationPaper", "number", DOCUMENT),
)
