"""The numbers of what could not be done, and of the analyses of months."""

from tongban.ground.matters.numbers import DOCUMENT, Numbered, Numbers

OBSTACLES = Numbers("OBS")
ANALYSES = Numbers("办不成事月度分析", DOCUMENT)
NUMBERED = (Numbered("obstacles.Obstacle"), Numbered("obstacles.MonthAnalysis", "number", DOCUMENT))
