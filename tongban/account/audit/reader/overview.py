"""Section 三: the main functions, the internal bodies and the budget units, taken from running text."""

import re
from collections.abc import Iterator

from tongban.account.audit.reader.outline import BrokenParagraph, SectionDraft
from tongban.account.audit.reader.text_cleanup import with_text
from tongban.account.audit.report import Cell, Function

NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十")
ORDER = (*NUMERALS, *(f"十{numeral}" for numeral in NUMERALS[:9]), "二十")
ITEM = re.compile(r"[（(]([一二三四五六七八九十]{1,2})[）)]")
BODIES = re.compile(r"(?:内设机构|内设处室|内设科室)(?:主要)?(?:包括|有|为)\s*[：:]?")
UNITS = re.compile(r"(?:具体|预算单位)包括\s*[：:]?")
BETWEEN = re.compile(r"[、，,；;](?![^（(）)]{0,60}[）)])")


def functions(part: SectionDraft) -> tuple[Function, ...]:
    """Return the main functions in order; a numeral out of order belongs to the text it stands in."""
    found: list[tuple[str, Cell]] = []
    for passage in part.passages:
        text = passage.cell.text
        if "机构设置" in text[:20] or BODIES.search(text):
            break
        _functions_in(passage, found)
    return tuple([Function(f"（{numeral}）", cell) for numeral, cell in found])


def bodies(part: SectionDraft) -> tuple[Cell, ...]:
    """Return the internal bodies that are listed."""
    return tuple(_listed(part, BODIES))


def units(part: SectionDraft) -> tuple[Cell, ...]:
    """Return the budget units that are listed."""
    return tuple(_listed(part, UNITS))


def _functions_in(passage: BrokenParagraph, found: list[tuple[str, Cell]]) -> None:
    text, start, numeral = passage.cell.text, 0, ""
    for match in ITEM.finditer(text):
        expected = len(found) + bool(numeral)
        if expected < len(ORDER) and match[1] == ORDER[expected]:
            _end(passage, found, numeral, start, match.start())
            numeral, start = match[1], match.end()
    _end(passage, found, numeral, start, len(text))


def _end(passage: BrokenParagraph, found: list[tuple[str, Cell]], numeral: str, start: int, end: int) -> None:
    text = passage.cell.text[start:end].strip()
    if numeral:
        found.append((numeral, passage.at(start, text)))
    elif found and start == 0:
        above, cell = found[-1]
        found[-1] = (above, with_text(cell, cell.text + text))


def _listed(part: SectionDraft, opening: re.Pattern[str]) -> Iterator[Cell]:
    for passage in part.passages:
        text = passage.cell.text
        match = opening.search(text)
        if match:
            start = match.end()
            end = text.find("。", start)
            for name in BETWEEN.split(text[start : end if end >= 0 else len(text)]):
                if name.strip():
                    yield passage.at(start, name.strip())
                start += len(name) + 1
            return
