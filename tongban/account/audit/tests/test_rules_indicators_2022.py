"""What the coverage, evidence, indicator, publication and form rules find in the published report of 2022."""

from pathlib import Path

import pytest

from tongban.account.audit.reader import read
from tongban.account.audit.report import Report
from tongban.account.audit.rule import Finding, all_rules, check

ROOT = Path(__file__).parents[4]
FIXTURE = ROOT / "tongban/demo/data/2022-as-printed.txt"
ORIGINAL = ROOT.parent / "shared/inputs/self-evaluation-2022.txt"
NEEDS_ORIGINAL = pytest.mark.skipif(not ORIGINAL.exists(), reason="the original report is not at hand")
BOTH = [FIXTURE, pytest.param(ORIGINAL, marks=NEEDS_ORIGINAL)]
FAMILIES = ("COV", "EVD", "IND", "PUB", "PAR", "FMT")
UNSOURCED = (75, 77, 80, 81, 83, 88, 89, 90, 92, 95, 109, 111)
UNSOURCED_FIGURES = (86, 91, 93, 94, 110, 112)
DROPPED_ZEROS = (38, 41, 43, 44, 45, 46, 47, 48, 49, 51, 52, 53, 54, 55)

FOUND = {
    "COV-01": [(17, "warning")] * 5,
    "COV-02": [(70, "info")],
    "EVD-01": sorted([(line, "warning") for line in (78, *UNSOURCED)] + [(line, "error") for line in UNSOURCED_FIGURES]),
    "EVD-02": [(line, "warning") for line in (71, 72, 73, 74, 82, 99, 105, 113, 114, 119, 120, 121)],
    "EVD-03": [(line, "warning") for line in (65, 106, 115, 118)],
    "IND-01": [
        (101, "error"), (103, "error"), (104, "error"), (106, "warning"), (113, "error"), (115, "warning"),
        (118, "error"), (121, "error"),
    ],
    "IND-02": [(70, "warning")],
    "IND-03": [(70, "warning"), (109, "warning"), (111, "warning")],
    "IND-04": [(70, "warning")] * 2,
    "IND-05": [(line, "warning") for line in (106, 112, 115)],
    "IND-06": [(70, "warning"), (115, "warning")],
    "IND-07": [(110, "warning"), (120, "warning")],
    "IND-08": [(line, "info") for line in (100, 101, 106, 114)],
    "IND-09": [(114, "info")],
    "IND-10": [(line, "warning") for line in (101, 102, 104)],
    "IND-11": [(line, "warning") for line in (91, 98, 99, 101, 102, 103, 104, 105)],
    "IND-12": [(line, "info") for line in (101, 103, 104)],
    "IND-13": [],
    "IND-14": [],
    "PUB-01": [(31, "warning")],
    "PUB-02": [(3, "warning")],
    "PAR-01": [(line, "info") for line in (11, 19, 95, 106, 115)],
    "PAR-03": [(48, "info")],
    "PAR-04": [(60, "info"), (61, "info"), (63, "info")],
    "PAR-05": [],
    "FMT-01": [(line, "info") for line in (37, 37, *DROPPED_ZEROS, 70, *range(98, 106))],
    "FMT-02": [(100, "info"), (106, "info"), (121, "info")],
    "FMT-04": [(11, "info"), (17, "info"), (19, "info")],
}  # fmt: skip
NUMBERS = {
    "IND-01": ("(23−30)÷30×100% = -23.33%", "(94.78−100)÷100×100% = -5.22%", "36.74−0 = 36.74 个百分点"),
    "IND-02": ("11/21 = 52.38%",),
    "IND-03": ("22/43 = 51.16%",),
    "IND-04": ("11/43 = 25.58%", "成本、质量、时效"),
    "IND-05": ("225000件", "99%"),
    "IND-06": ("(344300−220000)÷220000×100% = 56.50%", "21 个定量指标"),
    "IND-10": ("-22.21个百分点", "36.74个百分点"),
    "EVD-01": ("缺“决算”",),
    "EVD-03": ("超 550 万", "10 万+"),
}


@pytest.fixture(scope="module", params=BOTH, ids=["fixture", "original"])
def report(request) -> Report:
    return read(request.param)


def findings_of(report: Report, code: str) -> list[Finding]:
    return check(report, rules=tuple(rule for rule in all_rules() if rule.code == code))


@pytest.mark.parametrize("code", FOUND)
def test_each_defect_is_found_where_it_stands(report, code):
    found = [(finding.line, finding.severity) for finding in findings_of(report, code)]

    assert found == FOUND[code]


@pytest.mark.parametrize("code", NUMBERS)
def test_a_finding_shows_formula_and_numbers(report, code):
    said = "\n".join(f"{finding.message.zh} {finding.expected}" for finding in findings_of(report, code))

    assert [number for number in NUMBERS[code] if number not in said] == []


def test_the_functions_without_a_task_are_named(report):
    assert [finding.row for finding in findings_of(report, "COV-01")] == [
        "（一）",
        "（二）",
        "（四）",
        "（六）",
        "（七）",
    ]


def test_merged_cells_and_punctuation_are_noted_where_they_stand(report):
    merged = {finding.line for finding in findings_of(report, "PAR-02")}
    punctuation = {finding.line for finding in findings_of(report, "FMT-03")}

    assert 63 in merged
    assert {119, 120} <= punctuation


def test_a_deviation_of_exactly_the_limit_needs_no_cause(report):
    assert 114 not in {finding.line for finding in findings_of(report, "IND-01")}


def test_every_finding_speaks_both_languages_and_names_its_section():
    report = read(FIXTURE)

    findings = [finding for finding in check(report) if finding.rule[:3] in FAMILIES]

    assert all(finding.message.zh and finding.message.en and finding.advice.zh for finding in findings)
    assert {finding.section for finding in findings if finding.rule != "PUB-02"} <= set("二三四五六七八九")
