"""The numbers of licences, one series for each type."""

from tongban.ground.matters.numbers import LICENCE, Numbered, Numbers

NUMBERED = (Numbered("licences.Licence", "number", LICENCE),)


def licences_of(type_code: str) -> Numbers:
    """Return the series of a type of licence: JY."""
    return Numbers(type_code, LICENCE)
