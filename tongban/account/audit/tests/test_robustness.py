"""Any text is read and audited without an error, and a printed number has one value."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.account.audit.quantities import quantity, span
from tongban.account.audit.reader import read_text
from tongban.account.audit.reader.layout import (
    BUDGET,
    BUDGET_ANNEX,
    COMPOSITION,
    INDICATOR_ANNEX,
    INDICATORS,
    LABELS,
    TASKS,
)
from tongban.account.audit.rule import check
from tongban.account.audit.tests.complete import COMPLETE
from tongban.account.audit.tests.profiles import examples

WORDS = sorted({*BUDGET, *BUDGET_ANNEX, *COMPOSITION, *TASKS, *INDICATORS, *INDICATOR_ANNEX})
PIECES = (
    *WORDS, *(f"{label}：" for label in LABELS), "一、预算部门名称：", "二、年度履职目标完成情况：",
    "三、部门（单位）概况",
    "四、部门（单位）整体支出绩效实现情况", "五、部门（单位）整体支出绩效中存在问题及改进措施", "七、预算信息",
    "八、年度重点任务", "九、部门整体自评表", "（一）", "（十一）", "二十", "预算总金额", "基本支出", "项目支出", "体检费",
    "合计", "（2022 年度）", "\t", "\t\t", "\n", "\n\n", "\f", "\r\n", "—", "0", "0.00", "-5", "100%", "１２３", "1,234.5",
    "≥30 个", "=0%", "≤-5%", "12.3%％",
    "#DIV/0!", "健全", "未达标", "23 万件", "2023 年", "。", "；", "、", "(", "）", "”", "1～2",
    "9" * 70, "0/0", "5/0", "满意度", "预算执行率", "三公经费变动率", "\x00", "\ufeff", "\u200b",
)  # fmt: skip
LINES = COMPLETE.split("\n")
FULL_WIDTH = str.maketrans("0123456789.%-", "０１２３４５６７８９．％－")
UNITS = ("", "件", "个", "家", "人次", "平方米", "个工作日", "万元", "亿元", "元", "%", "‰")


@examples(150)
@given(st.text())
def test_any_text_is_read_and_audited(text):
    check(read_text(text))


@examples(150)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_any_pieces_of_a_report_are_read_and_audited(text):
    findings = check(read_text(text))

    assert all(0 <= finding.line <= len(text) + 1 for finding in findings)


@examples(60)
@given(data=st.data())
def test_a_torn_report_is_read_and_audited(data):
    """Lines left out, doubled and swapped, and cells cut from rows."""
    lines = data.draw(st.lists(st.sampled_from(LINES), min_size=1, max_size=90))
    cut = data.draw(st.integers(0, len(lines) - 1))
    lines[cut] = lines[cut][: data.draw(st.integers(0, len(lines[cut])))]

    check(read_text("\n".join(lines)))


@st.composite
def prints(draw: st.DrawFn) -> tuple[str, Decimal, str]:
    """A number as somebody prints it, its value and its unit."""
    places = draw(st.integers(0, 4))
    value = Decimal(draw(st.integers(-(10**9), 10**9))).scaleb(-places)
    text = f"{value:,f}" if draw(st.booleans()) else f"{value:f}"
    unit = draw(st.sampled_from(UNITS))
    if unit == "%" and draw(st.booleans()):
        unit = "%%"
    gap = draw(st.sampled_from(["", " "]))
    multiple = draw(st.sampled_from(["", "万", "亿"])) if unit not in ("%", "%%", "‰", "万元", "亿元") else ""
    printed = f"{draw(st.sampled_from(['', ' ', '≥', '≤ ', '=']))}{text}{gap}{multiple}{unit}"
    if multiple and unit == "元":
        return printed, value, f"{multiple}元"
    return printed, value * slow_multiple(multiple), "%" if unit == "%%" else unit


def slow_multiple(name: str) -> Decimal:
    return {"": Decimal(1), "万": Decimal(10**4), "亿": Decimal(10**8)}[name]


@examples(200)
@given(prints(), st.booleans())
def test_a_number_is_read_as_it_was_meant(printed, is_wide):
    text, value, unit = printed
    shown = text.translate(FULL_WIDTH) if is_wide else text

    found = quantity(shown)

    assert found is not None
    assert (found.value, found.unit) == (value, unit)


@examples(100)
@given(
    st.integers(-1000, 1000),
    st.integers(1, 1000),
    st.sampled_from(["%", "天", " 个工作日", "起"]),
    st.booleans(),
    st.sampled_from("～~至"),
)
def test_a_range_is_read_with_its_unit_once_or_twice(lower, width, unit, is_twice, mark):
    text = f"{lower}{unit if is_twice else ''}{mark}{lower + width}{unit}"

    found = span(text)

    assert found is not None
    assert [each.value for each in found] == [lower, lower + width]
    assert {each.unit for each in found} == {unit.strip()}


@pytest.mark.parametrize(
    "text", ["\x00\x01\t\x02", "\t" * 500, "（一）" * 500, "一、" * 500, "\n\t\n" * 300, "9" * 5000 + "\t件"]
)
def test_strange_texts_are_read(text):
    check(read_text(text))
