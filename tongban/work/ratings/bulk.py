"""Ratings by the hundred thousand, taken over with what became of the bad ones: rows and chained entries."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings

from tongban.ground.clock.calendar import Calendar
from tongban.ground.law import cite
from tongban.ground.ledger.bulk import (
    SYSTEM_ACTOR,
    Actor,
    BulkEntry,
    EntryTemplate,
    Payload,
    chain_lines,
    copy_entries,
)
from tongban.ground.ledger.bulk_copy import copy_line, copy_rows
from tongban.ground.ledger.chain import canonical
from tongban.ground.ledger.grants import permissions_of
from tongban.work.ratings import rules
from tongban.work.ratings.models import BAD
from tongban.work.ratings.states import CHART

RATING = cite("state-council-office-2019-51")
ZONE = ZoneInfo(settings.TIME_ZONE)
TABLES = {
    "ratings_invitation": (
        *("id", "matter", "item_name", "division_id", "officer_id", "applicant_id", "code", "made_at"),
    ),
    "ratings_rating": ("id", "invitation_id", "level", "reasons", "text", "is_named", "channel", "at"),
    "ratings_badrating": (
        *(
            "reference",
            "rating_id",
            "division_id",
            "status",
            "contact_due_on",
            "remedy_due_on",
            "contacted_at",
        ),
        *("account", "remedied_at", "remedy", "appeal", "appealed_by_id", "ruling", "ruled_by_id"),
        *("called_back_at", "call_back"),
    ),
}
FACTS = {
    "contact": ("contacted_at", "account"),
    "remedy": ("remedied_at", "remedy"),
    "call_back": ("called_back_at", "call_back"),
    "appeal": ("appealed_by_id", "appeal"),
    "exclude": ("ruled_by_id", "ruling"),
}
"""The facts of each move on a bad rating: when or by whom, and what was said."""


class RatingMove(NamedTuple):
    """A move on a bad rating."""

    move: str
    by: Actor
    at: datetime
    note: str


class RatingLoader:
    """Collects invitations, ratings and the work on bad ones as lines; ``load`` writes them."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self.lines: dict[str, list[str]] = {table: [] for table in TABLES}
        self.entries: list[str] = []
        self._rate = EntryTemplate("act", "rate", RATING)
        self._said: dict[tuple[int, tuple[str, ...], str], Payload] = {}

    def invite(
        self,
        key: int,
        matter: str,
        *,
        item_name: str,
        division: int,
        officer: int | None,
        applicant: int,
        code: str,
        at: datetime,
    ) -> None:
        """Give the right to rate a service."""
        row = copy_line(key, matter, item_name, division, officer, applicant, code, at)
        self.lines["ratings_invitation"].append(row)

    def rate(
        self,
        key: int,
        invitation: int,
        matter: str,
        level: int,
        *,
        channel: str,
        at: datetime,
        reasons: tuple[str, ...] = (),
        text: str = "",
    ) -> None:
        """Take a rating."""
        told = canonical(list(reasons)).decode()
        self.lines["ratings_rating"].append(copy_line(key, invitation, level, told, text, True, channel, at))
        known = (level, reasons, channel)
        if known not in self._said:
            self._said[known] = Payload({"level": level, "reasons": list(reasons), "channel": channel})
        self.entries += chain_lines(
            f"RATING-{matter}", [BulkEntry(self._rate, SYSTEM_ACTOR, at, "", self._said[known])]
        )

    def answer(
        self,
        reference: str,
        rating: int,
        level: int,
        division: int,
        opened_at: datetime,
        done: Sequence[RatingMove],
    ) -> None:
        """Open the work on a bad rating and lead it to its end, move by move."""
        if level not in BAD:
            raise ValueError(f"a rating of {level} opens no work")
        made = [RatingMove("open", SYSTEM_ACTOR, opened_at, ""), *done]
        ways = CHART.walk(
            (each.move, None if each.by.key is None else permissions_of(set(each.by.roles))) for each in made
        )
        facts: dict[str, object] = {}
        for each in done:
            first, second = FACTS[each.move]
            facts |= {first: each.by.key if first.endswith("_id") else each.at, second: each.note}
        day = opened_at.astimezone(ZONE).date()
        due = (rules.contact_due_on(day, self.calendar), rules.remedy_due_on(day, self.calendar))
        texts = (facts.get(name, "" if not name.endswith(("_at", "_id")) else None) for name in REST)
        self.lines["ratings_badrating"].append(
            copy_line(reference, rating, division, ways[-1][1], *due, *texts)
        )
        acts = [
            BulkEntry(
                EntryTemplate("move", each.move, CHART.moves[each.move].basis, *way),
                each.by,
                each.at,
                each.note,
            )
            for each, way in zip(made, ways, strict=True)
        ]
        self.entries += chain_lines(reference, acts)

    def load(self) -> int:
        """Write what was collected; return how many entries that were."""
        count = len(self.entries)
        for table, columns in TABLES.items():
            copy_rows(table, columns, self.lines[table])
            self.lines[table].clear()
        copy_entries(self.entries)
        self.entries.clear()
        return count


REST = TABLES["ratings_badrating"][6:]
