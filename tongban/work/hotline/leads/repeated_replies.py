"""Replies that repeat within a unit though the demands differ, and units that repeat themselves above the rest.

Not every repeat is empty. Callers with one demand may get one reply; a reply that names the matter of nearly all whom
it answers is an answer to each; and a few words that say what was done ("lamp replaced") are alike by chance.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

from tongban.work.hotline.leads.content_words import names_any, says_something
from tongban.work.hotline.leads.lead import AnsweredDemand, Lead, LeadKind
from tongban.work.hotline.likeness.plain_text import plain
from tongban.work.hotline.likeness.repeats import repeat_groups
from tongban.work.hotline.likeness.score import overlap
from tongban.work.hotline.likeness.signature import shingles

SAME_DEMAND = 0.8
"""From this overlap of their pairs of characters two demands are one."""
NAMED = 0.8
SHORT = 16
MOST_NAMED = 10
QUOTED = 80
SURE_DEVIATIONS = 4.0
"""A unit stands out from so many standard deviations above the base; chance alone does that to 3 in 100,000."""
LEAST_ABOVE = 0.05


@dataclass(frozen=True)
class UnitRepeats:
    """How many of a unit's replies repeat one another, of how many, and the share among all other units."""

    unit: str
    repeated: int
    replies: int
    base: float

    @property
    def deviations(self) -> float:
        """Return how far the unit lies above the base, in standard deviations of its own number."""
        base = max(self.base, 1 / (self.replies + 1))
        return (self.repeated - self.replies * base) / sqrt(self.replies * base * (1 - min(base, 0.99)))

    @property
    def stands_out(self) -> bool:
        """Return whether the unit repeats itself clearly more than the others."""
        return self.deviations >= SURE_DEVIATIONS and self.repeated >= self.replies * (
            self.base + LEAST_ABOVE
        )


def repeated_leads(replies: Sequence[AnsweredDemand]) -> list[Lead]:
    """Return a lead for each reply that another order of the same unit with another demand has but for a few words.

    Numbers, dates, punctuation and emoji are left aside, too: a template with the order's number and the caller's name
    filled in repeats. The strength grows with the number of different demands answered alike: 0.5 for two, 0.9 for ten.
    """
    return [lead for group in _groups(replies) for lead in _leads(group)]


def unit_repeats(replies: Sequence[AnsweredDemand]) -> list[UnitRepeats]:
    """Return each unit with its share of repeated replies beside that of all others, the furthest above first."""
    written = Counter(reply.unit for reply in replies)
    repeated = Counter(reply.unit for group in _groups(replies) for reply in group)
    rows = [
        UnitRepeats(unit, repeated[unit], number, _base(unit, repeated, written))
        for unit, number in written.items()
    ]
    return sorted(rows, key=lambda row: (-row.deviations, row.unit))


def _base(unit: str, repeated: Counter[str], written: Counter[str]) -> float:
    others = written.total() - written[unit]
    return (repeated.total() - repeated[unit]) / others if others else 0.0


def _groups(replies: Sequence[AnsweredDemand]) -> Iterator[list[AnsweredDemand]]:
    """Yield the replies of a unit that repeat one another without answering, where at least two demands differ."""
    units: defaultdict[str, list[AnsweredDemand]] = defaultdict(list)
    for reply in replies:
        units[reply.unit].append(reply)
    for own in units.values():
        for places in repeat_groups([reply.text for reply in own]):
            group = [own[place] for place in places]
            if len(_demands(group)) > 1 and not _answers(group):
                yield group


def _answers(group: Sequence[AnsweredDemand]) -> bool:
    """Return whether the words that repeat answer those whom they were written to."""
    first = group[0].text
    if len(plain(first)) < SHORT and says_something(first):
        return True
    named = sum(names_any(reply.text, reply.demand) for reply in group)
    return named >= NAMED * len(group)


def _demands(group: Sequence[AnsweredDemand]) -> list[set[str]]:
    """Return the demands that differ from one another, as their pairs of characters; ten are enough to know."""
    different: list[set[str]] = []
    for reply in group:
        asked = shingles(reply.demand)
        if all(overlap(asked, other) < SAME_DEMAND for other in different):
            different.append(asked)
        if len(different) == MOST_NAMED:
            break
    return different


def _leads(group: Sequence[AnsweredDemand]) -> Iterator[Lead]:
    strength = 1 - 1 / len(_demands(group))
    names = [reply.reference for reply in group[: MOST_NAMED + 1]]
    for reply in group:
        others = [name for name in names if name != reply.reference][:MOST_NAMED]
        yield Lead(LeadKind.REPEATED, reply.reference, (plain(reply.text)[:QUOTED], *others), strength)
