"""Sources, articles and dated terms, beside the code that keeps them. Pure Python, no Django."""

from tongban.ground.law.citations import Citation, UnknownArticle, basis, cite
from tongban.ground.law.sources import Source, UnknownSource, source, sources
from tongban.ground.law.terms import NoTermInForce, Term, UnknownTerm, term, terms

__all__ = [
    "Citation",
    "NoTermInForce",
    "Source",
    "Term",
    "UnknownArticle",
    "UnknownSource",
    "UnknownTerm",
    "basis",
    "cite",
    "source",
    "sources",
    "term",
    "terms",
]
