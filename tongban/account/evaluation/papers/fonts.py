"""The fonts of the PDF writer, which every paper of the house uses."""

from tongban.ground.kit.fonts import FONTS, MissingFonts, fonts_folder

__all__ = ["FONTS", "MissingFonts", "fonts_folder"]
