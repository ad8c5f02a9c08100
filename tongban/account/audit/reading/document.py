"""What every format is first read into: paragraphs and tables in the printed order, each cell with its place."""

from msgspec import Struct

from tongban.account.audit.report import Cell, Repair


class Unreadable(Exception):
    """The file cannot be read at all; the message says what, where and what to do in one line."""


class Paragraph(Struct, frozen=True):
    """One paragraph of running text."""

    cell: Cell


class Table(Struct, frozen=True):
    """One table: rows of cells as printed, merged cells already repeated or blank as the format gives them."""

    rows: tuple[tuple[Cell, ...], ...]
    page: int = 0


Block = Paragraph | Table


class Document(Struct, frozen=True):
    """A file as blocks, before anyone knows what they mean."""

    blocks: tuple[Block, ...]
    repairs: tuple[Repair, ...] = ()
    source: str = ""
    format: str = ""
