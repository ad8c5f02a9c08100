"""The fonts of the PDF writer: set-up puts them into var/fonts, nothing else is ever used."""

import os
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

ROOT = Path(__file__).resolve().parents[3]
FONTS = ("NotoSerifSC_400Regular.ttf", "NotoSerifSC_700Bold.ttf", "NotoSansSC_700Bold.ttf")
RARE_FONTS = ("BabelStoneHan.ttf", "HanaMinB.ttf")
"""Fonts with the rare characters of names (extensions B to H); papers without such characters do without them."""


class PrintError(Exception):
    """A paper cannot be printed; the message says why and what to do, in Chinese and in English."""


class MissingFonts(PrintError):
    """The fonts of the PDF writer are not there; the message says which and how to bring them."""


class MissingCharacters(PrintError):
    """No font has some characters of a paper; the message names each of them.

    It speaks the reader's language on a page, and both where no page is: a report file is printed without Django.
    """

    def __init__(self, characters: Sequence[str]) -> None:
        self.characters = list(characters)
        super().__init__(*self.characters)

    def __str__(self) -> str:
        named = {"characters": ", ".join(f"{each} (U+{ord(each):04X})" for each in self.characters)}
        if not settings.configured:
            return f"本机的字体没有 {named['characters']}，文书不能印制：请改用规范写法，或补装字体。 No font here has them."
        said = _(
            "No font here has %(characters)s, so the paper cannot be printed: write these characters in their standard"
            " form, or have the administrator add a font that has them (installation guide, “Rare characters”)."
        )
        return said % named


def fonts_folder() -> Path:
    """Return where set-up puts the fonts; raise `MissingFonts` where one of them is not there."""
    folder = Path(os.environ.get("TONGBAN_VAR", ROOT / "var")) / "fonts"
    missing = [name for name in FONTS if not (folder / name).exists()]
    if missing:
        raise MissingFonts(
            f"PDF 缺少字体，请运行 make setup。{folder} has no {', '.join(missing)}: run `make setup`."
        )
    return folder
