"""What is wrong in a file that is taken in, and where."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FileFault:
    """What is wrong in a file that is taken in, and where: sheet, row and column."""

    sheet: str
    row: int
    column: str
    text: str


class FaultyFile(Exception):
    """The file cannot be taken in; nothing was written."""

    def __init__(self, faults: Sequence[FileFault]) -> None:
        super().__init__("; ".join(fault.text for fault in faults))
        self.faults = list(faults)
