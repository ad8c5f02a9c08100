"""The budget table: live sums, filters, inline edits, conflicts, the workbook."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from tongban.account.budget import queries
from tongban.account.budget.actions import books
from tongban.account.budget.models import BudgetLine
from tongban.account.evaluation.tests.pages.conftest import HTMX
from tongban.ground.ledger.models import Entry


def typed(line, **changed):
    """Return the edit form of a line as a browser would send it."""
    said = {
        "version": line.version,
        "name": line.name,
        "initial_yuan": str(line.initial_yuan / 10000),
        "unit": "",
        "funding": line.funding,
        "function_class": "",
        "economic_class": "",
        "nature": "",
        "cause": line.cause,
    }
    return {**said, **changed}


def address(name, year, *args):
    return reverse(f"evaluation:{name}", args=[year.pk, *args])


@pytest.mark.parametrize(
    ("asked", "count"),
    [({}, 16), ({"kind": "basic"}, 1), ({"show": "below"}, 7), ({"show": "changed"}, 7), ({"light": "red"}, 2),
     ({"q": "信息化"}, 2), ({"show": "overspent"}, 0)],
)  # fmt: skip
def test_the_lines_are_filtered(desk, drafted, asked, count):
    page = desk.get(address("budget", drafted), asked).content.decode()

    assert page.count('id="line-') == count


def test_a_line_is_edited_in_its_row_and_the_sums_follow(desk, drafted, line):
    changed = typed(line, initial_yuan="50", cause="邮寄量低于预期")

    answer = desk.post(address("line-edit", drafted, line.pk), changed, headers=HTMX)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.count('<tr id="sum-') == 3
    assert "3,700.80" in page
    line.refresh_from_db()
    assert (line.initial_yuan, line.cause, line.version) == (Decimal("500000.00"), "邮寄量低于预期", 2)


def test_an_edit_is_in_the_ledger_with_what_stood_before(desk, drafted, line, clerk):
    desk.post(address("line-edit", drafted, line.pk), typed(line, initial_yuan="50"), headers=HTMX)

    entry = Entry.objects.filter(subject=drafted.budget.reference, move="change_line").latest("pk")
    assert entry.by == clerk
    assert entry.payload["initial_yuan"] == "450000.00 → 500000.00"


def test_who_comes_too_late_sees_both_values_and_loses_nothing(desk, drafted, line):
    opened = typed(line, cause="我的说明", initial_yuan="48")
    desk.post(address("line-edit", drafted, line.pk), typed(line, cause="别人的说明"), headers=HTMX)

    answer = desk.post(address("line-edit", drafted, line.pk), opened, headers=HTMX)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "我的说明" in page
    assert "别人的说明" in page
    assert 'value="48"' in page
    assert 'name="version" value="2"' in page
    line.refresh_from_db()
    assert line.cause == "别人的说明"


def test_who_has_seen_both_values_may_save(desk, drafted, line):
    desk.post(address("line-edit", drafted, line.pk), typed(line, cause="别人的说明"), headers=HTMX)
    mine = typed(line, cause="我的说明", version=2)

    assert desk.post(address("line-edit", drafted, line.pk), mine, headers=HTMX).status_code == 200


@pytest.mark.parametrize("amount", ["很多", "-1", "", "0.0000001", "1e30"])
def test_a_wrong_amount_is_told_beside_its_field(desk, drafted, line, amount):
    answer = desk.post(address("line-edit", drafted, line.pk), typed(line, initial_yuan=amount), headers=HTMX)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert f"budgetline-{line.pk}-initial_yuan_error" in page
    assert page.startswith("<tr") or page.lstrip().startswith("<tr")


def test_a_line_is_added_once(desk, drafted):
    said = {"version": 1, "kind": "project", "name": "新项目", "initial_yuan": "1,000.5", "nature": ""}

    first = desk.post(address("line-add", drafted), said)
    again = desk.post(address("line-add", drafted), said)

    assert first.status_code == 302
    assert BudgetLine.objects.get(name="新项目").initial_yuan == Decimal("10005000.00")
    assert again.status_code == 409
    assert 'value="1,000.5"' in again.content.decode()


def test_a_line_with_postings_is_not_struck(desk, drafted, line):
    assert desk.post(address("line-strike", drafted, line.pk)).status_code == 409
    assert BudgetLine.objects.filter(pk=line.pk).exists()


def test_the_measure_and_the_money_taken_back_are_declared(desk, drafted):
    said = {"rate_basis": "adjusted", "adjustment_basis": "net", "taken_back_yuan": "263.68"}

    desk.post(address("budget-declare", drafted), said)

    drafted.budget.refresh_from_db()
    assert drafted.budget.taken_back_yuan == Decimal("2636800.00")


def test_an_outside_total_is_stated_again(desk, drafted):
    said = {
        "level": "basic",
        "initial_yuan": "2269.33",
        "adjustment_yuan": "665.79",
        "spent_yuan": "2849.93",
        "document": "2022年度部门决算",
    }

    answer = desk.post(address("budget-control", drafted, "basic"), said)

    assert answer.status_code == 302
    assert drafted.budget.controls.get(level="basic").document == "2022年度部门决算"


def test_a_closed_budget_shows_no_forms_and_refuses(desk, drafted, line, clerk):
    from tongban.account.evaluation.tests.conftest import AT

    books.close(drafted.budget, by=clerk, at=AT, on=AT.date())

    page = desk.get(address("budget", drafted)).content.decode()
    refused = desk.post(address("line-edit", drafted, line.pk), typed(line, cause="迟到"), headers=HTMX)

    assert "/edit/" not in page
    assert refused.status_code == 409
    assert "迟到" in refused.content.decode()


def test_the_exported_budget_is_imported_again_and_nothing_changes(desk, drafted):
    content = desk.get(address("budget-export", drafted)).content
    before = queries.contents_of(drafted.budget)

    answer = desk.post(address("budget-import", drafted), {"file": SimpleUploadedFile("预算.xlsx", content)})

    assert answer.status_code == 302
    assert queries.contents_of(drafted.budget) == before


def test_faults_of_a_workbook_are_listed_by_row_and_column(desk, drafted):
    book = load_workbook(BytesIO(desk.get(address("budget-template", drafted)).content))
    book["预算项目"].append(["项目支出", "新项目", None, None, None, None, None, None, "很多"])
    buffer = BytesIO()
    book.save(buffer)
    upload = SimpleUploadedFile("预算.xlsx", buffer.getvalue())

    answer = desk.post(address("budget-import", drafted), {"file": upload})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "“很多”不是数字。" in page
    assert "年初预算数" in page
    assert not drafted.budget.lines.filter(name="新项目").exists()


@pytest.mark.parametrize("content", [b"rubbish", b"PK\x03\x04 damaged", b"%PDF-1.4"])
def test_what_is_no_workbook_is_refused(desk, drafted, content):
    upload = SimpleUploadedFile("预算.xlsx", content)

    assert desk.post(address("budget-import", drafted), {"file": upload}).status_code == 422
