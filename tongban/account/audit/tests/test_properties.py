"""For any consistent report the audit is silent; for any single error exactly the fitting rule speaks."""

import random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import asdict, replace

from tongban.account.audit.reader import from_json, read_text, to_json
from tongban.account.audit.report import Cell, Report
from tongban.account.audit.rule import Finding, all_rules, check
from tongban.account.audit.tests.generated import sheets
from tongban.account.audit.tests.injection import Injected
from tongban.account.audit.tests.injections import INJECTIONS
from tongban.account.audit.tests.profiles import examples

ALL = [pytest.param(inject, id=inject.__name__) for inject in INJECTIONS]
NUMBERED = ("line", "page", "table", "row", "column")
BLANK = ("", "—")
FORM_NOTES = ("PAR", "FMT")


def rules_of(findings: list[Finding]) -> set[str]:
    return {finding.rule for finding in findings}


def found_by(report: Report) -> list[tuple[str, str, str, str]]:
    """What is found wherever it stands, but for notes on the form."""
    findings = [finding for finding in check(report) if not finding.rule.startswith(FORM_NOTES)]
    return sorted((each.rule, each.section, each.row, each.column) for each in findings)


def without_places(value):
    """The same report as the account builds it: no value has a line, page, row or column."""
    if isinstance(value, tuple):
        return tuple(without_places(each) for each in value)
    if not isinstance(value, Struct):
        return value
    fields = {name: without_places(each) for name, each in asdict(value).items()}
    if isinstance(value, Cell):
        fields |= dict.fromkeys(NUMBERED, 0)
    return type(value)(**fields)


@examples(60)
@given(sheets())
def test_a_consistent_report_is_silent(sheet):
    assert check(read_text(sheet.text())) == []


@examples(20)
@given(sheets())
def test_a_consistent_report_is_silent_as_data(sheet):
    report = read_text(sheet.text())

    assert check(without_places(report)) == []
    assert check(from_json(to_json(report), "report.json")) == []


@pytest.mark.parametrize("inject", ALL)
@examples(8)
@given(data=st.data(), sheet=sheets())
def test_a_single_error_is_found_by_its_rule_alone(inject, data, sheet):
    expected: Injected = inject(data.draw, sheet)

    found = rules_of(check(read_text(sheet.text())))

    assert expected.must <= found <= expected.must | expected.may


@examples(15)
@given(data=st.data(), sheet=sheets(), inject=st.sampled_from(INJECTIONS))
def test_an_error_in_data_is_found_as_the_one_in_print(data, sheet, inject):
    inject(data.draw, sheet)
    report = read_text(sheet.text())

    assert found_by(without_places(report)) == found_by(report)


@examples(15)
@given(data=st.data(), sheet=sheets(), injected=st.lists(st.sampled_from(INJECTIONS), max_size=4))
def test_findings_stand_within_the_text_and_no_order_of_rules_changes_them(data, sheet, injected):
    for inject in injected:
        inject(data.draw, sheet)
    text = sheet.text()
    report, rules = read_text(text), list(all_rules())
    findings = check(report)

    random.Random(len(text)).shuffle(rules)
    again = check(report, rules=tuple(rules))

    assert sorted(map(repr, again)) == sorted(map(repr, findings))
    assert all(0 <= finding.line <= text.count("\n") + 1 for finding in findings)
    assert [finding.line for finding in findings] == sorted(finding.line for finding in findings)


@examples(15)
@given(data=st.data(), sheet=sheets(), injected=st.lists(st.sampled_from(INJECTIONS), max_size=2))
def test_a_report_written_and_read_again_says_the_same(data, sheet, injected):
    papers = pytest.importorskip("tongban.account.evaluation.papers")
    assume(any(row["carry_over"] not in BLANK or row["supplement"] not in BLANK for row in sheet.budget.rows))
    for inject in injected:
        inject(data.draw, sheet)
    report = read_text(sheet.text())

    again = read_text(papers.write(report, "txt").decode())

    assert found_by(again) == found_by(report)


@examples(15)
@given(data=st.data(), sheet=sheets())
def test_more_errors_never_hide_the_years(data, sheet):
    """Errors of other kinds leave a wrong year found: rules do not silence each other across topics."""
    year = next(inject for inject in INJECTIONS if inject.__name__ == "another_year_in_the_text")
    year(data.draw, sheet)
    for inject in data.draw(st.lists(st.sampled_from(INJECTIONS[:13]), max_size=3)):
        inject(data.draw, sheet)

    assert "YEAR-01" in rules_of(check(read_text(sheet.text())))


def test_a_report_without_places_is_the_same_report():
    report = read_text("一、预算部门名称：某局\n")

    assert without_places(report).department.text == "某局"
    assert without_places(report) == without_places(replace(report))
