"""Who is told what: a table of notices beside each room's chart, and what the room knows of its readers.

A room's ``notices.py`` holds the table and is found by app. A Chart that is given its ``announce`` puts one row into the
outbox for each move that somebody is told of; acts that are no moves call it themselves. Readers, words and links are
asked of the room when the row is sent, after commit: bulk loads walk the chart without making moves, and tell nobody.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.module_loading import import_string

from tongban.ground.exchange.outbox import put
from tongban.ground.ledger.entry_writer import Written
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.rooms import modules_named
from tongban.ground.people.models import User

TELL = "messages.tell"


@dataclass(frozen=True, slots=True)
class Notice:
    """One row: after which move or act, whom, with which text."""

    act: str
    audience: str
    text: str


@dataclass(frozen=True)
class Readers:
    """What a room knows of those it tells: how a matter is found, who the audiences are, the words, who sees what."""

    find: Callable[[str], Any]
    """The matter behind a subject, None if it is gone."""
    audiences: Mapping[str, Callable[[Any, Entry], Iterable[User]]]
    names: Collection[str]
    """The names of all words; a text may use no others."""
    words: Callable[[Any, Entry | None], Mapping[str, str]]
    link: Callable[[Any, User], str]
    """Where a reader finds the matter; a path of this installation."""
    visible: Callable[[User, Collection[str]], Collection[str]]
    """Which of these subjects a reader may see today."""


class Notices:
    """The notices of one room. ``readers`` names its Readers, loaded when something is told."""

    def __init__(self, room: str, readers: str, *rows: Notice) -> None:
        self.room, self._readers, self.rows = room, readers, rows
        self.acts = frozenset(row.act for row in rows)
        if len(set(rows)) < len(rows):
            raise ValueError(f"{room}: a notice stands in the table once")

    @property
    def readers(self) -> Readers:
        """Return what the room knows of its readers."""
        found: Readers = import_string(self._readers)
        return found

    def announce(self, entry: Written) -> Written:
        """Put what is told of an entry into the outbox, in the transaction that wrote it."""
        if entry.move in self.acts:
            content = {"room": self.room, "entry": entry.pk}
            put(TELL, content, at=entry.at, subject=entry.subject, key=f"entry:{entry.pk}")
        return entry

    def about(self, act: str) -> list[Notice]:
        """Return who is told what after an act."""
        return [row for row in self.rows if row.act == act]


@cache
def rooms() -> dict[str, Notices]:
    """Return the notices of every room by its name."""
    found = [module.NOTICES for module in modules_named("notices")]
    return {notices.room: notices for notices in found}


def visible_among(reader: User, told: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return which of these subjects, each with its room, a reader may see today; what has no room is the reader's own."""
    by_room: dict[str, set[str]] = {}
    for room, subject in told:
        by_room.setdefault(room, set()).add(subject)
    seen = {("", subject) for subject in by_room.pop("", ())}
    for room, subjects in by_room.items():
        if room in rooms():
            seen |= {(room, subject) for subject in rooms()[room].readers.visible(reader, subjects)}
    return seen
