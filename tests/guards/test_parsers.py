"""No parser follows an address: whatever strangers send or type, nothing is fetched and no other file is read.

Each library that could is made in one safe way; another way, or another library, is found here.
"""

import ast

import pytest

from tests.guards.house import PRODUCT, modules

SCHEMAS = "tongban/ground/kit/json_schema.py"
STRICT_XML = {"resolve_entities": False, "no_network": True, "load_dtd": False}
STRICT = {
    "lxml.etree.XMLParser": STRICT_XML,
    "lxml.etree.iterparse": STRICT_XML,
    "lxml.etree.XMLPullParser": STRICT_XML,
    "lxml.etree.HTMLParser": {"no_network": True},
    "lxml.html.HTMLParser": {"no_network": True},
    "lxml.html.XHTMLParser": STRICT_XML,
    "openpyxl.load_workbook": {"keep_links": False},
}
"""What a call must say, word by word."""
ALWAYS = {"huge_tree": False, "dtd_validation": False, "attribute_defaults": False}
"""What an XML parser may say only so."""
READS = {
    "fromstring",
    "XML",
    "parse",
    "parseid",
    "HTML",
    "document_fromstring",
    "fragment_fromstring",
    "fragments_fromstring",
}
"""Functions of lxml that read, and so need a parser made as above: a second argument, or ``parser=``."""
NEVER = (
    "lxml.etree.XSLT", "lxml.etree.XInclude", "lxml.etree.DTD", "lxml.etree.XMLSchema", "lxml.etree.RelaxNG",
    "lxml.objectify", "lxml.sax", "lxml.html.open_in_browser", "lxml.html.submit_form",
    "xml.etree.ElementTree.parse", "xml.etree.ElementTree.iterparse", "xml.etree.ElementTree.fromstring",
    "xml.etree.ElementTree.fromstringlist", "xml.etree.ElementTree.XML", "xml.etree.ElementTree.XMLParser",
    "xml.etree.ElementTree.XMLPullParser", "xml.etree.ElementInclude", "xml.dom.minidom.parse", "xml.dom.pulldom",
    "xml.dom.expatbuilder", "xml.sax.parse", "xml.sax.make_parser", "xml.parsers", "xmltodict", "bs4", "html5lib",
    "cairosvg", "svglib", "weasyprint", "reportlab", "wand", "docxtpl", "docx2txt", "xlrd", "pandas.read_",
    "jsonschema.", "jsonref", "yaml.load", "yaml.unsafe_load", "yaml.full_load", "pickle.load", "marshal.load", "shelve",
    "typst.compile", "typst.query", "docx.opc", "openpyxl.reader", "pypdf", "fitz",
)  # fmt: skip
OWN = {
    "tongban/ground/sandbox/package.py": "xml.parsers.expat",  # refuses every document type, so it knows no entity
    "tongban/ground/sandbox/workbook.py": "openpyxl.reader.excel.ExcelReader",  # made with keep_links=False
}
"""Parsers made by hand in one place each; tests beside them hold that they follow nothing."""
TYPST = "typst.Compiler"
FOLLOWS = ("@preview", "@local", "eval(", "read(", "include ", 'image("', "import ")
"""What a template of papers may not say: it takes everything from what it is given, as values."""


def origins(tree):
    """Return what each imported name of a module stands for: etree is lxml.etree."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                found[alias.asname or alias.name.split(".")[0]] = (
                    alias.name if alias.asname else alias.name.split(".")[0]
                )
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    return found


def dotted(node, known):
    """Return the full name of what a node names, or nothing."""
    if isinstance(node, ast.Name):
        return known.get(node.id, "")
    if isinstance(node, ast.Attribute):
        before = dotted(node.value, known)
        return f"{before}.{node.attr}" if before else ""
    return ""


def loose_parsers(tree, shown=""):
    """Return the lines that make or use a parser which could follow an address."""
    known = origins(tree)
    for name in set(known.values()):
        if _is_foreign_schema(name, shown) or _is_never(name, shown):
            yield 1, name
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            name = dotted(node, known)
            if node.attr == "xinclude" or _is_never(name, shown):
                yield node.lineno, name or node.attr
        if isinstance(node, ast.Call) and not _is_strict(node, dotted(node.func, known), shown):
            yield node.lineno, dotted(node.func, known)


def _is_foreign_schema(name, shown):
    return name.split(".")[0] == "jsonschema_rs" and shown != SCHEMAS


def _is_never(name, shown):
    return name.startswith(NEVER) and not (shown in OWN and name.startswith(OWN[shown]))


def _is_strict(call, name, shown):
    said = {word.arg: getattr(word.value, "value", ...) for word in call.keywords}
    if name in STRICT:
        if any(said.get(word, right) != right for word, right in ALWAYS.items()):
            return False
        return all(said.get(word, ...) is right for word, right in STRICT[name].items())
    if name.startswith(("lxml.etree.", "lxml.html.")) and name.rpartition(".")[2] in READS:
        return len(call.args) > 1 or "parser" in said
    if name == "jsonschema_rs.validator_for":
        return "retriever" in said
    if name == "docx.Document":
        return not call.args and not call.keywords
    if name == TYPST:
        return "root" in said
    return True


def test_every_parser_is_made_so_that_it_follows_no_address():
    found = {
        module.shown: lines
        for module in modules()
        if not module.is_test and (lines := sorted(set(loose_parsers(module.tree, module.shown))))
    }

    assert found == {}


@pytest.mark.parametrize("path", sorted(PRODUCT.rglob("*.typ")), ids=lambda path: path.name)
def test_a_template_of_papers_opens_nothing(path):
    code = [line.split("//")[0] for line in path.read_text("utf-8").splitlines()]

    assert [line for line in code if any(word in line for word in FOLLOWS)] == []


XML = "resolve_entities=False, no_network=True, load_dtd=False"


@pytest.mark.parametrize(
    "text",
    [
        "from lxml import etree\netree.fromstring(content)",
        "from lxml import etree as e\ne.XML(content)",
        "import lxml.etree\nlxml.etree.parse(path)",
        "from lxml.etree import fromstring\nfromstring(content)",
        "from lxml import etree\netree.XMLParser()",
        "from lxml import etree\netree.XMLParser(resolve_entities=False, no_network=True)",
        f"from lxml import etree\netree.XMLParser({XML}, huge_tree=True)",
        f"from lxml import etree\netree.XMLParser({XML}, dtd_validation=True)",
        "from lxml import etree\netree.XMLParser(resolve_entities=True, no_network=True, load_dtd=False)",
        "from lxml import etree\netree.XMLParser(resolve_entities=False, no_network=quiet, load_dtd=False)",
        "from lxml import etree\netree.iterparse(file)",
        "from lxml import etree\netree.XSLT(style)",
        "from lxml import html\nhtml.document_fromstring(text)",
        "from lxml import html\nhtml.HTMLParser(no_network=False)",
        "from lxml import etree\ntree.xinclude()",
        "from xml.etree import ElementTree\nElementTree.fromstring(text)",
        "import xml.etree.ElementTree as ET\nET.parse(path)",
        "from xml.etree.ElementTree import iterparse",
        "from xml.dom.minidom import parseString",
        "import xml.sax\nxml.sax.parse(file, handler)",
        "from xml.parsers import expat",
        "import jsonschema_rs",
        "from jsonschema_rs import validator_for",
        "from jsonschema.validators import validate",
        "from openpyxl import load_workbook\nload_workbook(file, read_only=True)",
        "import openpyxl\nopenpyxl.load_workbook(file, keep_links=True)",
        "from docx import Document\nDocument(path)",
        "import typst\ntypst.compile(text)",
        "import typst\ntypst.Compiler(path)",
        "import cairosvg",
        "import yaml\nyaml.load(text)",
        "import pickle\npickle.loads(content)",
    ],
)  # fmt: skip
def test_a_parser_that_could_follow_an_address_is_recognised(text):
    assert list(loose_parsers(ast.parse(text)))


@pytest.mark.parametrize(
    "text",
    [
        f"from lxml import etree\netree.fromstring(content, etree.XMLParser({XML}, huge_tree=False))",
        f"from lxml import etree\netree.iterparse(file, events=('end',), {XML})",
        "from lxml import html\nhtml.document_fromstring(text, parser=html.HTMLParser(no_network=True))",
        "from xml.etree import ElementTree\nElementTree.SubElement(root, 'a')",
        "from xml.sax.saxutils import quoteattr",
        "from openpyxl import load_workbook\nload_workbook(file, keep_links=False)",
        "from docx import Document\nDocument()",
    ],
)  # fmt: skip
def test_a_strict_parser_is_let_through(text):
    assert not list(loose_parsers(ast.parse(text)))


def test_a_second_way_to_make_validators_is_recognised():
    text = "import jsonschema_rs\njsonschema_rs.validator_for(schema)"

    assert list(loose_parsers(ast.parse(text), SCHEMAS))
    assert not list(loose_parsers(ast.parse(text.replace("(schema)", "(schema, retriever=refuse)")), SCHEMAS))
