"""The numbers of bad ratings."""

from tongban.ground.matters.numbers import Numbered, Numbers

BAD_RATINGS = Numbers("BAD")
NUMBERED = (Numbered("ratings.BadRating"),)
