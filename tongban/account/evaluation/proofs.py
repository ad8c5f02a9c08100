"""What is proven of performance years: each part of the report, each indicator, each version and its papers."""

from tongban.account.evaluation.queries.history import ACTS as WORDS
from tongban.account.evaluation.queries.history import BUDGET_ACTS
from tongban.ground.ledger.proven import Rows

PROVEN = (
    Rows("evaluation.Evaluation"),
    Rows("evaluation.DutyFunction"),
    Rows("evaluation.Chapter"),
    Rows("evaluation.Problem"),
    Rows("evaluation.Indicator"),
    Rows("evaluation.Evidence"),
    Rows("evaluation.Reading"),
    Rows("evaluation.ImportedReport"),
    Rows("evaluation.FindingDecision"),
    Rows("evaluation.Comment"),
    Rows("evaluation.Version"),
    Rows("evaluation.KeyTask"),
)
NOT_PROVEN: dict[str, str] = {}
ACTS = {
    "EVAL": frozenset(WORDS),
    "IMPORT": frozenset({"import"}),
    "BUDGET": frozenset(WORDS) | frozenset(BUDGET_ACTS),
}
