"""The sources of law, rule and practice, read from ``sources.toml``."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal, get_args

Kind = Literal["statute", "rule", "practice"]
Confidence = Literal["h", "m", "l"]


class UnknownSource(LookupError):
    """A citation names a source that ``sources.toml`` does not list."""


@dataclass(frozen=True)
class Source:
    """A law, a binding document or a common practice, in one edition."""

    key: str
    zh: str
    en: str
    kind: Kind
    edition: date | int
    body: str
    number: str
    confidence: Confidence
    articles: int | None = None
    url: str = ""

    def title(self, language: str) -> str:
        """Return the official title, or its English translation for an English page."""
        return self.en if language.startswith("en") else f"《{self.zh}》"

    @property
    def edition_shown(self) -> str:
        """Return the day of the edition, or its year where no day is known."""
        return str(self.edition)


@cache
def sources() -> MappingProxyType[str, Source]:
    """Return every source by its key, in the order of the file."""
    listed = tomllib.loads(files(__package__).joinpath("sources.toml").read_text("utf-8"))
    return MappingProxyType({key: _source(key, row) for key, row in listed.items()})


def source(key: str) -> Source:
    """Return the source of a key."""
    try:
        return sources()[key]
    except KeyError:
        known = ", ".join(sources())
        raise UnknownSource(f"no source {key!r} in law/sources.toml; known are: {known}") from None


def _source(key: str, row: dict[str, Any]) -> Source:
    found = Source(key=key, **row)
    if found.kind not in get_args(Kind) or found.confidence not in get_args(Confidence):
        raise ValueError(f"law/sources.toml: {key}: kind or confidence is not one of the known words")
    if found.kind == "statute" and not found.articles:
        raise ValueError(f"law/sources.toml: {key}: a statute says how many articles it has")
    return found
