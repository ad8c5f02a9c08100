"""Hostile files at the pages: refused with a reason, and the process that serves is what it was before."""

import threading
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.hostile import office, papers, tables
from tests.hostile.command_run import run
from tongban.account.budget import workbook_reader as budget
from tongban.account.evaluation.models import ImportedReport
from tongban.ground.kit.file_faults import FaultyFile
from tongban.ground.kit.models import StoredFile
from tongban.ground.people.tests import cast
from tongban.offer.catalogue.exchange import files as exchange
from tongban.work.logs.models import Log

MOST_GROWTH = 40
AMONG_THREADS = """
import sys, threading
from pathlib import Path
from django.conf import settings
settings.configure(USE_I18N=False)
threading.Thread(target=threading.Event().wait, daemon=True).start()
path = Path(sys.argv[1])
"""
READ_LOG = f"""{AMONG_THREADS}
from tongban.work.logs.parsers.frames import ReadLimits
from tongban.work.logs.parsers.sources import UnreadableLog, open_log
try:
    rows = sum(1 for _ in open_log(path, sys.argv[2], ReadLimits(1 << 30, 1_000_000)).rows())
    print(rows, "rows")
except UnreadableLog as error:
    print("refused:", error.text)
"""
READ_WORKBOOK = f"""{AMONG_THREADS}
from tongban.ground.sandbox import Stopped
from tongban.ground.sandbox.workbook import Unopened, sheets_of
try:
    print(len(sheets_of(path.read_bytes(), ["Sheet1"], 5000).get("Sheet1", [])), "rows")
except (Stopped, Unopened) as error:
    print("refused:", str(error) or "unopened")
"""
LOGS = [
    *((make, "xes") for make in (tables.deep_log, tables.laughing_log, tables.log_of_empty_elements)),
    *((make, "xes") for make in (tables.log_of_many_keys, tables.log_of_one_value)),
    *((make, "gz") for make in (tables.packed_bomb, tables.packed_twice)),
    *((make, "csv") for make in (tables.table_of_one_line, tables.table_of_one_quotation)),
    *((make, "csv") for make in (tables.table_of_many_columns, tables.table_of_commas)),
    *((make, "xlsx") for make in (office.many_cells, office.deep, office.laughing_workbook, office.zip_bomb)),
    *((make, "xlsx") for make in (office.many_parts, office.nested_zip)),
]


@pytest.fixture
def threads():
    """Another thread is running, as in a server: readers must start a new process."""
    done = threading.Event()
    threading.Thread(target=done.wait, daemon=True).start()
    yield
    done.set()


@pytest.fixture
def memory():
    """Return by how many megabytes this process has grown since."""

    def resident():
        return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 >> 20

    before = resident()
    return lambda: resident() - before


@pytest.fixture
def desk(db, settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"

    def sign_in(role):
        client = Client()
        client.force_login(cast.staff(role, role, department=cast.bureau()))
        return client

    return sign_in


@pytest.mark.parametrize(("make", "kind"), LOGS)
def test_a_hostile_log_is_refused_with_a_reason(make, kind, tmp_path):
    path = tmp_path / "log"
    path.write_bytes(make())

    ended = run(path, kind, script=READ_LOG)

    assert ended.code == 0
    assert ended.said.startswith("refused: ")
    assert ended.said.count("\n") == 1
    assert ended.is_within(), ended


@pytest.mark.parametrize(
    "make",
    [
        *(office.merged, office.merged_piecemeal, office.linked, office.far_cells, office.many_cells),
        *(office.deep, office.laughing_workbook, office.zip_bomb, office.many_parts, office.nested_zip),
    ],
)
def test_a_hostile_workbook_of_budget_items_or_indicators_takes_little(make, tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(make())

    ended = run(path, script=READ_WORKBOOK)

    assert ended.code == 0
    assert ended.said.startswith("refused: ") or "row" in ended.said
    assert ended.is_within(), ended


@pytest.mark.parametrize(
    "make", [papers.flate_bomb, papers.many_texts, office.merged, papers.rowspans, papers.deep_json]
)
def test_a_hostile_report_is_refused_at_the_page(make, desk, threads, memory):
    ending = {office.merged: "xlsx", papers.rowspans: "html", papers.deep_json: "json"}.get(make, "pdf")
    clerk = desk("finance_officer")
    bureau = clerk.get(reverse("evaluation:imports")).context["form"].fields["department"].initial
    upload = SimpleUploadedFile(f"a.{ending}", make())

    answer = clerk.post(reverse("evaluation:import-new"), {"department": bureau, "file": upload})

    assert answer.status_code == 422
    assert "读不了“a." in answer.content.decode()
    assert not ImportedReport.objects.exists()
    assert not StoredFile.objects.exists()
    assert memory() <= MOST_GROWTH


@pytest.mark.parametrize(
    ("make", "ending"),
    [
        (tables.laughing_log, "xes"),
        (tables.packed_twice, "xes.gz"),
        (office.chart_only, "xlsx"),
        (office.deep, "xlsx"),
    ],
)
def test_a_hostile_log_is_refused_at_the_page(make, ending, desk, threads, memory):
    officer = desk("data_officer")
    kept = officer.post(reverse("logs:upload"), {"file": SimpleUploadedFile(f"a.{ending}", make())})

    answer = officer.get(kept["Location"])

    assert answer.status_code == 422
    assert not Log.objects.get().imported_at
    assert memory() <= MOST_GROWTH


@pytest.mark.parametrize("read", [budget.read_workbook, exchange.read_workbook])
@pytest.mark.parametrize("make", [office.far_cells, office.deep, office.laughing_workbook, office.many_parts])
def test_a_hostile_workbook_has_a_fault_not_an_error(read, make, threads, memory):
    try:
        _records, faults = read(make())
    except FaultyFile as error:
        faults = error

    assert faults
    assert memory() <= MOST_GROWTH


@pytest.mark.parametrize(
    "content",
    [
        b'{"items":' + b"[" * 1_000_000 + b"]" * 1_000_000 + b"}",
        b'{"items":[' + b"{}," * 5_000_000 + b"{}]}",
        b'{"items":[' + b"9" * 5_000_000 + b"]}",
    ],
)
def test_a_hostile_exchange_file_has_a_fault_not_an_error(content, memory):
    with pytest.raises(FaultyFile):
        exchange.from_json(content)

    assert memory() <= MOST_GROWTH


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"[" * 19_000_000, "a.json"),
        (b"[" + b"[]," * 6_000_000 + b"[]]", "a.json"),
        (office.many_parts(90_000), "a.xlsx"),
        (office.zip_bomb(), "a.xlsx"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (60_000).to_bytes(4, "big") * 2 + b"\x08\x06\0\0\0", "a.png"),
    ],
    ids=["deep", "wide", "parts", "bomb", "picture"],
)
def test_a_paper_of_any_kind_is_looked_at_without_being_unpacked(content, name, memory):
    from django.core.exceptions import ValidationError

    from tongban.ground.kit.contents import check_content

    try:
        kind = check_content(content, name).code
    except ValidationError as error:
        kind = error.code

    assert kind in ("txt", "json", "bomb", "png")
    assert memory() <= MOST_GROWTH
