"""The numbers of samples, inspections, leads, standards, rounds, rectifications and reports."""

from tongban.ground.matters.numbers import DOCUMENT, Numbered, Numbers
from tongban.ground.office.values import value_of

SAMPLES = Numbers("QSP")
INSPECTIONS = Numbers("QIN")
LEADS = Numbers("LEAD")
STANDARDS = Numbers("HST")
ROUNDS = Numbers("HER")
RECTIFICATIONS = Numbers("RECT")
NUMBERED = (
    Numbered("inspection.SamplePlan"),
    Numbered("inspection.Inspection"),
    Numbered("inspection.ClosingLead"),
    Numbered("inspection.EvaluationStandard"),
    Numbered("inspection.EvaluationRound"),
    Numbered("inspection.Rectification"),
    Numbered("inspection.EvaluationPaper", "number", DOCUMENT),
)


def reports() -> Numbers:
    """Return the series of the reports on rounds of evaluation: 苏行审热测."""
    return Numbers(f"{value_of('papers.prefix')}热测", DOCUMENT)
