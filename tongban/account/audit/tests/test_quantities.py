from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.account.audit.quantities import percentage, quantity, rounded, span


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("0", 0, ""),
        ("1,234.5", Decimal("1234.5"), ""),
        ("１２３", 123, ""),
        (".5", Decimal("0.5"), ""),
        ("-22.21%", Decimal("-22.21"), "%"),
        ("−5.22％", Decimal("-5.22"), "%"),
        ("12.3%％", Decimal("12.3"), "%"),
        ("3‰", 3, "‰"),
        ("34.43 万件", 344300, "件"),
        ("148.48 万元", Decimal("148.48"), "万元"),
        ("1.2亿元", Decimal("1.2"), "亿元"),
        ("23 个", 23, "个"),
        ("5 个工作日", 5, "个工作日"),
        ("3 年", 3, "年"),
    ],
)
def test_a_printed_number_has_a_value_and_a_unit(text, value, unit):
    found = quantity(text)

    assert found is not None
    assert (found.value, found.unit) == (value, unit)


@pytest.mark.parametrize(
    "text", ["", " ", "—", "/", "健全", "#DIV/0!", "2022 年底前", "8.58/10.00", "第 3 次", "1-2"]
)
def test_what_is_no_number_is_none(text):
    assert quantity(text) is None


@pytest.mark.parametrize(
    ("text", "operator", "is_vague"),
    [
        ("≥30 个", ">=", False),
        ("<= 5%", "<=", False),
        ("＞3", ">", False),
        ("=100%", "=", False),
        ("不少于 30 个", ">=", False),
        ("不超过 5 天", "<=", False),
        ("低于 2%", "<", False),
        ("99%以上", ">=", True),
        ("30 天以内", "<=", True),
        ("超 550 万", "", True),
        ("10 万+", "", True),
        ("约 3 个", "", True),
        ("23 个", "", False),
    ],
)
def test_an_operator_is_a_sign_or_a_word(text, operator, is_vague):
    found = quantity(text)

    assert found is not None
    assert (found.operator, found.vague) == (operator, is_vague)


@pytest.mark.parametrize(
    ("text", "lower", "upper", "unit"),
    [
        ("90%-95%", 90, 95, "%"),
        ("10～15 天", 10, 15, "天"),
        ("1 至 2 次", 1, 2, "次"),
        ("-5%~5%", -5, 5, "%"),
    ],
)
def test_a_range_has_two_bounds(text, lower, upper, unit):
    bounds = span(text)

    assert bounds is not None
    first, second = bounds
    assert (first.value, second.value, first.unit, second.unit) == (lower, upper, unit, unit)


@pytest.mark.parametrize("text", ["", "5%", "95%-90%", "健全-完善", "≥3-5", "2022-03-01"])
def test_what_is_no_range_is_none(text):
    assert span(text) is None


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9))
def test_a_number_printed_with_marks_is_read_as_itself(number):
    with_marks, with_unit = quantity(f"{number:,}"), quantity(f"{number} 件")

    assert with_marks is not None
    assert with_unit is not None
    assert with_marks.value == with_unit.value == number


@given(st.text(max_size=40))
def test_any_text_is_a_number_or_none(text):
    found = quantity(text)

    assert found is None or isinstance(found.value, Decimal)


def test_rounding_is_half_up_and_no_whole_gives_no_percentage():
    assert rounded(Decimal("2.675")) == Decimal("2.68")
    assert percentage(Decimal("4789.79"), Decimal("5053.47")) == Decimal("94.78")
    assert percentage(Decimal(1), Decimal(0)) is None
