"""The numbers of projects, of reviews, and of the papers of reviews."""

from tongban.ground.matters.numbers import DOCUMENT, Numbered, Numbers
from tongban.ground.office.values import value_of

PROJECTS = Numbers("PROJ")
REVIEWS = Numbers("JREV")
WORDS = {"drawings": "联图", "acceptance": "联验"}
"""The word of each kind in a paper's number: 苏行审联图〔2022〕3号."""
NUMBERED = (
    Numbered("construction.Project"),
    Numbered("construction.Review"),
    Numbered("construction.MergedOpinion", "number", DOCUMENT),
)


def papers_of(kind: str) -> Numbers:
    """Return the series of the merged opinions of a kind."""
    return Numbers(f"{value_of('papers.prefix')}{WORDS[kind]}", DOCUMENT)
