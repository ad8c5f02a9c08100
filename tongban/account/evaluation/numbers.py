"""The numbers of performance years and of imported reports."""

from tongban.ground.matters.numbers import Numbered, Numbers

YEARS, IMPORTS = Numbers("EVAL"), Numbers("IMPORT")
NUMBERED = (Numbered("evaluation.Evaluation"), Numbered("evaluation.ImportedReport"))
