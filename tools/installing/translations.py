"""Translations: compiled from .po to .mo with Babel wherever the .mo is missing or older."""

from pathlib import Path

from installing.workshop import PYTHON, ROOT, run, step

CATALOGUES = ("locale/*/LC_MESSAGES/*.po", "tongban/*/*/locale/*/LC_MESSAGES/*.po")
COMPILE = """
import sys
from pathlib import Path
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
for name in sys.argv[1:]:
    source, draft = Path(name), Path(name).with_suffix(".mo.new")
    with source.open("rb") as po, draft.open("wb") as mo:
        write_mo(mo, read_po(po))
    draft.replace(source.with_suffix(".mo"))
"""


def compile_translations() -> None:
    """Compile each catalogue that has changed since it was last compiled."""
    stale = [path for where in CATALOGUES for path in sorted(ROOT.glob(where)) if _is_stale(path)]
    if stale:
        step("编译界面语言", "translations")
        run([PYTHON, "-c", COMPILE, *stale])


def _is_stale(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime
