"""The fonts of the PDF writer: set-up puts them into var/fonts, nothing else is ever used."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
FONTS = ("NotoSerifSC_400Regular.ttf", "NotoSerifSC_700Bold.ttf", "NotoSansSC_700Bold.ttf")


class MissingFonts(Exception):
    """The fonts of the PDF writer are not there; the message says which and how to bring them."""


def fonts_folder() -> Path:
    """Return where set-up puts the fonts; raise `MissingFonts` where one of them is not there."""
    folder = Path(os.environ.get("TONGBAN_VAR", ROOT / "var")) / "fonts"
    missing = [name for name in FONTS if not (folder / name).exists()]
    if missing:
        raise MissingFonts(
            f"PDF 缺少字体，请运行 make setup。{folder} has no {', '.join(missing)}: run `make setup`."
        )
    return folder
