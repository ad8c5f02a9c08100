"""What an entry says in the reader's language: moves by their chart, acts by the ``ledger_words.py`` of their room."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from django.utils.functional import Promise

from tongban.ground.ledger.chart import CHARTS, Move
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.queries import history_of
from tongban.ground.ledger.rooms import modules_named

Texts = Mapping[str, str | Promise]


@dataclass(frozen=True, slots=True)
class SubjectWords:
    """How entries are said whose subjects begin alike ("CASE"): the acts, and what stands before and after them.

    `verify` knows no other acts. The moves of a chart are said by the chart.
    """

    prefix: str
    acts: Texts = field(default_factory=dict)
    states: Texts = field(default_factory=dict)


class EntryText(NamedTuple):
    """An act, what stood before it, and what stands after it."""

    act: str
    before: str
    after: str


def prefix_of(subject: str) -> str:
    """Return how a subject begins, which says whose it is: CASE, EVAL, user."""
    return re.match("[A-Za-z]*", subject).group()  # type: ignore[union-attr]


@cache
def subject_words() -> Mapping[str, SubjectWords]:
    """Return the words of every room, by how subjects begin."""
    found: dict[str, SubjectWords] = {}
    for module in modules_named("ledger_words"):
        for words in module.WORDS:
            if found.setdefault(words.prefix, words) is not words:
                raise ValueError(f"the words of {words.prefix} are said twice")
    return found


def describe(entry: Entry) -> EntryText:
    """Return an entry in words; what no room says is shown as the ledger has it."""
    words = subject_words().get(prefix_of(entry.subject), SubjectWords(""))
    return EntryText(act_of(entry), _in_words(entry.before, words), _in_words(entry.after, words))


def history_in_words(subject: str) -> list[tuple[Entry, str]]:
    """Return the entries of a subject, the newest first, each with what it says was done."""
    return [(entry, act_of(entry)) for entry in history_of(subject)]


def act_of(entry: Entry) -> str:
    """Return what an entry says was done."""
    prefix = prefix_of(entry.subject)
    if entry.kind == Entry.Kind.MOVE and (move := _move(prefix, entry.move)):
        return str(move)
    words = subject_words().get(prefix)
    return str(words.acts.get(entry.move, entry.move) if words else entry.move)


def _move(prefix: str, name: str) -> Move | None:
    modules_named("states")
    charts = (chart for chart in CHARTS if chart.subjects == prefix)
    return next((chart.moves[name] for chart in charts if name in chart.moves), None)


def _in_words(codes: str, words: SubjectWords) -> str:
    """Return what stood before or after: one code, or several with commas between."""
    return (
        "、".join(str(words.states.get(code, code)) for code in codes.split(", ")) if words.states else codes
    )
