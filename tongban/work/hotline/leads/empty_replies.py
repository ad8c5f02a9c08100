"""Replies that name nothing of the demand and say nothing of their own.

A short reply may be right without a word of the demand ("filters fitted on the 3rd"), hence two things must come
together: nothing that the demand says occurs in the reply, not two characters of it; and the reply says nothing beyond what
replies always say, or is so long that a true answer would have named the matter.
"""

from collections.abc import Iterable

from tongban.work.hotline.leads.content_words import content_words, names_any, own_characters, says_something
from tongban.work.hotline.leads.lead import AnsweredDemand, Lead, LeadKind

LONG = 60
"""Content characters from which a reply that answers the demand names it."""
LEAST_ASKED, MOST_MISSING = 2, 8
ONLY_USUAL, OFF_THE_MATTER = 0.9, 0.6


def names_nothing_leads(replies: Iterable[AnsweredDemand]) -> list[Lead]:
    """Return a lead for each reply that names nothing of its demand and says nothing of its own."""
    return [lead for reply in replies if (lead := _lead(reply)) is not None]


def _lead(reply: AnsweredDemand) -> Lead | None:
    asked = content_words(reply.demand)
    if len(asked) < LEAST_ASKED or names_any(reply.text, reply.demand):
        return None
    is_usual = not says_something(reply.text)
    if not is_usual and own_characters(reply.text) < LONG:
        return None
    strength = ONLY_USUAL if is_usual else OFF_THE_MATTER
    return Lead(LeadKind.NAMES_NOTHING, reply.reference, tuple(asked[:MOST_MISSING]), strength)
