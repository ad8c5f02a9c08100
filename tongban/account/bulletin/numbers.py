"""The numbers of bulletins."""

from tongban.ground.matters.numbers import Numbered, Numbers

BULLETINS = Numbers("BULLETIN")
NUMBERED = (Numbered("bulletin.Bulletin", "number"),)
