"""A budget goes out as a workbook and comes in again: everything or nothing, and nothing twice."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from tongban.account.budget import queries
from tongban.account.budget.actions import books, workbooks
from tongban.account.budget.models import Adjustment, Payment
from tongban.account.budget.tests.conftest import AT
from tongban.ground.kit.file_faults import FaultyFile
from tongban.ground.ledger import Refused
from tongban.ground.ledger.models import Entry
from tongban.ground.sandbox.tests.workbooks import AS_OTHERS_SAVE


def filled(**sheets):
    """Return the template with rows below its headers."""
    book = load_workbook(BytesIO(queries.template()))
    for name, rows in sheets.items():
        for row in rows:
            book[name].append(row)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def line(name="专项邮寄费", *, initial=45, spent=None, kind="项目支出", unit=None):
    return [kind, name, unit, None, None, None, None, None, initial, spent, None]


def faults_of(budget, officer, content):
    with pytest.raises(FaultyFile) as refused:
        workbooks.import_lines(budget, content, by=officer, at=AT)
    return [(fault.sheet, fault.row, fault.column) for fault in refused.value.faults]


def test_the_template_has_a_guide_and_no_rows(db):
    book = load_workbook(BytesIO(queries.template()))

    assert book.sheetnames == ["预算项目", "预算调整", "支付明细", "填写说明"]
    assert book["预算项目"].max_row == 1


def test_a_filled_template_becomes_lines_and_postings(budget, officer):
    content = filled(
        预算项目=[line(), line("体检费", initial=13.9, spent=13.9)],
        预算调整=[["项目支出", "专项邮寄费", "追减", -20, "年中压减", "苏财预〔2022〕1号", "2022-07-01"]],
        支付明细=[["项目支出", "专项邮寄费", "2022年12月31日", "16.73", "快递服务费", "记-12"]],
    )

    taken = workbooks.import_lines(budget, content, by=officer, at=AT)

    year = queries.sheet(budget)
    assert (taken.added, taken.adjustments, taken.payments) == (2, 1, 2)
    assert year.total.initial == Decimal("589000")
    assert year.total.spent == Decimal("306300")
    assert Payment.objects.get(line__name="体检费").paid_on == date(2022, 12, 31)


def test_an_exported_workbook_comes_in_again_and_changes_nothing(budget, officer, postage):
    content, entries = queries.workbook_of(budget), Entry.objects.count()

    taken = workbooks.import_lines(budget, content, by=officer, at=AT)

    assert (taken.added, taken.changed, taken.adjustments, taken.payments, taken.known) == (0, 0, 0, 0, 2)
    assert Entry.objects.count() == entries


@pytest.mark.parametrize("saved", AS_OTHERS_SAVE)
def test_a_workbook_comes_in_as_other_programs_save_it(budget, officer, postage, saved):
    content = saved(queries.workbook_of(budget))

    taken = workbooks.import_lines(budget, content, by=officer, at=AT)

    assert (taken.added, taken.changed, taken.known) == (0, 0, 2)


def test_an_exported_workbook_makes_the_same_budget_elsewhere(budget, bureau, officer, postage):
    other = books.open_budget(bureau, 2022, edition="副本", by=officer, at=AT)

    workbooks.import_lines(other, queries.workbook_of(budget), by=officer, at=AT)

    assert queries.contents_of(other) == queries.contents_of(budget)


def test_cents_survive_the_way_through_the_workbook(budget, officer, postage):
    cent, day = Decimal("0.01"), date(2022, 5, 1)
    books.post_payment(postage, by=officer, at=AT, amount_yuan=cent, paid_on=day, purpose="零星")

    taken = workbooks.import_lines(budget, queries.workbook_of(budget), by=officer, at=AT)

    assert taken.payments == 0


def test_every_fault_is_told_with_row_and_column_and_nothing_is_written(budget, officer):
    content = filled(
        预算项目=[
            line("体检费", initial=13.9),
            line("", initial="很多"),
            line("培训费", kind="其他支出", unit="别的单位"),
        ],
        预算调整=[["项目支出", "体检费", "追减", 5, "", None, "去年夏天"]],
        支付明细=[["项目支出", "没有的项目", "2022-12-31", "0.0000001", "x", None]],
    )

    faults = faults_of(budget, officer, content)

    assert ("预算项目", 3, "项目名称") in faults
    assert ("预算项目", 3, "年初预算数") in faults
    assert ("预算项目", 4, "支出类型") in faults
    assert ("预算调整", 2, "金额") in faults
    assert ("预算调整", 2, "调整原因") in faults
    assert ("预算调整", 2, "决定日期") in faults
    assert ("支付明细", 2, "金额") in faults
    assert not budget.lines.exists()


def test_what_only_the_books_can_tell_is_told_too(budget, officer):
    content = filled(
        预算项目=[line(unit="别的单位", spent=20)],
        预算调整=[["项目支出", "没有的项目", "追加", 5, "增人", None, "2022-07-01"]],
        支付明细=[["项目支出", "专项邮寄费", "2022-12-31", 16.73, "快递", None]],
    )

    faults = faults_of(budget, officer, content)

    expected = {("预算项目", 2, "预算单位"), ("预算项目", 2, "全年实际支出数"), ("预算调整", 2, "项目名称")}
    assert set(faults) == expected
    assert not budget.lines.exists()


def test_money_in_a_workbook_that_cannot_be_meant_is_asked_about(budget, officer):
    content = filled(
        预算项目=[line("体检费", initial=13.9, spent=500000), line("培训费", initial=20)],
        预算调整=[["项目支出", "培训费", "追加", 50000, "增人", "文", "2022-07-01"]],
        支付明细=[["项目支出", "培训费", "2021-12-31", 16.73, "快递", "记-1"]],
    )

    asked = faults_of(budget, officer, content)
    lines = budget.lines.count()
    workbooks.import_lines(budget, content, by=officer, at=AT, is_confirmed=True)

    assert asked == [("预算调整", 2, "金额"), ("支付明细", 2, "金额"), ("预算项目", 2, "全年实际支出数")]
    assert lines == 0
    assert queries.sheet(budget).total.spent == Decimal("5000167300")


def test_the_same_line_twice_is_a_fault(budget, officer):
    assert faults_of(budget, officer, filled(预算项目=[line(), line()])) == [("预算项目", 3, "项目名称")]


@pytest.mark.parametrize("content", [b"", b"rubbish", b"PK\x03\x04rubbish"])
def test_what_is_no_workbook_is_refused_in_plain_words(budget, officer, content):
    assert faults_of(budget, officer, content) == [("预算项目", 1, "")]


def test_a_workbook_without_our_sheets_is_refused(budget, officer):
    buffer = BytesIO()
    Workbook().save(buffer)

    assert faults_of(budget, officer, buffer.getvalue()) == [("预算项目", 1, "")]


def test_a_closed_budget_takes_nothing_in(budget, officer):
    books.close(budget, by=officer, at=AT, on=date(2023, 3, 1))

    with pytest.raises(Refused):
        workbooks.import_lines(budget, filled(预算项目=[line()]), by=officer, at=AT)


def test_a_posting_is_posted_back_once_with_its_reason(budget, officer, postage):
    cut = Adjustment.objects.get()

    books.reverse(cut, by=officer, at=AT, on=date(2022, 8, 1), reason="录入错误")

    row = queries.row_of(postage)
    assert row.execution.adjusted == Decimal("450000")
    assert row.execution.moved == 0
    assert Entry.objects.latest("pk").payload["reason"] == "录入错误"
    with pytest.raises(Refused):
        books.reverse(
            Adjustment.objects.get(pk=cut.pk), by=officer, at=AT, on=date(2022, 8, 1), reason="再来"
        )


def test_a_posting_is_not_posted_back_without_a_reason(officer, postage):
    with pytest.raises(Refused):
        books.reverse(Payment.objects.get(), by=officer, at=AT, on=date(2022, 8, 1), reason=" ")


def test_what_was_posted_back_is_not_exported(budget, officer, postage):
    books.reverse(Payment.objects.get(), by=officer, at=AT, on=date(2022, 8, 1), reason="录入错误")

    contents = queries.contents_of(budget)

    assert contents.payments == []
    assert contents.lines[0].spent_yuan == 0


@pytest.mark.parametrize(
    ("rate", "cause", "light"),
    [(None, "", "grey"), ("0.00", "有原因", "red"), ("59.99", "有原因", "red"), ("60.00", "", "yellow"),
     ("89.99", "", "yellow"), ("89.99", "有原因", "green"), ("90.00", "", "green")],
)  # fmt: skip
@pytest.mark.law("local-practice")
def test_the_light_of_a_line(rate, cause, light):
    from tongban.account.budget.rules import light as light_of

    assert light_of(None if rate is None else Decimal(rate), cause=cause, year=2022) == light
