"""What the work on cases publishes to measurement: one view for each kind of thing that happens to a case."""

from tongban.work.cases.facts.applications import CASES, EVENTS
from tongban.work.cases.facts.delivery import DELIVERIES, PAPERS, URGINGS
from tongban.work.cases.facts.elsewhere import ELSEWHERE, TRANSFERS
from tongban.work.cases.facts.joint import JOINT
from tongban.work.cases.facts.review import ASSESSMENTS, EXTENSIONS, PAUSES, REMEDIES, STEPS

FACTS = (
    CASES,
    EVENTS,
    STEPS,
    PAUSES,
    EXTENSIONS,
    ASSESSMENTS,
    REMEDIES,
    PAPERS,
    DELIVERIES,
    URGINGS,
    ELSEWHERE,
    TRANSFERS,
    JOINT,
)
