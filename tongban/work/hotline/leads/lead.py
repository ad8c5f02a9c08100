"""A lead: something about a closed order that a person should look at, with the evidence for it."""

from dataclasses import dataclass
from enum import StrEnum


class LeadKind(StrEnum):
    """What kind of evidence there is."""

    REPEATED = "repeated"
    NAMES_NOTHING = "names_nothing"
    NO_CONTACT = "no_contact"
    NO_CALLBACK = "no_callback"


@dataclass(frozen=True)
class Lead:
    """What points to a forged closing of an order: the kind, the order's number, evidence in words, strength 0 to 1.

    The evidence is quoted, never judged: numbers of other orders, words that are missing, instants.
    """

    kind: LeadKind
    reference: str
    evidence: tuple[str, ...]
    strength: float


@dataclass(frozen=True)
class AnsweredDemand:
    """A demand and the text of the unit's reply to it, under the number of the order."""

    reference: str
    unit: str
    demand: str
    text: str
