"""Copy from node_modules just what the pages and the PDF writer need; run after ``npm ci``.

Pages: tongban/ground/kit/static/vendor/ (git-ignored). Fonts of the PDF writer: var/fonts/. The browser
tests' accessibility checker: var/tests/.
"""

import hashlib
import os
import re
import shutil
import sys
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
MODULES = HERE / "node_modules"
VENDOR = ROOT / "tongban" / "ground" / "kit" / "static" / "vendor"
VAR = Path(os.environ.get("TONGBAN_VAR", ROOT / "var"))
FONTS = VAR / "fonts"
STAMP = VENDOR / "made-from.txt"

SOURCE_MAP = re.compile(r"\n?(//# sourceMappingURL=\S+|/\*# sourceMappingURL=\S+ \*/)\s*")

TEXTS = {
    "@tabler/core/dist/css/tabler.min.css": "tabler.css",
    "htmx.org/dist/htmx.min.js": "htmx.js",
    "echarts/dist/echarts.min.js": "echarts.js",
    "@fontsource-variable/noto-sans-sc/index.css": "noto-sans-sc.css",
}
PDF_FONTS = ("NotoSansSC_400Regular", "NotoSansSC_700Bold", "NotoSerifSC_400Regular", "NotoSerifSC_700Bold")


def main() -> int:
    """Copy everything anew unless lock file and this script are those of the last time."""
    source = hashlib.sha256(
        (HERE / "package-lock.json").read_bytes() + Path(__file__).read_bytes()
    ).hexdigest()
    fonts_are_there = all((FONTS / f"{name}.ttf").exists() for name in PDF_FONTS)
    if fonts_are_there and STAMP.exists() and STAMP.read_text() == source:
        return 0
    if not MODULES.is_dir():
        sys.stderr.write("frontend/node_modules is missing: run `npm ci` in frontend/ first\n")
        return 1
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.mkdir(parents=True)
    copy_texts()
    copy_font_slices()
    pack_icons()
    copy_pdf_fonts()
    copy_for_tests()
    STAMP.write_text(source)
    return 0


def copy_texts() -> None:
    """Copy styles and scripts without their references to source maps, which are not served."""
    for source, target in TEXTS.items():
        text = (MODULES / source).read_text(encoding="utf-8")
        destination = VENDOR / target
        destination.parent.mkdir(parents=True, exist_ok=True)
        destination.write_text(SOURCE_MAP.sub("\n", text), encoding="utf-8")


def copy_font_slices() -> None:
    """Copy the slices of the screen font; a browser fetches only those a page needs."""
    shutil.copytree(MODULES / "@fontsource-variable/noto-sans-sc/files", VENDOR / "files")


def pack_icons() -> None:
    """Pack the lines of every outline icon into one archive, so that a page reads only its own."""
    with ZipFile(VENDOR / "icons.zip", "w", ZIP_DEFLATED) as archive:
        for path in sorted((MODULES / "@tabler/icons/icons/outline").glob("*.svg")):
            lines = [line.strip() for line in path.read_text().splitlines()]
            shapes = [line for line in lines if line.startswith("<") and "M0 0h24v24H0z" not in line]
            archive.writestr(path.name, "".join(shape for shape in shapes if shape not in ("<svg", "</svg>")))


def copy_pdf_fonts() -> None:
    """Copy the fonts that the PDF writer embeds."""
    FONTS.mkdir(parents=True, exist_ok=True)
    for name in PDF_FONTS:
        family = "noto-sans-sc" if "Sans" in name else "noto-serif-sc"
        weight = name.partition("_")[2]
        shutil.copyfile(
            MODULES / "@expo-google-fonts" / family / weight / f"{name}.ttf", FONTS / f"{name}.ttf"
        )


def copy_for_tests() -> None:
    """Copy the accessibility checker that browser tests inject; it is never served."""
    (VAR / "tests").mkdir(parents=True, exist_ok=True)
    shutil.copyfile(MODULES / "axe-core/axe.min.js", VAR / "tests" / "axe.js")


if __name__ == "__main__":
    raise SystemExit(main())
