"""Hostile PDFs, pages, texts and JSON reports."""

import zlib


def pdf(objects, root="1 0 R"):
    """Return a PDF of objects in the order of their numbers."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return bytes(out) + b"trailer<</Size %d/Root %s>>\nstartxref\n%d\n%%%%EOF" % (size, root.encode(), start)


def stream(content, about=b"", level=9):
    packed = zlib.compress(content, level)
    return b"<</Length %d/Filter/FlateDecode%s>>stream\n%s\nendstream" % (len(packed), about, packed)


FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"


def one_page(content, *, contents=b"5 0 R", resources=b"", more=()):
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %s/Resources<</Font<</F1 4 0 R>>%s>>>>"
        % (contents, resources)
    )
    return pdf([CATALOG, PAGES, page, FONT, stream(content), *more])


def many_texts(count=60_000):
    return one_page(b"BT /F1 9 Tf 9 9 Td " + b"(x)Tj " * count + b"ET")


def repeated_content(count=20_000):
    return one_page(b"BT /F1 9 Tf (xxxxxxxxxx)Tj ET ", contents=b"[" + b"5 0 R " * count + b"]")


def many_lines(count=60_000):
    return one_page(b"".join(b"%d 0 m %d 800 l S " % (number % 600, number % 599) for number in range(count)))


def crossing_lines(count=4_000):
    """Few enough to pass every count: their crossings are many."""
    across = b"".join(b"0 %d.%d m 600 %d.%d l S " % (n % 800, n, n % 800, n) for n in range(count))
    return one_page(
        across + b"".join(b"%d.%d 0 m %d.%d 800 l S " % (n % 600, n, n % 600, n) for n in range(count))
    )


def forms_calling_forms(depth=12, each=9):
    """Drawings that call drawings, nine times each: 9^12 in the end."""
    first = 6
    forms = [
        stream(
            b"/X Do " * each if level + 1 < depth else b"BT /F1 9 Tf (x)Tj ET",
            b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F1 4 0 R>>/XObject<</X %d 0 R>>>>"
            % (first + level + 1),
        )
        for level in range(depth)
    ]
    return one_page(b"/X Do " * each, resources=b"/XObject<</X 6 0 R>>", more=forms)


def form_calling_itself():
    form = stream(
        b"/X Do /X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>"
    )
    return one_page(b"/X Do", resources=b"/XObject<</X 6 0 R>>", more=[form])


def many_pages(count=20_000):
    kids = b" ".join(b"%d 0 R" % number for number in range(3, 3 + count))
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 %d 0 R>>>>>>"
        % (
            3 + count,
            4 + count,
        )
    )
    return pdf(
        [
            CATALOG,
            b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count),
            *[page] * count,
            stream(b"BT /F1 9 Tf (x)Tj ET"),
            FONT,
        ]
    )


def flate_bomb(megabytes=440):
    return one_page(b" " * (megabytes << 20))


def flate_bomb_twice(megabytes=440):
    """A stream packed twice: half a megabyte of nothing in a kilobyte."""
    packed = zlib.compress(zlib.compress(b" " * (megabytes << 20), 9), 9)
    body = b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n%s\nendstream" % (len(packed), packed)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"
    return pdf([CATALOG, PAGES, page, body])


def pages_in_a_circle():
    return pdf(
        [CATALOG, b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>", b"<</Type/Pages/Kids[2 0 R]/Count 9>>"]
    )


def length_of_itself():
    return pdf(
        [
            CATALOG,
            PAGES,
            b"<</Type/Page/Parent 2 0 R/Contents 4 0 R>>",
            b"<</Length 4 0 R>>stream\nx\nendstream",
        ]
    )


def references_in_a_circle():
    page = b"<</Type/Page/Parent 2 0 R/MediaBox 4 0 R/Contents 4 0 R>>"
    return pdf([CATALOG, PAGES, page, b"5 0 R", b"4 0 R"])


def nested_arrays(depth=100_000):
    return pdf([CATALOG, PAGES, b"<</Type/Page/Parent 2 0 R/MediaBox " + b"[" * depth + b"]" * depth + b">>"])


def cross_references_in_a_circle():
    content = pdf([CATALOG, PAGES, b"<</Type/Page/Parent 2 0 R>>"])
    start = content.rindex(b"startxref\n") + 10
    return content.replace(b"trailer<<", b"trailer<</Prev %d" % int(content[start:].split()[0]))


def many_objects(count=400_000):
    return pdf([CATALOG, PAGES, b"<</Type/Page/Parent 2 0 R>>", *[b"[]"] * count])


def huge_picture(side=60_000):
    picture = stream(
        b"",
        b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace/DeviceRGB"
        % (side, side),
    )
    return one_page(b"/X Do", resources=b"/XObject<</X 6 0 R>>", more=[picture])


def page(body):
    return f"<!doctype html><html><body>{body}</body></html>".encode()


def rowspans(rows=20_000):
    return page(f"<table><tr><td rowspan=99999 colspan=256>x</td></tr>{'<tr></tr>' * rows}</table>")


def colspans(cells=20_000):
    return page(f"<table><tr>{'<td colspan=256>x' * cells}</table>")


def many_rowspans(tables=300):
    one = f"<table><tr><td rowspan=99999 colspan=256>x</td></tr>{'<tr></tr>' * 400}</table>"
    return page(one * tables)


def nested_pages(depth=5_000):
    return page("<table><tr><td>" * depth)


def deep_page(depth=1_000_000):
    return page("<div>" * depth)


def many_elements(count=3_000_000):
    return page("<p>x" * count)


def many_attributes(count=1_000_000):
    return page("<p " + " ".join(f"a{number}=1" for number in range(count)) + ">x</p>")


def long_line(megabytes=150):
    return b"9" * (megabytes << 20)


def long_lines_of_brackets(count=3_000_000):
    return ("（" * count + "一、").encode()


def tabs(count=20_000_000):
    return b"\t" * count + b"x"


def many_table_rows(count=500_000):
    row = "| 1 | 公用经费 | 100.00 | 0 | 100.00 | 100.00 | 100.00% |\n"
    return ("表1：预算执行情况\n" + row * count).encode()


def deep_json(depth=1_000_000):
    return b'{"report":' + b"[" * depth + b"]" * depth + b"}"


def many_json_indicators(count=300_000):
    return b'{"indicators":[' + b",".join([b"{}"] * count) + b"]}"


def json_of_empty_lists(count=20_000_000):
    return b'{"report":{"x":[' + b"[]," * count + b"[]]}}"


def json_number(digits=5_000_000):
    return b'{"year":' + b"9" * digits + b"}"
