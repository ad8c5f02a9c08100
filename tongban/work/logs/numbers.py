"""The numbers of event logs."""

from tongban.ground.matters.numbers import Numbered, Numbers

LOGS = Numbers("LOG")
NUMBERED = (Numbered("logs.Log"),)
