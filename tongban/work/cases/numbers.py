"""The numbers of cases and of their papers."""

from tongban.ground.matters.numbers import DOCUMENT, Numbered, Numbers
from tongban.ground.office.values import value_of
from tongban.work.cases.models import Paper

CASES = Numbers("CASE")
JOINT = Numbers("ONE")
WORDS = {
    Paper.Kind.RECEIPT: "收",
    Paper.Kind.COMPLETION: "补",
    Paper.Kind.ACCEPTANCE: "受",
    Paper.Kind.NON_ACCEPTANCE: "不受",
    Paper.Kind.SPECIAL: "特",
    Paper.Kind.EXTENSION: "延",
    Paper.Kind.HEARING_OFFER: "听告",
    Paper.Kind.HEARING_NOTICE: "听通",
    Paper.Kind.GRANT: "准",
    Paper.Kind.REFUSAL: "不准",
    Paper.Kind.DELIVERY: "达",
    Paper.Kind.REVOCATION: "撤",
}
"""The word of each kind in a paper's number: 苏行审受〔2022〕12号."""
NUMBERED = (
    Numbered("cases.Case"),
    Numbered("cases.JointApplication"),
    Numbered("cases.Paper", "number", DOCUMENT),
    Numbered("cases.Transfer", "number", DOCUMENT),
)


def papers_of(kind: str) -> Numbers:
    """Return the series of a kind of paper: 苏行审受."""
    return Numbers(f"{value_of('papers.prefix')}{WORDS[Paper.Kind(kind)]}", DOCUMENT)


def slips() -> Numbers:
    """Return the series of the slips with which offices hand over: 苏行审交."""
    return Numbers(f"{value_of('papers.prefix')}交", DOCUMENT)
