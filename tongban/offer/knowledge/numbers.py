"""The numbers of entries, and of questions without an answer."""

from tongban.ground.matters.numbers import Numbered, Numbers

ENTRIES, GAPS = Numbers("KNOW"), Numbers("GAP")
NUMBERED = (Numbered("knowledge.KnowledgeEntry"), Numbered("knowledge.Gap"))
