"""The numbers of enquiries."""

from tongban.ground.matters.numbers import Numbered, Numbers

ENQUIRIES = Numbers("ENQ")
NUMBERED = (Numbered("enquiries.Enquiry"),)
