"""Citing an article: `cite` for data and moves, `basis` on the rule that keeps it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from tongban.ground.law.sources import Source, source

ARTICLE = re.compile(r"(?P<number>[1-9]\d*)(?:\([1-9]\d*\))?")
SECTION = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")

Rule = TypeVar("Rule", bound=Callable[..., object])


class UnknownArticle(LookupError):
    """A citation names an article that its source does not have."""


@dataclass(frozen=True)
class Citation:
    """An article of a source (``budget-law:42(2)``), a section (``mof-2013-53:annex-2``), or all of it."""

    source: Source
    article: str = ""

    def __str__(self) -> str:
        return f"{self.source.key}:{self.article}" if self.article else self.source.key

    @property
    def whole_article(self) -> str:
        """Return the citation without its paragraph: the article a test must prove."""
        return str(self).partition("(")[0]

    def label(self, language: str) -> str:
        """Return the citation as a page prints it: 《…预算法》第57条."""
        title = self.source.title(language)
        if not self.article:
            return title
        return f"{title}, {self._english()}" if language.startswith("en") else f"{title}{self._chinese()}"

    def _english(self) -> str:
        if not ARTICLE.fullmatch(self.article):
            return self.article.replace("-", " ").capitalize()
        return "Art. " + self.article.replace("(", " (")

    def _chinese(self) -> str:
        if not ARTICLE.fullmatch(self.article):
            return self.article.replace("annex-", "附件")
        number, _, paragraph = self.article.rstrip(")").partition("(")
        return f"第{number}条" + (f"第{paragraph}款" if paragraph else "")


@cache
def cite(text: str) -> Citation:
    """Return the citation that ``source:article`` names; an unknown source or article is an error."""
    key, colon, article = text.partition(":")
    cited = Citation(source(key), article)
    if colon and not _exists(cited):
        last = cited.source.articles
        has = f"articles 1 to {last}" if last else "sections in small letters, such as annex-2"
        raise UnknownArticle(f"{text!r}: {key} has {has}")
    return cited


def basis(*texts: str) -> Callable[[Rule], Rule]:
    """Say which articles a rule keeps; the rule carries them as ``basis``."""
    cited = tuple(cite(text) for text in texts)

    def keep(rule: Rule) -> Rule:
        RULES[f"{rule.__module__}.{rule.__qualname__}"] = cited
        rule.basis = cited  # type: ignore[attr-defined]
        return rule

    return keep


RULES: dict[str, tuple[Citation, ...]] = {}
"""Every imported rule with its basis, by dotted name."""


def _exists(cited: Citation) -> bool:
    found = ARTICLE.fullmatch(cited.article)
    last = cited.source.articles
    if last is None:
        return found is not None or SECTION.fullmatch(cited.article) is not None
    return found is not None and int(found["number"]) <= last
