"""From the printed report of 2022 to data, and back."""

from tongban.account.budget.queries import sheet
from tongban.account.evaluation.actions import intake
from tongban.account.evaluation.queries.account import account_of
from tongban.account.evaluation.queries.findings import findings_with_decisions
from tongban.account.evaluation.queries.report import report_of
from tongban.account.evaluation.tests.conftest import AT
from tongban.ground.kit.figures import in_wan


def test_the_printed_report_becomes_lines_indicators_and_texts(drafted):
    account = account_of(drafted)

    assert len(account.indicators) == 43
    assert len(account.sheet.rows) == 16
    assert len(account.tasks) == 5
    assert len(account.functions) == 10
    assert len(account.units) == 3
    assert [chapter.code for chapter in account.chapters] == ["2", "4.1", "4.2", "4.3", "6"]
    assert len(account.problems) == 2


def test_budget_units_that_the_bureau_does_not_have_are_named(imported, clerk, bureau):
    bureau.budget_units.filter(name="苏州市便民服务中心").delete()

    year = intake.draft_from(imported, edition="另一稿", by=clerk, at=AT)

    assert "苏州市便民服务中心" in year.origin
    assert year.units.count() == 2


def test_totals_of_the_print_that_our_lines_do_not_meet_stay_visible(drafted):
    year = sheet(drafted.budget)

    assert in_wan(year.gap("project")) == in_wan(year.gap("total"))
    assert str(in_wan(year.gap("project"))) == "780.68"
    assert year.gap("basic") == 0


def test_the_draft_says_what_the_print_said(drafted):
    report = report_of(account_of(drafted))

    rates = {line.name.text: line.rate.value for line in report.budget.lines}
    assert str(rates["预算总金额"]) == "94.78"
    assert str(rates["专项邮寄费"]) == "66.92"
    assert str(rates["专项调研调查费"]) == "0.00"


def test_the_draft_has_the_gap_that_the_print_had(drafted):
    findings = findings_with_decisions(account_of(drafted))

    gaps = {each.finding.column for each in findings if each.finding.rule == "BUD-03"}
    assert len(gaps) == 3


def test_an_account_is_read_in_a_fixed_number_of_queries(drafted, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        report_of(account_of(drafted))
