"""The published report of 2022, read from the original where it is at hand and from the fixture always."""

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from tongban.account.audit.reader import read
from tongban.account.audit.report import Report

ROOT = Path(__file__).parents[4]
FIXTURE = ROOT / "tongban/demo/data/2022-as-printed.txt"
ORIGINAL = ROOT.parent / "shared/inputs/self-evaluation-2022.txt"
NEEDS_ORIGINAL = pytest.mark.skipif(not ORIGINAL.exists(), reason="the original report is not at hand")


@pytest.fixture(params=[FIXTURE, pytest.param(ORIGINAL, marks=NEEDS_ORIGINAL)], ids=["fixture", "original"])
def report(request) -> Report:
    return read(request.param)


def test_the_report_names_its_title_year_and_department(report):
    assert report.title.text == "苏州市市级预算部门（单位）整体支出预算绩效自评报告"
    assert (report.year, report.year_cell.line) == (2022, 5)
    assert (report.department.text, report.department.line) == ("苏州市行政审批局", 7)


def test_nine_sections_stand_at_their_printed_lines(report):
    assert [(section.numeral, section.heading.line) for section in report.sections] == [
        ("一", 7), ("二", 9), ("三", 15), ("四", 23), ("五", 27), ("六", 31), ("七", 35), ("八", 58), ("九", 68),
    ]  # fmt: skip


def test_the_overview_lists_functions_bodies_and_units(report):
    assert [function.numeral for function in report.functions] == [f"（{n}）" for n in "一二三四五六七八九十"]
    assert len(report.bodies) == 14
    assert report.bodies[1].text == "行政审批制度改革处（政务服务指导处）"
    assert [unit.text for unit in report.units] == [
        "苏州市行政审批局（本级）",
        "苏州市公共资源交易中心",
        "苏州市便民服务中心",
    ]
    assert {unit.line for unit in report.units} == {21}


def test_the_budget_has_three_levels_and_fifteen_lines(report):
    budget = report.budget

    levels = Counter(line.level for line in budget.lines)

    assert levels == {"total": 1, "basic": 1, "project": 1, "line": 15}
    total = budget.of_level("total")[0]
    assert (total.initial.text, total.initial.value) == ("3695.8", Decimal("3695.8"))
    assert (total.rate.text, total.rate.value, total.rate.unit) == ("94.78%", Decimal("94.78"), "%")
    assert sum(line.initial.value for line in budget.of_level("line")) == Decimal("1426.47")
    assert sum(line.revised.value for line in budget.of_level("line")) == Decimal("1337.67")


def test_a_blank_amount_is_not_zero(report):
    survey = next(line for line in report.budget.lines if line.name.text == "专项调研调查费")

    assert survey.actual.value is None
    assert survey.rate.value == 0
    assert [(repair.row, repair.cell.line) for repair in report.repairs if repair.rule == "PAR-03"] == [
        ("专项调研调查费", 48)
    ]


def test_five_tasks_inherit_the_function_printed_once(report):
    functions = [task.function.text for task in report.tasks]

    assert [task.name.line for task in report.tasks] == [61, 63, 64, 65, 66]
    assert functions[0] == functions[1] == functions[2]
    assert len(set(functions)) == 3


def test_43_indicators_remain_of_46_printed_rows(report):
    classes = Counter(indicator.level1.text for indicator in report.indicators)

    assert len(report.indicators) == 43
    assert classes == {"决策": 6, "过程": 25, "效益": 4, "满意度": 1, "履职": 7}
    assert sum(indicator.is_quantitative for indicator in report.indicators) == 21
    assert sum(not indicator.source for indicator in report.indicators) == 18
    assert not any(indicator.cause for indicator in report.indicators)


def test_operators_units_and_values_are_read_from_the_cells(report):
    by_name = {indicator.name.text: indicator for indicator in report.indicators}

    operators = Counter(i.target.operator for i in report.indicators if i.is_quantitative)
    hall = by_name["政务服务大厅办理各事项办件数量"]
    lawsuits = by_name["行政诉讼案件数量"]

    assert operators == {"=": 12, ">=": 6, "<=": 3}
    assert (hall.target.text, hall.target.value, hall.target.unit) == ("≥220000 件", 220000, "件")
    assert (hall.actual.value, hall.actual.unit, hall.deviation.value) == (344300, "件", Decimal("56.50"))
    assert (lawsuits.target.operator, lawsuits.target.value, lawsuits.actual.value) == ("<=", 15, 12)
    assert by_name["“三公经费”变动率"].actual.value == Decimal("-22.21")


def test_names_broken_by_the_page_are_whole_and_stand_at_their_first_line(report):
    broken = {
        "纪检监察工作有效性": 95,
        "政务服务信息系统运行故障率": 106,
        "政务服务大厅办理各事项办件数量": 115,
    }

    lines = {indicator.name.text: indicator.name.line for indicator in report.indicators}
    repairs = [repair for repair in report.repairs if repair.rule == "PAR-01"]

    assert broken.items() <= lines.items()
    assert {repair.row: repair.cell.line for repair in repairs if repair.section == "九"} == broken
    assert [repair.cell.line for repair in repairs if repair.section != "九"] == [11, 19]


def test_each_repair_is_noted_where_it_was_made(report):
    places = Counter((repair.rule, repair.section) for repair in report.repairs)

    assert places == {
        ("PAR-01", "二"): 1, ("PAR-01", "三"): 1, ("PAR-01", "九"): 3,
        ("PAR-02", "八"): 1, ("PAR-02", "九"): 4,
        ("PAR-03", "七"): 1,
        ("FMT-01", "七"): 1, ("FMT-01", "九"): 8,
    }  # fmt: skip


@NEEDS_ORIGINAL
def test_the_fixture_has_the_cells_and_lines_of_the_original():
    fixture, original = read(FIXTURE), read(ORIGINAL)

    assert fixture.budget == original.budget
    assert fixture.indicators == original.indicators
    assert (fixture.task_header, fixture.indicator_header) == (
        original.task_header,
        original.indicator_header,
    )
    assert [(task.name, task.content, task.function.line) for task in fixture.tasks] == [
        (task.name, task.content, task.function.line) for task in original.tasks
    ]
    assert [
        (repair.rule, repair.cell.line, repair.section, repair.row, repair.column)
        for repair in fixture.repairs
    ] == [
        (repair.rule, repair.cell.line, repair.section, repair.row, repair.column)
        for repair in original.repairs
    ]
    assert [
        (section.numeral, section.heading, [paragraph.line for paragraph in section.paragraphs])
        for section in fixture.sections
    ] == [
        (section.numeral, section.heading, [paragraph.line for paragraph in section.paragraphs])
        for section in original.sections
    ]
