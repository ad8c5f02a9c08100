"""Every known defect of the published report of 2022 is found by its rule, at its line.

The defects carry the numbers of the review that listed them: A budget, B contradictions, C indicators, D form.
"""

from pathlib import Path

import pytest

from tongban.account.audit.reader import read
from tongban.account.audit.rule import check

ROOT = Path(__file__).parents[4]
FIXTURE = ROOT / "tongban/demo/data/2022-as-printed.txt"
ORIGINAL = ROOT.parent / "shared/inputs/self-evaluation-2022.txt"
NEEDS_ORIGINAL = pytest.mark.skipif(not ORIGINAL.exists(), reason="the original report is not at hand")
UNSOURCED = (75, 77, 80, 81, 83, 86, 88, 89, 90, 91, 92, 93, 94, 95, 109, 110, 111, 112)

DEFECTS: dict[str, dict[str, tuple[int, ...]]] = {
    "A1 listed projects do not make up the project sum": {"BUD-03": (40, 40, 40)},
    "A2 the missing lines spent more than they had": {"BUD-04": (40,)},
    "A3 the rate is lifted by money without a line": {"BUD-05": (40,)},
    "A4 number 2 without number 1": {"BUD-06": (44,)},
    "A5 carry-over and supplement in one column": {"BUD-07": (37,)},
    "A6 large adjustments without a reason": {"BUD-08": (38, 39, 40, 43, 45, 47, 48, 49)},
    "A7 adjustment rate net or gross": {"IND-12": (104,)},
    "A8 the denominator of the execution rate": {"BUD-09": (38,)},
    "A9 cut and still not spent": {"BUD-10": (43, 47, 48, 49)},
    "A10 low execution without a cause": {"BUD-10": (42, 52, 55)},
    "A11 two thirds of a line unexplained": {"BUD-11": (51,)},
    "A12 running costs among the projects": {"BUD-12": (41, 46, 53, 54, 55)},
    "A13 no composition": {"BUD-13": (37,)},
    "A14 three units, lines of one": {"SCO-01": (21,)},
    "B1 carry-over rate 0 with money left": {"XCK-01": (102,)},
    "B2 payment progress against execution": {"XCK-02": (105,)},
    "B3 the text claims full use": {"TXT-01": (25, 25)},
    "B4 budgeting sound, and admitted weak": {"TXT-02": (75, 77)},
    "B5 targets clear, and admitted vague": {"TXT-02": (73, 74)},
    "B6 satisfaction 90 % and 99 %": {"XCK-03": (112,)},
    "B7 training done, money unused": {"XCK-04": (94,)},
    "B8 survey done, money unused": {"XCK-04": (120,)},
    "B9 procurement 100 % beside unspent purchases": {"XCK-05": (99,)},
    "B10 full coverage, money without a line": {"XCK-06": (82,)},
    "B11 basic data complete, fields empty": {"XCK-07": (83,)},
    "B12 running-cost rate without amounts": {"XCK-08": (100,)},
    "B13 three public costs without amounts": {"XCK-09": (101,)},
    "B14 cases counted as entities": {"XCK-10": (118,)},
    "B15 the count follows from the money": {"XCK-11": (121,), "FMT-02": (121,)},
    "B16 unit cost of the post": {"XCK-12": (121,)},
    "B17 unit cost of the reports": {"XCK-12": (113,)},
    "B18 lawsuits: money cut, target kept": {"XCK-12": (114,)},
    "B19 the scope of 2023": {"YEAR-01": (19,)},
    "B20 evidence of the wrong year and kind": {"YEAR-01": (71, 72), "EVD-02": (71, 72)},
    "B21 four names for one programme": {"TXT-03": (13, 65, 65, 119)},
    "B22 vague results without a source": {"EVD-03": (65,)},
    "B23 two publications, evidence of one": {"EVD-01": (78,)},
    "B24 results passed over in their section": {"TXT-04": (25,)},
    "B25 missed targets without problem and measure": {"TXT-05": (29, 29)},
    "B26 functions without a task": {"COV-01": (17, 17, 17, 17, 17)},
    "B27 functions without an indicator": {"COV-01": (17,), "COV-02": (70,)},
    "B28 publication without date and address": {"PUB-01": (31,)},
    "C1 no cause for any deviation": {"IND-01": (101, 103, 104, 106, 113, 115, 118, 121)},
    "C2 no weight, score, total, grade": {"SCO-02": (70,)},
    "C3 eighteen rows without a source": {"EVD-01": UNSOURCED},
    "C4 a budget line as evidence": {"EVD-02": (113, 114, 119, 120, 121)},
    "C5 the target form as evidence": {"EVD-02": (73, 74, 82)},
    "C6 business statistics": {"EVD-03": (106, 115, 118)},
    "C7 final accounts for what they do not hold": {"EVD-02": (99, 105)},
    "C8 too many exact hits": {"IND-02": (70,)},
    "C9 too many words": {"IND-03": (70,)},
    "C10 too much process": {"IND-04": (70, 70)},
    "C11 a trivial target far passed": {"IND-05": (115,), "IND-06": (115,)},
    "C12 a trivial satisfaction target": {"IND-05": (112,)},
    "C13 a failure rate of 5 % allowed": {"IND-05": (106,), "IND-08": (106,)},
    "C14 efficiency without a baseline": {"IND-07": (110,)},
    "C15 lawsuits as output": {"IND-09": (114,)},
    "C16 deviation from a target of 0": {"IND-10": (101, 102, 104)},
    "C17 a reduction printed as +100 %": {"IND-10": (101,), "IND-08": (101,)},
    "C18 better than a limit printed negative": {"IND-08": (100, 106, 114)},
    "C19 one-sided goals written =": {"IND-11": (91, 98, 101, 102, 104)},
    "C20 an adjustment rate of 0": {"IND-11": (104,)},
    "C21 three goals in one": {"IND-07": (120,)},
    "C22 words that measure nothing": {"IND-03": (109, 111)},
    "C23 no cost, quality, time": {"IND-04": (70,)},
    "C24 no links to functions and lines": {"COV-02": (70,)},
    "C25 no baseline": {"IND-06": (70,)},
    "D1 rows broken by a page": {"PAR-01": (95, 106, 115)},
    "D2 paragraphs broken by a page": {"PAR-01": (11, 19)},
    "D3 merged cells": {"PAR-02": (63, 72, 79, 109, 114)},
    "D4 blank spending with a rate of 0": {"PAR-03": (48,)},
    "D5 dropped zeros": {"FMT-01": (38, 41, 47, 51)},
    "D6 doubled % and stray spaces": {"FMT-01": (37, 37, 98)},
    "D7 two ways of writing at most": {"FMT-02": (100, 106)},
    "D8 decimals mixed in one column": {"FMT-01": (70,)},
    "D9 reversed quotation marks": {"FMT-03": (119,)},
    "D10 numbering used twice": {"FMT-04": (11, 17, 19)},
    "D11 a heading run into the text": {"FMT-03": (29,)},
    "D12 tasks without content": {"PAR-04": (61, 63)},
    "D13 two units for one thing": {"FMT-02": (121,), "XCK-10": (118,)},
    "D14 no date, author, seal, version": {"PUB-02": (3,)},
    "D15 half-width commas": {"FMT-03": (61, 61, 120)},
    "D16 tasks without plan, deadline, money, owner": {"PAR-04": (60,)},
    "D17 a number of 2019 again": {"TXT-06": (61,)},
    "D18 a Party body among the offices, two names for satisfaction": {"TXT-03": (19, 112)},
}
NO_RULE_CAN_SEE = {
    "A12": "what 专设机构工作经费 pays for: its name says nothing, no list of names could",
    "B17": "whether what was paid in 2022 was assessed in 2022: needs the contracts",
    "B22": "on which day the live programme was due: the report names no date to compare with",
    "B26": "that the measures told in section 二 carry no number: a text may tell without counting",
    "C15": "that 15 lawsuits is a loose limit: needs the years before, which IND-06 asks for",
    "D15": "brackets of two widths in different cells: each cell by itself is right",
}
COUNTS = {"A": 14, "B": 28, "C": 25, "D": 18}


BOTH = [FIXTURE, pytest.param(ORIGINAL, marks=NEEDS_ORIGINAL)]


@pytest.fixture(scope="module", params=BOTH, ids=["fixture", "original"])
def found(request) -> dict[str, list[int]]:
    lines: dict[str, list[int]] = {}
    for finding in check(read(request.param)):
        lines.setdefault(finding.rule, []).append(finding.line)
    return lines


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_defect_is_found_by_its_rule_at_its_line(found, defect):
    for rule, lines in DEFECTS[defect].items():
        missed = [line for line in lines if found.get(rule, []).count(line) < lines.count(line)]

        assert not missed, f"{rule} should speak at {missed}"


def test_no_defect_is_left_out():
    numbers = [defect.split()[0] for defect in DEFECTS]

    assert sorted(numbers) == sorted(
        f"{part}{number}" for part, last in COUNTS.items() for number in range(1, last + 1)
    )
    assert set(NO_RULE_CAN_SEE) <= set(numbers)
