"""The pages of docs/ that rooms write of themselves: ``python -m tongban.documentation docs`` writes them.

A room's ``documentation.py`` yields them as ``pages()``: the path below docs/ and the text. Pages of the audit's rules are
its own; it knows no Django and stands alone.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

GENERATED = ("metrics",)
"""Folders below docs/ that hold written pages only."""


def pages() -> Iterator[tuple[str, str]]:
    """Yield every page: its path below docs/ and its text."""
    from tongban.ground.ledger.rooms import modules_named

    for module in modules_named("documentation"):
        yield from module.pages()


def stale(folder: Path) -> Iterator[Path]:
    """Yield the files of generated folders that no room writes any more."""
    written = {folder / name for name, _ in pages()}
    for name in GENERATED:
        yield from (path for path in (folder / name).glob("*.md") if path not in written)


def write(folder: Path) -> None:
    """Write all pages, and remove those that are no more."""
    for path in stale(folder):
        path.unlink()
    for name, text in pages():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


def main(folder: Path) -> None:
    """Write the pages of every room, and those of the audit's rules."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    from tongban.account.audit import documentation as rules

    django.setup()
    write(folder)
    rules.write(folder / "audit-rules")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
