"""The report of 2022 written in each format in the smallest way, for the readers' tests."""

import html
import io
import zipfile
from pathlib import Path

import docx
import openpyxl

from tongban.account.audit.reader import plain
from tongban.account.audit.reader.document import Paragraph

FIXTURE = Path(__file__).parents[3] / "demo/data/2022-as-printed.txt"


def blocks():
    """The fixture's paragraphs and tables; a table is cut where a page ends."""
    for block in plain.document(FIXTURE.read_text()).blocks:
        if isinstance(block, Paragraph):
            yield block.cell.text
            continue
        piece: list[list[str]] = []
        last = block.rows[0][0].line
        for row in block.rows:
            if row[0].line > last + 1:
                yield piece
                yield "— 7 —"
                piece = []
            piece.append([cell.text for cell in row])
            last = row[0].line
        yield piece


def as_docx(path):
    paper = docx.Document()
    for block in blocks():
        if isinstance(block, str):
            paper.add_paragraph(block)
            continue
        table = paper.add_table(rows=0, cols=len(block[0]))
        for row in block:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    paper.save(path)


def as_xlsx(path):
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for block in blocks():
        for row in [[block]] if isinstance(block, str) else block:
            sheet.append(row)
            for cell in sheet[sheet.max_row]:
                cell.data_type = "s"  # "=100%" is a text here, no formula
    book.save(path)


def as_html(path):
    pieces = ["<!doctype html><html><head><title>x</title><style>p{}</style></head><body>"]
    for block in blocks():
        if isinstance(block, str):
            pieces.append(f"<p>{block}</p>")
        else:
            pieces += ["<table>", *(html_row(row) for row in block), "</table>"]
    path.write_text("".join(pieces))


def html_row(row):
    return "".join(["<tr>", *(f"<td>{html.escape(text)}</td>" for text in row), "</tr>"])


WIDTH, HEIGHT, SIZE = 1200, 800, 8


def as_pdf(path):
    """Write a PDF by hand: text in a Chinese font every reader knows, rules around every cell, a page a table."""
    pages: list[list[str]] = [[]]
    top = HEIGHT - 40

    def write(x, y, text):
        pages[-1].append(f"BT /F1 {SIZE} Tf {x:.2f} {y:.2f} Td <{text.encode('utf-16-be').hex()}> Tj ET")

    for block in blocks():
        if isinstance(block, str):
            if block.startswith("—"):
                write(WIDTH / 2, 20, block)
                pages.append([])
                top = HEIGHT - 40
                continue
            for index, line in enumerate(folded(block, WIDTH - 100)):
                write(40 if index else 56, top, line)
                top -= SIZE * 2
            continue
        wide = (WIDTH - 80) / len(block[0])
        for row in block:
            lines = [folded(text, wide - 8) for text in row]
            high = max(len(cell) for cell in lines) * (SIZE + 2) + 6
            if top - high < 40:
                pages.append([])
                top = HEIGHT - 40
            for index, cell in enumerate(lines):
                pages[-1].append(f"{40 + index * wide:.2f} {top - high:.2f} {wide:.2f} {high:.2f} re S")
                for at, line in enumerate(cell):
                    write(44 + index * wide, top - (SIZE + 2) * (at + 1), line)
            top -= high
        top -= 30
    path.write_bytes(pdf_of([" ".join(page).encode() for page in pages]))


def folded(text, width):
    lines, line, used = [], "", 0.0
    for character in text:
        advance = SIZE * (0.5 if character.isascii() else 1)
        if used + advance > width:
            lines.append(line)
            line, used = "", 0.0
        line, used = line + character, used + advance
    return [*lines, line]


def pdf_of(pages, encrypt=b""):
    count = len(pages)
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>"
        % (b" ".join(b"%d 0 R" % (6 + 2 * n) for n in range(count)), count),
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/FontDescriptor 5 0 R/DW 1000/W[1 95 500]"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>",
        b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0"
        b"/Ascent 880/Descent -120/CapHeight 880/StemV 80>>",
    ]
    for number, page in enumerate(pages):
        bodies.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
            % (WIDTH, HEIGHT, 7 + 2 * number)
        )
        bodies.append(b"<</Length %d>>\nstream\n%s\nendstream" % (len(page), page))
    out, offsets = io.BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, body in enumerate(bodies, 1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1))
    out.writelines(b"%010d 00000 n \n" % offset for offset in offsets)
    out.write(b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (len(bodies) + 1, encrypt, start))
    return out.getvalue()


def rewritten(path, body):
    """Put another body into a DOCX."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    parts["word/document.xml"] = (
        f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'.encode()
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
