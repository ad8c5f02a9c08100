"""Papers as PDF, typeset by Typst with the fonts of the installation and no others.

A character that no font has is never left out or printed as a box: the paper is refused, and the reason names it.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import Literal, cast

import typst

from tongban.ground.kit.fonts import MissingCharacters, fonts_folder

Standard = Literal["a-2a", "a-2b", "ua-1"]

PROBE = Path(__file__).with_name("probe.typ")
ONE_AT_A_TIME = Lock()
SURE = range(0x4E00, 0xA000)
"""The common Chinese characters: the fonts that set-up brings have them all, as they have ASCII."""
SHAPELESS = {"Cc", "Cf", "Zl", "Zp", "Zs"}
PRIVATE_USE = "Co"
"""Characters that every font draws as it likes: what is printed would be a matter of luck."""
MOST_NAMED = 8


def typeset(
    template: Path,
    inputs: Mapping[str, str],
    *,
    standards: Sequence[Standard],
    made_at: datetime | None = None,
) -> bytes:
    """Return a template with its inputs as PDF; raise `PrintError` with the reason.

    The same inputs and moment give the same bytes; a PDF's dates know whole seconds only.
    """
    require_printable("".join(inputs.values()))
    stamp = made_at.replace(microsecond=0) if made_at else None
    with ONE_AT_A_TIME:
        made = _compiler(template).compile(
            sys_inputs=dict(inputs), pdf_standards=list(standards), timestamp=stamp
        )
    return cast(bytes, made)


def require_printable(content: object) -> None:
    """Refuse a text, or texts in lists and mappings, with characters that cannot be printed."""
    lacking = unprintable_characters(content)
    if lacking:
        raise MissingCharacters(lacking)


def unprintable_characters(content: object) -> list[str]:
    """Return the characters of a text, or of texts in lists and mappings, that no font of the installation has."""
    rare = sorted({each for text in _texts(content) for each in text if not _is_sure(each)})
    invented = [each for each in rare if unicodedata.category(each) == PRIVATE_USE]
    return invented or list(_lacking("".join(rare)))


def _is_sure(character: str) -> bool:
    return character.isascii() or ord(character) in SURE or unicodedata.category(character) in SHAPELESS


def _texts(content: object) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, Mapping):
        for value in content.values():
            yield from _texts(value)
    elif isinstance(content, Iterable):
        for value in content:
            yield from _texts(value)


@lru_cache(maxsize=256)
def _lacking(characters: str) -> tuple[str, ...]:
    """Return the first of these characters that no font draws: Typst itself is asked, half by half."""
    if not characters or _is_drawn(characters):
        return ()
    if len(characters) == 1:
        return (characters,)
    half = len(characters) // 2
    found = _lacking(characters[:half])
    return found if len(found) >= MOST_NAMED else (found + _lacking(characters[half:]))[:MOST_NAMED]


def _is_drawn(characters: str) -> bool:
    try:
        with ONE_AT_A_TIME:
            _compiler(PROBE).compile(sys_inputs={"text": characters}, pdf_standards=["a-2b"])
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
        return False
    return True


@cache
def _compiler(template: Path) -> typst.Compiler:
    return typst.Compiler(
        str(template), root=str(template.parent), font_paths=[str(fonts_folder())], ignore_system_fonts=True
    )
