"""Entries in versions with what they rest on, what was said of them, and questions without an answer."""

from tongban.offer.knowledge.models.attachments import EntryAttachment
from tongban.offer.knowledge.models.entries import EntryVersion, KnowledgeEntry, Status, Visibility
from tongban.offer.knowledge.models.gaps import Gap
from tongban.offer.knowledge.models.search import EntryText
from tongban.offer.knowledge.models.sources import EntrySource
from tongban.offer.knowledge.models.uses import AccuracyCheck, EntryUse, EntryVote

__all__ = [
    "AccuracyCheck",
    "EntryAttachment",
    "EntrySource",
    "EntryText",
    "EntryUse",
    "EntryVersion",
    "EntryVote",
    "Gap",
    "KnowledgeEntry",
    "Status",
    "Visibility",
]
