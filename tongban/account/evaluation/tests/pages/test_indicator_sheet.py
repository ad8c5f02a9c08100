"""All indicators on one page: what is typed or pasted, saved at once, refused by cell; the same as a workbook."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from lxml import html
from openpyxl import load_workbook

from tongban.account.evaluation.actions import year_parts
from tongban.account.evaluation.models import Indicator, Status
from tongban.account.evaluation.tests.conftest import AT
from tongban.ground.ledger.models import Entry
from tongban.ground.sandbox.tests.workbooks import AS_OTHERS_SAVE


def address(name, year, *args):
    return reverse(f"evaluation:{name}", args=[year.pk, *args])


@pytest.fixture
def sheet(drafted):
    return address("indicator-sheet", drafted)


@pytest.fixture
def in_words(drafted):
    return drafted.indicators.get(name="绩效指标明确性")


def form_of(desk, sheet):
    """Return the form of the page as a browser would send it."""
    tree = html.document_fromstring(desk.get(sheet).content.decode())
    form = next(form for form in tree.forms if "data-sheet" in form.attrib)
    return {name: value or "" for name, value in form.form_values()}


def told_beside(answer):
    """Return the names of the cells that something is told beside."""
    tree = html.document_fromstring(answer.content.decode())
    return {cell.get("name") for cell in tree.xpath("//*[@aria-invalid='true']")}


def test_every_indicator_is_a_row_and_nothing_typed_changes_nothing(desk, drafted, sheet):
    before = list(drafted.indicators.values())
    sent = form_of(desk, sheet)
    entries = Entry.objects.count()

    answer = desk.post(sheet, sent, follow=True)

    assert len({name.partition("-")[0] for name in sent if name[0].isdigit()}) == 43
    assert "没有改动" in answer.content.decode()
    assert list(drafted.indicators.values()) == before
    assert Entry.objects.count() == entries


def test_many_rows_are_saved_at_once_and_each_stands_in_the_ledger(desk, drafted, sheet, indicator, in_words):
    sent = {
        f"{indicator.pk}-version": "1", f"{indicator.pk}-weight": "10", f"{indicator.pk}-actual": "16,800 份",
        f"{indicator.pk}-due_on": "2023/6/30", f"{indicator.pk}-owner": "办公室",
        f"{in_words.pk}-version": "1", f"{in_words.pk}-actual": "基本明确", f"{in_words.pk}-attained": "７５",
        f"{in_words.pk}-verdict": "部分达成",
    }  # fmt: skip

    answer = desk.post(sheet, sent)

    assert answer.status_code == 302, told_beside(answer)
    indicator.refresh_from_db()
    in_words.refresh_from_db()
    assert (indicator.weight, indicator.actual, str(indicator.due_on)) == (10, 16800, "2023-06-30")
    assert (in_words.actual_text, in_words.attained, in_words.verdict) == ("基本明确", 75, "partly")
    changed = Entry.objects.filter(subject=drafted.reference, move="edit")
    assert {entry.payload["id"] for entry in changed} == {indicator.pk, in_words.pk}


def test_a_target_in_words_becomes_one_in_numbers(desk, sheet, in_words):
    said = {"operator": "≥", "target": "90", "unit": "%", "actual": "95%", "attained": "", "verdict": ""}

    desk.post(sheet, {f"{in_words.pk}-{name}": value for name, value in {"version": "1", **said}.items()})

    in_words.refresh_from_db()
    assert (in_words.operator, in_words.target, in_words.target_text) == (">=", 90, "")
    assert (in_words.actual, in_words.actual_text) == (95, "")


@pytest.mark.parametrize(
    ("said", "cell"),
    [
        ({"weight": "很多"}, "weight"),
        ({"weight": "-1"}, "weight"),
        ({"actual": "16730 件"}, "actual"),
        ({"due_on": "明年"}, "due_on"),
        ({"operator": "约等于"}, "operator"),
        ({"target_upper": "30000"}, "target_upper"),
        ({"operator": "range", "target_upper": "1"}, "target_upper"),
        ({"attained": "80"}, "attained"),
        ({"verdict": "reached"}, "verdict"),
        ({"unit": "一个很长的计量单位名称"}, "unit"),
        ({"target": ""}, "target"),
    ],
)
def test_what_is_wrong_is_told_beside_its_cell_and_no_row_is_saved(
    desk, sheet, indicator, in_words, said, cell
):
    other = {f"{in_words.pk}-version": "1", f"{in_words.pk}-cause": "好的一行"}
    wrong = {f"{indicator.pk}-{name}": value for name, value in {"version": "1", **said}.items()}

    answer = desk.post(sheet, {**other, **wrong})

    assert answer.status_code == 422
    assert told_beside(answer) == {f"{indicator.pk}-{cell}"}
    assert "好的一行" in answer.content.decode()
    assert not Indicator.objects.filter(version__gt=1).exists()


def test_who_comes_too_late_sees_both_values_and_no_row_is_saved(
    desk, drafted, sheet, indicator, in_words, clerk
):
    sent = form_of(desk, sheet)
    year_parts.change(indicator, by=clerk, at=AT, changes={"cause": "别人的原因"})
    mine = {**sent, f"{indicator.pk}-cause": "我的原因", f"{in_words.pk}-cause": "另一行"}

    answer = desk.post(sheet, mine)
    again = desk.post(sheet, {**mine, f"{indicator.pk}-version": "2"})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert all(text in page for text in ("我的原因", "别人的原因", "另一行"))
    assert again.status_code == 302
    indicator.refresh_from_db()
    in_words.refresh_from_db()
    assert (indicator.cause, in_words.cause) == ("我的原因", "另一行")


def test_a_row_that_somebody_else_changed_and_nobody_touched_here_does_not_hinder(
    desk, sheet, indicator, in_words, clerk
):
    sent = form_of(desk, sheet)
    year_parts.change(indicator, by=clerk, at=AT, changes={"weight": Decimal(3)})

    answer = desk.post(sheet, {**sent, f"{in_words.pk}-cause": "另一行", f"{indicator.pk}-version": "1"})

    assert answer.status_code in (302, 409)
    in_words.refresh_from_db()
    assert (answer.status_code == 302) == (in_words.cause == "另一行")


def test_targets_and_live_values_are_shown_but_not_open_while_the_year_runs(
    desk, drafted, sheet, indicator, clerk
):
    bound = drafted.indicators.get(name="预算执行率")
    year_parts.change(bound, by=clerk, at=AT, changes={"bound_to": "预算总金额.执行率"})
    type(drafted).objects.filter(pk=drafted.pk).update(status=Status.MONITORING)

    page = desk.get(sheet).content.decode()

    assert f'name="{indicator.pk}-target"' not in page
    assert f'name="{indicator.pk}-actual"' in page
    assert f'name="{bound.pk}-actual"' not in page
    assert "93.83%" in page


def test_nothing_is_saved_once_the_draft_is_submitted(desk, drafted, sheet, indicator, at_desk):
    type(drafted).objects.filter(pk=drafted.pk).update(status=Status.WITH_DIVISION)

    refused = desk.post(sheet, {f"{indicator.pk}-version": "1", f"{indicator.pk}-cause": "迟到"})

    assert refused.status_code == 409
    assert "迟到" in refused.content.decode()
    assert at_desk("finance_officer").get(sheet).status_code == 403


def exported(desk, drafted):
    return desk.get(address("indicator-sheet-export", drafted)).content


def imported(desk, drafted, content, **said):
    upload = SimpleUploadedFile("指标.xlsx", content)
    return desk.post(address("indicator-sheet-import", drafted), {"file": upload, **said})


def edited(content, *edits, more=()):
    """Return a workbook with cells changed: (name of the indicator, column, value), and with more rows."""
    book = load_workbook(BytesIO(content))
    page = book["绩效指标"]
    heads = {str(cell.value).rstrip("*"): cell.column for cell in page[1]}
    rows = {page.cell(row, 1).value: row for row in range(2, page.max_row + 1)}
    for name, column, value in edits:
        page.cell(rows[name], heads[column], value)
    for cells in more:
        number = page.max_row + 1
        for column, value in cells.items():
            page.cell(number, heads[column], value)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("saved", [lambda content: content, *AS_OTHERS_SAVE])
def test_the_exported_indicators_are_imported_again_and_nothing_changes(desk, drafted, saved):
    before = list(drafted.indicators.values())

    answer = imported(desk, drafted, saved(exported(desk, drafted)))

    assert answer.status_code == 302
    assert list(drafted.indicators.values()) == before


def test_a_workbook_changes_what_it_says_and_adds_what_is_new_when_that_is_ticked(desk, drafted, indicator):
    new = {
        "指标名称": "平均办理时长",
        "一级指标": "履职",
        "目标关系": "≤",
        "指标目标值": 3,
        "计量单位": "天",
        "权重": 2,
    }
    content = edited(
        exported(desk, drafted),
        (indicator.name, "权重", 10),
        (indicator.name, "偏差原因", "下降"),
        more=[new],
    )

    refused = imported(desk, drafted, content)
    answer = imported(desk, drafted, content, adds="on")

    assert refused.status_code == 422
    assert "本年度没有这个指标" in refused.content.decode()
    assert answer.status_code == 302
    indicator.refresh_from_db()
    added = drafted.indicators.get(name="平均办理时长")
    assert (indicator.weight, indicator.cause) == (10, "下降")
    assert (added.level1, added.operator, added.target, added.position) == ("履职", "<=", 3, 44)


def test_every_fault_of_a_workbook_is_told_by_row_and_column(desk, drafted, indicator, in_words):
    content = edited(
        exported(desk, drafted),
        (indicator.name, "权重", "很多"),
        (indicator.name, "目标关系", "约等于"),
        (indicator.name, "完成时限", "明年"),
        (in_words.name, "达成结论", "差不多"),
        (in_words.name, "一级指标", "其他"),
        more=[{"指标名称": "不存在的指标"}],
    )

    answer = imported(desk, drafted, content)

    tree = html.document_fromstring(answer.content.decode())
    found = [tuple(cell.text_content() for cell in row)[1:3] for row in tree.xpath("//table//tbody/tr")]
    lines = {each.name: number for number, each in enumerate(drafted.indicators.all(), start=2)}
    here, there = str(lines[indicator.name]), str(lines[in_words.name])
    assert answer.status_code == 422
    assert set(found) == {(here, "权重"), (here, "目标关系"), (here, "完成时限"), (there, "达成结论"), (there, "一级指标"),
                          ("45", "指标名称")}  # fmt: skip
    assert not Indicator.objects.filter(version__gt=1).exists()


def test_a_workbook_does_not_change_targets_while_the_year_runs(desk, drafted, indicator):
    content = edited(
        exported(desk, drafted), (indicator.name, "指标目标值", 1), (indicator.name, "偏差原因", "下降")
    )
    type(drafted).objects.filter(pk=drafted.pk).update(status=Status.MONITORING)

    answer = imported(desk, drafted, content)

    assert answer.status_code == 422
    assert "指标目标值" in answer.content.decode()


@pytest.mark.parametrize("content", [b"rubbish", b"PK\x03\x04 damaged", b"%PDF-1.4"])
def test_what_is_no_workbook_is_refused(desk, drafted, content):
    assert imported(desk, drafted, content).status_code == 422
