"""What the budget, scope, cross-check, year and text rules find in the published report of 2022."""

from pathlib import Path

import pytest

from tongban.account.audit.reader import read
from tongban.account.audit.report import Report
from tongban.account.audit.rule import all_rules, check

ROOT = Path(__file__).parents[4]
FIXTURE = ROOT / "tongban/demo/data/2022-as-printed.txt"
ORIGINAL = ROOT.parent / "shared/inputs/self-evaluation-2022.txt"
NEEDS_ORIGINAL = pytest.mark.skipif(not ORIGINAL.exists(), reason="the original report is not at hand")
BOTH = [FIXTURE, pytest.param(ORIGINAL, marks=NEEDS_ORIGINAL)]

FOUND = {
    "BUD-01": [],
    "BUD-02": [],
    "BUD-03": [(40, "error")] * 3,
    "BUD-04": [(40, "warning")],
    "BUD-05": [(40, "warning")],
    "BUD-06": [(44, "warning")],
    "BUD-07": [(37, "warning")],
    "BUD-08": [(line, "warning") for line in (38, 39, 40, 43, 45, 47, 48, 49)],
    "BUD-09": [(line, "info") for line in (38, 39, 40)],
    "BUD-10": [
        (42, "warning"), (43, "error"), (47, "error"), (48, "error"), (49, "error"), (52, "warning"), (55, "warning"),
    ],
    "BUD-11": [(51, "warning")],
    "BUD-12": [(line, "info") for line in (41, 46, 53, 54, 55)],
    "BUD-13": [(37, "info")],
    "BUD-14": [],
    "SCO-01": [(21, "warning")],
    "SCO-02": [(70, "error")],
    "XCK-01": [(102, "error")],
    "XCK-02": [(105, "error")],
    "XCK-03": [(112, "error")],
    "XCK-04": [(94, "warning"), (120, "warning")],
    "XCK-05": [(99, "warning")],
    "XCK-06": [(82, "error")],
    "XCK-07": [(83, "warning")],
    "XCK-08": [(100, "warning")],
    "XCK-09": [(101, "warning")],
    "XCK-10": [(118, "warning")],
    "XCK-11": [(121, "info")],
    "XCK-12": [(113, "warning"), (114, "warning"), (121, "warning")],
    "YEAR-01": [(19, "error"), (71, "error"), (72, "error")],
    "TXT-01": [(25, "error")] * 3,
    "TXT-02": [(line, "error") for line in (73, 74, 75, 77)],
    "TXT-03": [(line, "info") for line in (13, 19, 65, 65, 112, 119)],
    "TXT-04": [(25, "warning")],
    "TXT-05": [(29, "warning")] * 2,
    "TXT-06": [(61, "info")],
}  # fmt: skip
NUMBERS = {
    "BUD-03": (
        "差 780.68",
        "差 780.69",
        "691.88 ≠ Σ 15 项 -88.80",
        "1939.86 ≠ Σ 15 项 1159.17",
        "36.85%",
        "40.24%",
    ),
    "BUD-04": ("780.69", "780.68", "-0.01"),
    "BUD-05": ("91.57%", "86.66%", "4.91", "4009.10 ÷ 4272.79 = 93.83%"),
    "BUD-08": ("1357.67 ÷ 3695.80 = 36.74%", "-20.00 ÷ 45.00 = -44.44%"),
    "BUD-09": ("4789.79 ÷ 3695.80 = 129.60%", "1093.99"),
    "BUD-10": ("8.45 ÷ 29.40 = 28.74%", "0.00 ÷ 8.00 = 0.00%"),
    "BUD-11": ("148.48 ÷ 405.00 = 36.66%", "256.52", "63.34%"),
    "XCK-01": ("263.68 ÷ 5053.47 = 5.22%",),
    "XCK-05": ("521.21 ÷ 587.22 = 88.76%",),
    "XCK-06": ("780.68 ÷ 2118.35 = 36.85%",),
    "XCK-07": ("18 项无来源", "8 项应说明的偏差无原因"),
    "XCK-08": ("85.19 ÷ 0.1812 = 470.14",),
    "XCK-11": ("10.00 元/份",),
    "XCK-12": ("148.48万元 ÷ 23", "193.67", "16.73万元 ÷ 16730 = 10.00", "45.00万元 ÷ 24000 = 18.75"),
}


@pytest.fixture(scope="module", params=BOTH, ids=["fixture", "original"])
def report(request) -> Report:
    return read(request.param)


def findings_of(report: Report, code: str):
    return check(report, rules=tuple(rule for rule in all_rules() if rule.code == code))


@pytest.mark.parametrize("code", FOUND)
def test_each_defect_is_found_where_it_stands(report, code):
    found = [(finding.line, finding.severity) for finding in findings_of(report, code)]

    assert found == FOUND[code]


@pytest.mark.parametrize("code", NUMBERS)
def test_a_finding_shows_formula_and_numbers(report, code):
    said = "\n".join(finding.message.zh for finding in findings_of(report, code))

    assert [number for number in NUMBERS[code] if number not in said] == []


def test_the_initial_budgets_and_the_total_add_up(report):
    columns = {(finding.row, finding.column) for finding in findings_of(report, "BUD-03")}

    assert columns == {
        ("项目支出", "上年度结转及当年预算追加追减数"),
        ("项目支出", "调整预算数"),
        ("项目支出", "实际支出数"),
    }


def test_one_number_for_two_concepts_is_found_once_and_only_there(report):
    said = [
        finding
        for finding in check(report)
        if "2483" in finding.message.zh and finding.rule.startswith("XCK")
    ]

    assert [finding.rule for finding in said] == ["XCK-10"]
