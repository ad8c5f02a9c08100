"""The numbers of bundles."""

from tongban.ground.matters.numbers import Numbered, Numbers

BUNDLES = Numbers("BDL")
NUMBERED = (Numbered("bundles.Bundle"),)
