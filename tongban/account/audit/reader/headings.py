"""Which line opens a section, which is a label with its value, and which is only the foot of a page."""

import re
from functools import lru_cache

from tongban.account.audit.reader.layout import FULL_HEADINGS, LABELS, SECTIONS, plain

NUMBERED = re.compile(r"\s*([一二三四五六七八九])\s*[、.．,，]\s*(.+)\Z", re.DOTALL)
NEXT_LABEL = re.compile(rf"\s+(?=(?:{'|'.join(LABELS)})\s*(?:[（(][^）)]*[）)])?\s*[：:])")
PAGE_FOOT = re.compile(
    r"[—\-–\s]*\d{1,4}[—\-–\s]*|第\s*\d+\s*页.*|[（(]?续表[）)]?|预算执行说明|预算构成|指标说明"
)
LONGEST_HEADING = 40
LONGEST_LABEL = 20


@lru_cache(1024)
def section_of(text: str) -> tuple[str, str, str] | None:
    """Return numeral, heading and the text run into it, or None where the line opens no section.

    Sub-headings reuse 一、二、三, so the heading's words decide, not the numeral alone.
    """
    heading, rest = _parted(text)
    if len(heading) > LONGEST_HEADING or "。" in heading:
        return None
    match = NUMBERED.match(heading)
    name = (match[2] if match else heading).strip().rstrip("：:")
    numeral = FULL_HEADINGS.get(name, "")
    if match and not numeral and any(word in name for word in SECTIONS[match[1]]):
        numeral = match[1]
    return (numeral, heading, rest) if numeral else None


def labels_of(text: str) -> list[tuple[str, str]]:
    """Return the fields and values of a line of labels (编制人：…), or nothing where it is no such line."""
    if not _label(text)[0]:
        return []
    return [_label(part) for part in NEXT_LABEL.split(text)]


def is_page_foot(text: str) -> bool:
    """Say whether a paragraph is only a page number, the remark that a table goes on or an annex's caption."""
    return len(text) < 20 and PAGE_FOOT.fullmatch(text) is not None


def is_apart(text: str) -> bool:
    """Say whether a line stands outside any table: it opens a section or is a label with its value."""
    return section_of(text) is not None or bool(_label(text)[0])


def _parted(text: str) -> tuple[str, str]:
    for index, character in enumerate(text[: LONGEST_HEADING + 1]):
        if character in "：:":
            return text[: index + 1], text[index + 1 :].strip()
    return text, ""


def _label(text: str) -> tuple[str, str]:
    head, colon, _ = text[:LONGEST_HEADING].partition("：")
    if not colon:
        head, colon, _ = text[:LONGEST_HEADING].partition(":")
    field = LABELS.get(plain(head), "") if colon and len(head) <= LONGEST_LABEL else ""
    return (field, text[len(head) + 1 :].strip()) if field else ("", "")
