"""What we write ourselves is read back with the same values and the same findings."""

from pathlib import Path

import msgspec
import pytest

from tongban.account.audit.reader import read_content, read_text
from tongban.account.audit.report import BudgetLine, Cell, Imprint, Indicator, Split, Task
from tongban.account.audit.rule import check
from tongban.account.evaluation.papers import FORMATS, write

DEMO = Path(__file__).parents[3] / "demo" / "data" / "2022-as-printed.txt"
RICH = Path(__file__).with_name("papers-2024.txt")  # invented: it fills every optional field of the layout
PLACES = {"line", "page", "table", "row", "column"}
OF_THE_FILE = {"source", "format", "repairs", "joints"}
FORMAT_NOTES = ("FMT-", "PAR-01", "PAR-02", "PAR-03")


@pytest.fixture(scope="module", params=[DEMO, RICH], ids=["as printed", "rich"])
def report(request):
    return read_text(request.param.read_text("utf-8"))


@pytest.mark.parametrize("name", FORMATS)
def test_what_we_write_is_read_back_with_the_same_values(report, name):
    read_back = read_content(write(report, name), f"report.{name}")

    assert values(read_back) == values(report)
    assert findings(read_back) == findings(report)


OUR_OWN = {"metric", "definition", "snapshot"}
"""What no print can say: only a report of our own names the metric of a figure and its digests."""


@pytest.mark.parametrize("name", ["docx", "pdf", "xlsx", "html", "txt"])
def test_the_seal_printed_at_the_end_is_read_back_as_one_more_paragraph_and_no_finding(report, name):
    closing = f"台账封存至第 12 号，哈希 {'3f' * 32}"
    content = write(report, name, closing=closing)

    read_back = read_content(content, f"report.{name}")

    more = values(read_back).items() - values(report).items()
    assert values(report).items() <= values(read_back).items()
    assert [text.replace(" ", "") for _, text in more] == [closing.replace(" ", "")]
    assert findings(read_back) == findings(report)


def test_the_rich_report_fills_every_field_of_the_layout():
    report = read_text(RICH.read_text("utf-8"))

    for kind, items in {
        Imprint: [report.imprint],
        BudgetLine: report.budget.lines,
        Split: report.budget.splits,
        Task: report.tasks,
        Indicator: report.indicators,
    }.items():
        unfilled = [
            name
            for name in kind.__struct_fields__
            if name not in OUR_OWN and not any(getattr(item, name) for item in items)
        ]
        assert not unfilled, kind


def values(value, path="report"):
    """Return every value by its path, without places and without what belongs to the file."""
    if isinstance(value, Cell):
        return {f"{path}.{name}": getattr(value, name) for name in set(value.__struct_fields__) - PLACES}
    if isinstance(value, msgspec.Struct):
        parts = [
            (f"{path}.{name}", getattr(value, name))
            for name in value.__struct_fields__
            if name not in OF_THE_FILE
        ]
    elif isinstance(value, tuple):
        kept = [item for item in value if item or "header" not in path]
        parts = [(f"{path}[{index}]", item) for index, item in enumerate(kept)]
    else:
        return {path: value}
    return {inner: text for name, part in parts for inner, text in values(part, name).items()}


def findings(report):
    return sorted(
        (finding.rule, finding.row, finding.column, finding.severity)
        for finding in check(report)
        if not finding.rule.startswith(FORMAT_NOTES)
    )
