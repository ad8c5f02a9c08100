"""The page docs/case-chart.md, written from the chart: ``python -m tongban.work.cases.documentation docs``."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tongban.ground.ledger import Move

NAME = "case-chart.md"
HEAD = """# The way of a case

Written by `make docs` from `tongban/work/cases/states.py`; nothing but this chart changes the status of a case.
"""


def page() -> str:
    """Return the page: the diagram, and a line for every move with who may make it and on what basis."""
    from django.utils.translation import override

    from tongban.work.cases.states import CHART

    with override("en"):
        rows = "\n".join(_rows(list(CHART.moves.values())))
    table = f"| move | said | from | to | who may | basis |\n|---|---|---|---|---|---|\n{rows}\n"
    return f"{HEAD}\n```mermaid\n{CHART.as_mermaid()}```\n\n{table}"


def _rows(moves: "list[Move]") -> Iterator[str]:
    for move in moves:
        before = ", ".join(map(str, move.from_)) or "—"
        cited = move.basis.label("en")
        yield f"| `{move.name}` | {move} | {before} | {move.to} | {move.permission} | {cited} |"


def main(folder: Path) -> None:
    """Write the page into a folder."""
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    folder.joinpath(NAME).write_text(page(), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
