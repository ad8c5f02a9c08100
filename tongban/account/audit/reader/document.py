"""What every format is first read into: paragraphs and tables as printed, each cell with its place."""

from msgspec import Struct

from tongban.account.audit.report import Cell, Repair
from tongban.account.audit.words import Language, Words


class UnreadableReport(Exception):
    """The file cannot be read at all; the message says what, where and what to do in one line.

    ``str()`` is the Chinese sentence; ``said_in("en")`` the English one.
    """

    def __init__(self, words: Words) -> None:
        super().__init__(words.zh)
        self.words = words

    def said_in(self, language: Language) -> str:
        """Return the message in the language asked for."""
        return self.words.said_in(language)


def unreadable(source: str, *, why: Words, advice: Words) -> UnreadableReport:
    """Compose the error for one file: its name, why it cannot be read, and what to do."""
    return UnreadableReport(
        Words(
            zh=f"读不了“{source}”：{why.zh}。{advice.zh}。",
            en=f"Cannot read “{source}”: {why.en}. {advice.en}.",
        )
    )


class Paragraph(Struct, frozen=True):
    """One paragraph of running text."""

    cell: Cell


class PrintedTable(Struct, frozen=True):
    """One table: rows of cells as printed, merged cells repeated or blank as the format gives them."""

    rows: tuple[tuple[Cell, ...], ...]
    page: int = 0


Block = Paragraph | PrintedTable


class Document(Struct, frozen=True):
    """A file as blocks, before anyone knows what they mean."""

    blocks: tuple[Block, ...]
    repairs: tuple[Repair, ...] = ()
    source: str = ""
    format: str = ""
