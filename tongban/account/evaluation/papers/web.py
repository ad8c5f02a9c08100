"""The paper as one self-contained web page that also prints well."""

from html import escape

from tongban.account.evaluation.papers.columns import MERGED_KINDS, PaperColumn
from tongban.account.evaluation.papers.layout import (
    PaperBlock,
    PaperChapter,
    PaperLine,
    PaperTable,
    ReportPaper,
    Slot,
)

STYLE = """
:root { color-scheme: light; }
body { margin: 0 auto; padding: 2rem 1rem; max-width: 75rem; color: #1a1a1a; background: #fff;
  font: 1rem/1.9 "FangSong", "仿宋", "Noto Serif SC", "Songti SC", serif; }
h1 { margin: 1rem 0 .5rem; text-align: center; font: bold 1.7rem/1.5 "SimSun", "Noto Serif SC", serif; }
h2 { margin: 2rem 0 .75rem; font: bold 1.15rem/1.6 "SimHei", "Noto Sans SC", sans-serif; }
p { margin: 0 0 .5rem; text-indent: 2em; text-align: justify; overflow-wrap: anywhere; }
p.year { text-align: center; text-indent: 0; }
p.imprint, p.statement { text-indent: 0; }
.table { overflow-x: auto; margin: 1rem 0; }
table { width: 100%; border-collapse: collapse; font: .875rem/1.5 "SimSun", "Noto Serif SC", serif; }
caption { padding: .5rem 0; font-weight: bold; }
th, td { padding: .3rem .5rem; border: 1px solid #444; text-align: left; vertical-align: middle; }
thead th { text-align: center; background: #eef2f7; }
tbody th { font-weight: normal; }
.figure { text-align: right; font-variant-numeric: tabular-nums; }
.value, .group { text-align: center; }
@page { size: A4; margin: 25mm 20mm; @bottom-center { content: "第 " counter(page) " 页 共 " counter(pages) " 页"; } }
@page wide { size: A4 landscape; }
@media print {
  body { padding: 0; max-width: none; font-size: 12pt; }
  section.wide { page: wide; }
  .table { overflow: visible; }
  table { font-size: 9pt; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  h2 { break-after: avoid; }
}
"""
TAGS = {"title": "<h1>{}</h1>", "heading": "<h2>{}</h2>", "body": "<p>{}</p>"}


def web_page(paper: ReportPaper) -> bytes:
    """Write one HTML page in UTF-8 with its style sheet inside and nothing fetched from elsewhere."""
    sections = "\n".join(_section(chapter) for chapter in paper.chapters)
    return (
        '<!DOCTYPE html>\n<html lang="zh-Hans">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="author" content="{escape(paper.author)}">\n'
        f"<title>{escape(paper.running_head)}</title>\n<style>{STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n{sections}\n</main>\n</body>\n</html>\n"
    ).encode()


def _section(chapter: PaperChapter) -> str:
    wide = ' class="wide"' if chapter.is_wide else ""
    return f"<section{wide}>\n" + "\n".join(map(_block, chapter.blocks)) + "\n</section>"


def _block(block: PaperBlock) -> str:
    if isinstance(block, PaperTable):
        return _table(block)
    return TAGS.get(block.kind, f'<p class="{block.kind}">{{}}</p>').format(_broken(block))


def _broken(line: PaperLine) -> str:
    return escape(line.text).replace("\n", "<br>")


def _table(grid: PaperTable) -> str:
    head = "".join(f'<th scope="col">{escape(column.header)}</th>' for column in grid.columns)
    body = "\n".join(f"<tr>{_row(grid.columns, row)}</tr>" for row in grid.rows)
    return (
        f'<div class="table" tabindex="0" role="region" aria-label="{escape(grid.name)}">\n'
        f"<table>\n<caption>{escape(grid.name)}</caption>\n"
        f"<thead>\n<tr>{head}</tr>\n</thead>\n<tbody>\n{body}\n</tbody>\n</table>\n</div>"
    )


def _row(columns: tuple[PaperColumn, ...], row: tuple[Slot, ...]) -> str:
    return "".join(_cell(column, slot) for column, slot in zip(columns, row, strict=True) if slot.span)


def _cell(column: PaperColumn, slot: Slot) -> str:
    text = escape(slot.text).replace("\n", "<br>")
    span = f' rowspan="{slot.span}"' if slot.span > 1 else ""
    if column.kind in MERGED_KINDS and slot.text:
        return f'<th scope="rowgroup" class="{column.kind}"{span}>{text}</th>'
    if column.field == "name":
        return f'<th scope="row">{text}</th>'
    return f'<td class="{column.kind}"{span}>{text}</td>'
