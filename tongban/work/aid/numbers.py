"""The numbers of research meetings and of their minutes; a demand has the number of its order."""

from tongban.ground.matters.numbers import DOCUMENT, Numbered, Numbers

MEETINGS = Numbers("MTG")
MINUTES = Numbers("诉求研判纪要", DOCUMENT)
NUMBERED = (Numbered("aid.Meeting"), Numbered("aid.Meeting", "minutes_number", DOCUMENT))
