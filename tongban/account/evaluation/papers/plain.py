"""The paper as plain text: blank lines part paragraphs, tabs part cells, covered cells stay blank."""

from tongban.account.evaluation.papers.layout import PaperLine, PaperTable, ReportPaper


def plain_text(paper: ReportPaper) -> bytes:
    """Write the text layout in UTF-8; a tab or line break inside a cell becomes a space."""
    blocks = [_flat(block.text) if isinstance(block, PaperLine) else _table(block) for block in paper.blocks]
    return ("\n\n".join(blocks) + "\n").encode()


def _table(grid: PaperTable) -> str:
    rows = [[column.header for column in grid.columns]]
    rows += [[slot.text if slot.span else "" for slot in row] for row in grid.rows]
    return "\n".join("\t".join(map(_flat, row)) for row in rows)


def _flat(text: str) -> str:
    return " ".join(text.split()) if "\n" in text or "\t" in text else text
