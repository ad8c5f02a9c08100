"""Libraries that take files apart are used in few places, and what strangers send is read there in a child process."""

import ast

import pytest

from tests.guards.house import imports_in, modules

PARSERS = {
    *("openpyxl", "pdfplumber", "pdfminer", "pypdfium2", "PIL", "lxml", "docx", "zipfile", "tarfile", "gzip"),
    *("zlib", "bz2", "lzma", "calamine", "python_calamine", "xml", "defusedxml"),
}
IN_A_CHILD = {
    "tongban.account.audit.reader.pdf_limits",
    "tongban.account.audit.reader.files",
    "tongban.account.audit.reader.pages",
    "tongban.account.audit.reader.sheets",
    "tongban.account.audit.reader.web",
    "tongban.account.audit.reader.word",
    "tongban.ground.kit.bags",
    "tongban.ground.sandbox.package",
    "tongban.ground.sandbox.workbook",
    "tongban.work.logs.parsers.xes",
}
"""Read by `run_limited` or `stream_limited` only."""
NOT_OF_STRANGERS = {
    "tongban.account.evaluation.papers.word": "writes",
    "tongban.demo.forms": "writes",
    "tongban.doors.api.georeport.formats": "writes",
    "tongban.ground.kit.contents": "lists the parts of a package, after counting them",
    "tongban.ground.kit.icons": "reads the archive that set-up makes",
    "tongban.operations.backup": "writes",
    "tongban.operations.passphrase": "packs and unpacks the keys of this house, after checking who sealed them",
    "tongban.operations.backup_reader": "reads what the administrator wrote, member by member against a signed list",
    "tongban.work.cases.devices": "writes",
    "tongban.work.cases.papers.package": "writes",
    "tongban.work.logs.papers.xes": "writes",
}


def parsers_in(tree):
    return {name.split(".")[0] for name, _line in imports_in(tree)} & PARSERS


def test_only_known_places_take_files_apart():
    found = {module.name for module in modules() if not module.is_test and parsers_in(module.tree)}

    assert found == IN_A_CHILD | set(NOT_OF_STRANGERS)


@pytest.mark.parametrize("text", ["import openpyxl", "from PIL import Image", "from lxml.etree import parse"])
def test_a_parser_is_recognised(text):
    assert parsers_in(ast.parse(text))
