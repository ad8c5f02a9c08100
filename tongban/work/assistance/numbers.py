"""The numbers of help and of its papers."""

from tongban.ground.matters.numbers import DOCUMENT, Numbered, Numbers

ASSISTANCES = Numbers("HELP")
PAPERS = Numbers("帮办代办", DOCUMENT)
NUMBERED = (
    Numbered("assistance.Assistance"),
    Numbered("assistance.AssistancePaper", "number", DOCUMENT),
)
