"""A page of the documents written from a chart: the drawing, and a line for every move with who may and on what basis."""

from collections.abc import Iterator

from django.utils.translation import override

from tongban.ground.ledger import Chart


def chart_page(head: str, chart: Chart) -> str:
    """Return a page: what stands at its head, the drawing, the table."""
    with override("en"):
        rows = "\n".join(_rows(chart))
    table = f"| move | said | from | to | who may | basis |\n|---|---|---|---|---|---|\n{rows}\n"
    return f"{head}\n```mermaid\n{chart.as_mermaid()}```\n\n{table}"


def _rows(chart: Chart) -> Iterator[str]:
    for move in chart.moves.values():
        before = ", ".join(map(str, move.from_)) or "—"
        cited = move.basis.label("en")
        yield f"| `{move.name}` | {move} | {before} | {move.to} | {move.permission} | {cited} |"
