"""The numbers of programmes and of the questions put to them."""

from tongban.ground.matters.numbers import Numbered, Numbers

PROGRAMMES = Numbers("PROG")
QUESTIONS = Numbers("QST")
NUMBERED = (Numbered("programme.Programme"), Numbered("programme.Question"))
