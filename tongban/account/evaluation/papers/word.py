"""The paper as an official Word document: A4, wide tables on their side, header rows repeated, pages numbered."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from tongban.account.evaluation.papers.columns import PaperColumn
from tongban.account.evaluation.papers.layout import PaperLine, PaperTable, ReportPaper, Slot

SHORT_SIDE, LONG_SIDE = 210, 297
MARGINS = {False: (26, 30, 26), True: (20, 25, 20)}
CELL_MARGIN = 55
SMALLEST_TITLE, MEASURE = 14, 445
TWIPS = 56.7
LATIN = "Times New Roman"
STYLES = {
    #            font    size bold  alignment  spacing indent
    "Title": ("宋体", 22, True, "CENTER", 34, 0),
    "Subtitle": ("仿宋", 16, False, "CENTER", 28, 0),
    "Heading 1": ("黑体", 16, False, "LEFT", 28, 0),
    "Body Text": ("仿宋", 16, False, "JUSTIFY", 28, 2),
    "Note": ("仿宋", 14, False, "LEFT", 26, 0),
    "Caption": ("黑体", 12, False, "CENTER", 24, 0),
    "Table Head": ("宋体", 9, True, "CENTER", 0, 0),
    "Table Text": ("宋体", 9, False, "LEFT", 0, 0),
    "Table Figure": ("宋体", 9, False, "RIGHT", 0, 0),
    "Table Centre": ("宋体", 9, False, "CENTER", 0, 0),
}
LINES = {
    "title": "Title",
    "year": "Subtitle",
    "imprint": "Note",
    "heading": "Heading 1",
    "body": "Body Text",
    "statement": "Note",
}
CELLS = {
    "text": "Table Text",
    "passage": "Table Text",
    "figure": "Table Figure",
    "value": "Table Centre",
    "group": "Table Centre",
}


def word(paper: ReportPaper, made_at: datetime | None = None) -> bytes:
    """Write the document."""
    document = Document()
    _properties(document, paper, made_at)
    for name in STYLES:
        _style(document, name)
    document.styles["Title"].font.size = Pt(_title_size(paper))
    _turn(document.sections[0], is_wide=False)
    _head_and_foot(document.sections[0], paper)
    is_wide = False
    for chapter in paper.chapters:
        if chapter.is_wide != is_wide:
            is_wide = chapter.is_wide
            _turn(document.add_section(WD_SECTION.NEW_PAGE), is_wide=is_wide)
        for block in chapter.blocks:
            if isinstance(block, PaperTable):
                _table(document, block, (LONG_SIDE if is_wide else SHORT_SIDE) - 2 * MARGINS[is_wide][0])
            else:
                document.add_paragraph(block.text, style=LINES[block.kind])
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _properties(document: Any, paper: ReportPaper, made_at: datetime | None) -> None:
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = (
        paper.running_head,
        paper.author,
        paper.author,
    )
    properties.comments, properties.language = "", "zh-CN"
    if made_at:
        properties.created = properties.modified = made_at.astimezone(UTC).replace(tzinfo=None)


def _style(document: Any, name: str) -> None:
    family, size, bold, alignment, spacing, indent = STYLES[name]
    styles = document.styles
    style = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    for part in style.element.xpath("./w:rPr | ./w:pPr/w:pBdr"):
        part.getparent().remove(part)
    style.font.name, style.font.size, style.font.bold, style.font.italic = LATIN, Pt(size), bold, False
    style.element.rPr.rFonts.set(qn("w:eastAsia"), family)
    layout = style.paragraph_format
    layout.alignment = getattr(WD_ALIGN_PARAGRAPH, alignment)
    layout.space_before = layout.space_after = Pt(6 if name in ("Heading 1", "Caption") else 0)
    if spacing:
        layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(spacing)
    if indent:
        layout.first_line_indent = Pt(size * indent)
    layout.keep_with_next = name in ("Heading 1", "Caption")


def _title_size(paper: ReportPaper) -> int:
    """Return the largest size at which the title stands on one line."""
    longest = max(
        (len(block.text) for block in paper.blocks if isinstance(block, PaperLine) and block.kind == "title"),
        default=1,
    )
    return max(SMALLEST_TITLE, min(STYLES["Title"][1], MEASURE // longest))


def _turn(section: Any, *, is_wide: bool) -> None:
    width, height = (LONG_SIDE, SHORT_SIDE) if is_wide else (SHORT_SIDE, LONG_SIDE)
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
    side, top, bottom = MARGINS[is_wide]
    section.left_margin = section.right_margin = Mm(side)
    section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)


def _head_and_foot(section: Any, paper: ReportPaper) -> None:
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    head.text = paper.running_head
    for text, field in (("第 ", "PAGE"), (" 页 共 ", "NUMPAGES"), (" 页", "")):
        foot.add_run(text)
        if field:
            foot._p.append(_element("w:fldSimple", {"w:instr": field}, _run("1")))
    for paragraph in (head, foot):
        paragraph.style, paragraph.alignment = "Table Text", WD_ALIGN_PARAGRAPH.CENTER


def _table(document: Any, grid: PaperTable, millimetres: int) -> None:
    if grid.is_annex:
        document.add_paragraph(grid.name, style="Caption")
    total = sum(column.width for column in grid.columns)
    widths = [round(column.width * millimetres / total * TWIPS) for column in grid.columns]
    table = document.add_table(rows=0, cols=len(widths), style="Table Grid")
    table.autofit = False
    sides = [_element(side, {"w:w": str(CELL_MARGIN), "w:type": "dxa"}) for side in ("w:left", "w:right")]
    table._tbl.tblPr.append(_element("w:tblCellMar", {}, *sides))
    for place, width in zip(table._tbl.tblGrid.findall(qn("w:gridCol")), widths, strict=True):
        place.set(qn("w:w"), str(width))
    heads = [
        _cell(column.header, "Table Head", width) for column, width in zip(grid.columns, widths, strict=True)
    ]
    table._tbl.append(_row(heads, "w:cantSplit", "w:tblHeader"))
    for row in grid.rows:
        cells = [
            _slot(slot, column, width) for slot, column, width in zip(row, grid.columns, widths, strict=True)
        ]
        table._tbl.append(_row(cells, "w:cantSplit"))
    document.add_paragraph(style="Table Text")


def _row(cells: list[Any], *marks: str) -> Any:
    return _element("w:tr", {}, _element("w:trPr", {}, *map(_element, marks)), *cells)


def _slot(slot: Slot, column: PaperColumn, width: int) -> Any:
    merge = {0: "continue", 1: ""}.get(slot.span, "restart")
    return _cell(slot.text if slot.span else "", CELLS[column.kind], width, merge)


def _cell(text: str, style: str, width: int, merge: str = "") -> Any:
    limits = [_element("w:tcW", {"w:w": str(width), "w:type": "dxa"})]
    if merge:
        limits.append(_element("w:vMerge", {"w:val": merge}))
    limits.append(_element("w:vAlign", {"w:val": "center"}))
    looks = _element("w:pPr", {}, _element("w:pStyle", {"w:val": style.replace(" ", "")}))
    return _element(
        "w:tc", {}, _element("w:tcPr", {}, *limits), _element("w:p", {}, looks, *([_run(text)] * bool(text)))
    )


def _run(text: str) -> Any:
    run = OxmlElement("w:r")
    run.text = text
    return run


def _element(tag: str, attributes: dict[str, str] | None = None, *children: Any) -> Any:
    element = OxmlElement(tag)
    for name, value in (attributes or {}).items():
        element.set(qn(name), value)
    element.extend(children)
    return element
