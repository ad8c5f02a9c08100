"""Sizes, agreement, scores, formulas, ranks: tables that a statistician or an evaluator can check."""

import random
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.work.inspection.rules.agreement import agreement_of
from tongban.work.inspection.rules.samples import allotted, sample_size
from tongban.work.inspection.rules.scores import GivenPoints, score_of
from tongban.work.inspection.rules.standard import (
    Formula,
    IndicatorRule,
    formula_fault,
    points_of,
    ranks,
    total_of,
    weight_faults,
)

D = Decimal


@pytest.mark.parametrize(
    ("population", "said", "size"),
    [
        (100, {}, 80),
        (1000, {}, 278),
        (10_000, {}, 370),
        (1_000_000, {}, 384),
        (10_000, {"confidence": 0.99}, 623),
        (10_000, {"error": 0.03}, 965),
        (10_000, {"share": 0.1}, 137),
        (1, {}, 1),
        (0, {}, 0),
    ],
)
def test_the_size_of_a_sample_is_the_one_of_the_tables(population, said, size):
    assert sample_size(population, **said).size == size


def test_a_sample_without_error_is_no_sample():
    with pytest.raises(ValueError, match="between 0 and 1"):
        sample_size(100, error=0)


@given(
    st.dictionaries(st.text(max_size=3), st.integers(0, 500), max_size=8),
    st.integers(0, 600),
    st.integers(0, 5),
)
def test_a_sample_is_spread_in_proportion_and_no_group_gives_more_than_it_has(groups, total, least):
    given_ = allotted(groups, total, least=least)
    population = sum(groups.values())

    assert all(0 <= given_[name] <= number for name, number in groups.items())
    assert all(given_[name] >= min(least, number) for name, number in groups.items() if population)
    if not least:
        assert sum(given_.values()) == min(total, population)
        assert all(
            abs(given_[n] - min(total, population) * k / population) < 1 for n, k in groups.items() if k
        )


def pairs(table):
    return [pair for pair, count in table.items() for _ in range(count)]


def test_kappa_is_the_one_of_the_textbook():
    found = agreement_of(pairs({("y", "y"): 20, ("y", "n"): 5, ("n", "y"): 10, ("n", "n"): 15}))

    assert found.kappa == pytest.approx(0.4)
    assert found.share == pytest.approx(0.7)
    low, high = found.interval
    assert low < 0.4 < high


def test_the_standard_error_of_kappa_is_what_drawing_again_shows():
    table = pairs({("a", "a"): 88, ("a", "b"): 14, ("a", "c"): 18, ("b", "a"): 10, ("b", "b"): 40,
                   ("b", "c"): 10, ("c", "a"): 2, ("c", "b"): 6, ("c", "c"): 12})  # fmt: skip
    found = agreement_of(table)
    draw = random.Random(7)
    again = [agreement_of(draw.choices(table, k=len(table))).kappa for _ in range(600)]
    middle = sum(again) / len(again)
    spread = (sum((kappa - middle) ** 2 for kappa in again) / len(again)) ** 0.5

    assert found.kappa == pytest.approx(0.4915, abs=0.001)
    assert found.error == pytest.approx(spread, rel=0.1)


def test_agreement_by_chance_alone_has_no_kappa():
    found = agreement_of([("full", "full")] * 30)

    assert (found.kappa, found.interval, found.share) == (None, None, 1.0)
    assert agreement_of([]).share is None


def test_too_few_pairs_have_no_interval():
    assert agreement_of([("a", "a"), ("b", "b"), ("a", "b")]).interval is None


@pytest.mark.parametrize(
    ("marks", "result"),
    [
        ([GivenPoints(D(40), D(40)), GivenPoints(D(60), D(30))], (D("70.00"), False)),
        ([GivenPoints(D(40), D(40)), GivenPoints(D(60))], (D("100.00"), False)),
        ([GivenPoints(D(40), D(40)), GivenPoints(D(0), None, True, True)], (D(0), True)),
        ([GivenPoints(D(40), D(10)), GivenPoints(D(0), None, True, False)], (D("25.00"), False)),
        ([GivenPoints(D(40))], (None, False)),
    ],
)
def test_a_fatal_error_makes_the_whole_nothing_and_what_does_not_apply_counts_on_neither_side(marks, result):
    assert score_of(marks) == result


RATIO = IndicatorRule("1", D(10), Formula.RATIO, D(95), D(60))
FALLING = IndicatorRule("1", D(10), Formula.RATIO, D(0), D(10))
OFF = IndicatorRule("1", D(10), Formula.DEDUCTION, each=D(3))
BANDS = IndicatorRule("1", D(10), Formula.BAND, bands=((D(90), D(10)), (D(80), D(6)), (D(60), D(2))))
FREE = IndicatorRule(
    "1", D(10), Formula.EXPRESSION, expression="value >= 90.0 ? weight : value * 0.1 + of * 0.0"
)


@pytest.mark.parametrize(
    ("rule", "number", "of", "points"),
    [
        (RATIO, D(95), D(100), D(10)),
        (RATIO, D(60), D(100), D(0)),
        (RATIO, D(775), D(1000), D("5.00")),
        (RATIO, D(20), D(100), D(0)),
        (FALLING, D(5), D(100), D("5.00")),
        (FALLING, D(50), D(100), D(0)),
        (OFF, D(2), None, D(4)),
        (OFF, D(9), None, D(0)),
        (BANDS, D(90), D(100), D(10)),
        (BANDS, D(8999), D(10000), D(6)),
        (BANDS, D(1), D(100), D(0)),
        (FREE, D(95), D(100), D(10)),
        (FREE, D(50), D(100), D(5)),
    ],
)
def test_a_value_gives_its_points_and_the_calculation_is_shown(rule, number, of, points):
    found = points_of(rule, number, of)

    assert found.points == points
    assert f"得分 {points.normalize():f}" in found.steps[-1]
    assert len(found.steps) >= 3


@pytest.mark.parametrize("rule", [RATIO, OFF, BANDS, FREE])
def test_of_nothing_there_is_no_value_and_so_no_points(rule):
    assert points_of(rule, D(0), D(0)).points is None
    assert points_of(rule, None, None).points is None


@given(
    st.sampled_from([RATIO, FALLING, OFF, BANDS, FREE]),
    st.decimals(0, 10_000, places=2),
    st.one_of(st.none(), st.decimals(0, 10_000, places=2)),
)
def test_whatever_the_value_points_lie_between_nothing_and_the_weight(rule, number, of):
    points = points_of(rule, number, of).points

    assert points is None or 0 <= points <= rule.weight


@pytest.mark.parametrize(
    ("rule", "fault"),
    [
        (RATIO, ""),
        (OFF, ""),
        (BANDS, ""),
        (FREE, ""),
        (IndicatorRule("1", D(10), Formula.RATIO, D(90), D(90)), "full_at"),
        (IndicatorRule("1", D(10), Formula.DEDUCTION), "each"),
        (IndicatorRule("1", D(10), Formula.BAND), "bands"),
        (IndicatorRule("1", D(10), Formula.BAND, bands=((D(1), D(11)),)), "bands"),
        (IndicatorRule("1", D(10), Formula.EXPRESSION, expression="weigth * 2.0"), "expression"),
        (IndicatorRule("1", D(10), Formula.EXPRESSION, expression="value > 3.0"), "expression"),
        (IndicatorRule("1", D(10), Formula.EXPRESSION, expression="[1].map(i, i)"), "expression"),
    ],
)
def test_a_formula_that_is_not_complete_says_which_part(rule, fault):
    assert formula_fault(rule) == fault


def test_weights_that_do_not_add_up_are_said_where():
    rows = [("1", "", D(60)), ("1.1", "1", D(20)), ("1.2", "1", D(30)), ("2", "", D(41))]

    found = {(fault.code, fault.wanted, fault.found) for fault in weight_faults(rows)}

    assert found == {("", D(100), D(101)), ("1", D(60), D(50))}


def test_what_could_not_be_measured_counts_on_neither_side():
    assert total_of([(D(60), D(30)), (D(40), None)]) == D("50.00")
    assert total_of([(D(60), None)]) is None


def test_equal_scores_share_a_rank_and_the_next_counts_those_before_it():
    scores = {"a": D(90), "b": D(80), "c": D(80), "d": D(70), "e": None}

    assert ranks(scores) == {"a": 1, "b": 2, "c": 2, "d": 4}
