"""The numbers set by law or rule, each with the day it came into force, read from ``terms.toml`` and ``terms_….toml``."""

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal, get_args

from tongban.ground.law.citations import Citation, cite
from tongban.ground.law.sources import Confidence

Unit = Literal[
    "seconds",
    "minutes",
    "hours",
    "calendar_days",
    "working_days",
    "months",
    "points",
    "percent",
    "percentage_points",
    "years",
    "characters",
    "persons",
    "times",
]


class UnknownTerm(LookupError):
    """The code asks for a term that no ``terms*.toml`` lists."""


class NoTermInForce(LookupError):
    """The term exists, but not yet on the day asked for."""


@dataclass(frozen=True)
class Term:
    """A number of the law, in force from a day until a later line replaces it."""

    name: str
    zh: str
    en: str
    in_force_on: date
    value: int | Decimal
    unit: Unit
    citation: Citation
    confidence: Confidence

    def title(self, language: str) -> str:
        """Return what the number limits, in the page's language."""
        return self.en if language.startswith("en") else self.zh


@cache
def terms() -> MappingProxyType[str, tuple[Term, ...]]:
    """Return the lines of every term by its name, the newest last; from every ``terms*.toml``."""
    lines: defaultdict[str, list[Term]] = defaultdict(list)
    for file in sorted(files(__package__).iterdir(), key=lambda file: file.name):
        if file.name.startswith("terms") and file.name.endswith(".toml"):
            for row in tomllib.loads(file.read_text("utf-8"), parse_float=Decimal)["term"]:
                lines[row["name"]].append(_term(row))
    return MappingProxyType({name: _in_order(name, found) for name, found in lines.items()})


def term(name: str, *, on: date) -> int | Decimal:
    """Return the number of a term in force on a day."""
    if name not in terms():
        raise UnknownTerm(f"no term {name!r} in law/terms*.toml; known are: {', '.join(terms())}")
    in_force = [line for line in terms()[name] if line.in_force_on <= on]
    if not in_force:
        first = terms()[name][0].in_force_on
        raise NoTermInForce(
            f"{name!r} is in force from {first}, not on {on}; add the older line if it matters"
        )
    return in_force[-1].value


def _term(row: dict[str, Any]) -> Term:
    found = Term(**{**row, "citation": cite(row["citation"])})
    if found.unit not in get_args(Unit) or found.confidence not in get_args(Confidence):
        raise ValueError(f"law/terms*.toml: {found.name}: unit or confidence is not one of the known words")
    return found


def _in_order(name: str, lines: list[Term]) -> tuple[Term, ...]:
    in_order = tuple(sorted(lines, key=lambda line: line.in_force_on))
    if len({line.in_force_on for line in in_order}) < len(in_order):
        raise ValueError(f"law/terms*.toml: {name}: two lines come into force on one day")
    return in_order
