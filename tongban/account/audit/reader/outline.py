"""The running text of a report: preamble, nine sections, labels; paragraphs broken by a page are joined."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from tongban.account.audit.quantities import NARROW
from tongban.account.audit.reader.headings import is_page_foot, labels_of, section_of
from tongban.account.audit.reader.notes import RepairNotes
from tongban.account.audit.reader.text_cleanup import join_pieces, with_text
from tongban.account.audit.report import EMPTY, Cell, Joint, Section

YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年")
YEAR_LINE = re.compile(r"[（(【]?\s*((?:19|20)\d\d)\s*年?度?\s*[）)】]?")
OPENS_ITEM = re.compile(r"\s*(?:[（(]?[一二三四五六七八九十]+[）)、.．]|[（(]?\d{1,2}[）)、.．](?!\d)|[①-⑳])")
LABELLED = re.compile(r"[^，。；、\s]{2,12}[：:]")
SENTENCE_END = tuple("。！？；：!?;:.”）》")
LONG = 30
QUOTED = 10


@dataclass
class BrokenParagraph:
    """A paragraph as the printed pieces it was broken into; it is joined once all of them are known."""

    pieces: list[Cell]

    @cached_property
    def cell(self) -> Cell:
        """Return the whole paragraph at the place of its first piece."""
        if len(self.pieces) == 1:
            return self.pieces[0]
        return with_text(self.pieces[0], join_pieces(piece.text for piece in self.pieces))

    @cached_property
    def joints(self) -> list[tuple[int, Cell]]:
        """Return the later pieces, each with the offset in the whole paragraph from which it stands."""
        found, start = [], len(self.pieces[0].text)
        for piece in self.pieces[1:]:
            start = self.cell.text.index(piece.text, start)
            found.append((start, piece))
            start += len(piece.text)
        return found

    def at(self, offset: int, text: str) -> Cell:
        """Return a part of the text as a cell at the line it stands on."""
        place = self.pieces[0]
        for start, piece in self.joints:
            if start <= offset:
                place = piece
        return with_text(place, text)


@dataclass
class SectionDraft:
    """One section while it is read."""

    numeral: str
    heading: Cell
    passages: list[BrokenParagraph] = field(default_factory=list)

    def section(self) -> Section:
        """Return the section as the report keeps it."""
        joints = [
            Joint(index, offset, with_text(piece, ""))
            for index, passage in enumerate(self.passages)
            for offset, piece in passage.joints
        ]
        return Section(
            self.numeral, self.heading, tuple([passage.cell for passage in self.passages]), tuple(joints)
        )


class Outline:
    """The paragraphs of a document, put into their sections as they come."""

    def __init__(self, notes: RepairNotes) -> None:
        self.notes = notes
        self.preamble: list[Cell] = []
        self.parts: list[SectionDraft] = []
        self.labels: dict[str, Cell] = {}
        self.may_join = False

    def add(self, cell: Cell) -> bool:
        """Take one paragraph; return whether it is part of the report's text, not only the foot of a page."""
        if is_page_foot(cell.text):
            return False
        labels = labels_of(cell.text)
        if labels:
            for name, value in labels:
                self.labels.setdefault(name, with_text(cell, value))
        elif not self._opens(cell):
            self._text(cell)
        return True

    def interrupt(self) -> None:
        """Say that a table follows: a paragraph after it is not the rest of one before it."""
        self.may_join = False

    def part(self, numeral: str) -> SectionDraft | None:
        """Return the section of a numeral."""
        return next((part for part in self.parts if part.numeral == numeral), None)

    def title(self) -> Cell:
        """Return the title of the report."""
        return next((cell for cell in self.preamble if "报告" in cell.text and "。" not in cell.text), EMPTY)

    def year(self) -> tuple[int | None, Cell]:
        """Return the year of the report and where it stands: its own line, or else the title."""
        for cell in self.preamble:
            match = YEAR_LINE.fullmatch(cell.text.translate(NARROW))
            if match:
                return int(match[1]), cell
        title = self.title()
        match = YEAR.search(title.text.translate(NARROW))
        return (int(match[1]), title) if match else (None, EMPTY)

    def _opens(self, cell: Cell) -> bool:
        found = section_of(cell.text)
        if found is None or any(part.numeral == found[0] for part in self.parts):
            return False
        numeral, heading, rest = found
        self.parts.append(SectionDraft(numeral, with_text(cell, heading)))
        self.may_join = False
        if rest:
            self._text(with_text(cell, rest))
        return True

    def _text(self, cell: Cell) -> None:
        if not self.parts:
            self.preamble.append(cell)
            return
        part = self.parts[-1]
        if self.may_join and _is_rest(part.passages[-1].pieces[-1].text, cell.text):
            self._join(part, part.passages[-1], cell)
        else:
            part.passages.append(BrokenParagraph([cell]))
        self.may_join = True

    def _join(self, part: SectionDraft, passage: BrokenParagraph, cell: Cell) -> None:
        last = passage.pieces[-1]
        passage.pieces.append(cell)
        if cell.line == 0 or cell.line > last.line + 1 or cell.page != last.page:
            before, after = last.text[-QUOTED:], cell.text[:QUOTED]
            self.notes.add(
                "PAR-01",
                passage.pieces[0],
                printed=f"{before} / {after}",
                repaired=join_pieces([before, after]),
                section=part.numeral,
            )


def _is_rest(first: str, second: str) -> bool:
    """Say whether a paragraph is only the rest of the one before it, parted by the end of a page or line."""
    if OPENS_ITEM.match(second):
        return False
    if first.endswith(("，", "、", ",")):
        return True
    return len(first) >= LONG and not first.endswith(SENTENCE_END) and not LABELLED.match(second)
