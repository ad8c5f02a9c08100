"""Conditions that are picked from lists, and read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.ground.matters import conditions, simple_conditions
from tongban.ground.matters.condition_words import fault_in_words, in_words
from tongban.ground.matters.conditions import BadCondition, Question
from tongban.ground.matters.simple_conditions import ALL, ANY, Clause, SimpleCondition

COOKS = Question("cooks", conditions.YES_NO, text="是否现场制作食品？")
AREA = Question("area", conditions.NUMBER, text="经营面积是多少平方米？")
HOUSE = Question("house", conditions.CHOICE, ("自有", '租"赁', "a\\b"), "房屋怎样取得？")
ASKED = [COOKS, AREA, HOUSE]

CLAUSES = st.one_of(
    st.builds(Clause, st.just("cooks"), st.just("=="), st.sampled_from(["true", "false"])),
    st.builds(
        Clause,
        st.just("area"),
        st.sampled_from(simple_conditions.RELATIONS[conditions.NUMBER]),
        st.decimals(-1000, 1000, places=2).map(lambda number: f"{number.normalize():f}"),
    ),
    st.builds(Clause, st.just("house"), st.sampled_from(["==", "!="]), st.sampled_from(HOUSE.choices)),
)


@given(st.lists(CLAUSES, min_size=1, max_size=4).map(tuple), st.sampled_from([ALL, ANY]))
def test_what_is_picked_is_an_expression_and_read_back_as_it_was(clauses, joined):
    picked = SimpleCondition(clauses, joined if len(clauses) > 1 else ALL)

    expression = simple_conditions.written(picked, ASKED)

    assert simple_conditions.read(expression, ASKED) == picked
    assert conditions.holds(expression, {"cooks": True, "area": 50, "house": "自有"}) is not None


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("cooks", "“是否现场制作食品？”为“是”"),
        ("cooks == true && area>50", "“是否现场制作食品？”为“是”，且“经营面积是多少平方米？”超过“50”"),
        ("!cooks || (house == '自有')", "“是否现场制作食品？”为“否”，或者“房屋怎样取得？”为“自有”"),
        ("cooks != true", "“是否现场制作食品？”为“否”"),
    ],
)
def test_a_simple_expression_that_somebody_typed_is_read(expression, said):
    assert in_words(expression, ASKED) == said


@pytest.mark.parametrize(
    "expression",
    [
        *("", "smokes", "area", "house", "cooks && area > 5 || cooks", "(cooks", "cooks)", "area > 5 + 5"),
        *(
            "cooks ? true : false",
            'house == "借用"',
            "area > '5'",
            "cooks == 'true'",
            "cooks &&",
            "50 < area",
        ),
        *("cooks & area > 5", "house == 5", 'house < "自有"', "cooks || (area > 5 && cooks)"),
    ],
)
def test_any_other_expression_is_left_as_it_stands(expression):
    assert simple_conditions.read(expression, ASKED) is None


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("smokes", "没有“smokes”这个问题"),
        ("cooks &&", "从第 9 个字符起读不懂"),
        ("house == “自有”", "全角符号"),
        ("cooks > 5", "不能相比"),
        ("area", "得不出“是”或“否”"),
        ('house == "借用"', "“房屋怎样取得？”选哪一项结果都一样"),
        ("has(cooks.x)", "不能使用"),
        ("area > 1 || " * 60 + "cooks", "最多 600 个字符"),
    ],
)
def test_what_is_wrong_is_said_in_chinese_without_the_librarys_words(expression, said):
    with pytest.raises(BadCondition) as refused:
        conditions.check(expression, ASKED)

    told = fault_in_words(refused.value)
    assert said in told
    assert not any(word in told for word in ("ERROR", "mismatched", "overload", "expecting", "Failed"))
