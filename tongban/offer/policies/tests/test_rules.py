"""Whom a policy fits, by tables that an officer can check; and that an answer more never overturns what was decided."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.offer.policies import rules
from tongban.offer.policies.profile import EN, FOUNDED_ON, Known, fields
from tongban.offer.policies.rules import Decided, Outcome, PolicyRule, RuleCondition
from tongban.offer.policies.tests.conftest import DAY, HONEST, RESEARCH, SMALL, known

SINCE = date(2026, 1, 1)
EITHER = RuleCondition("high_tech || specialised", "是高新技术企业或专精特新中小企业")
OLD = RuleCondition("age_years >= 3", "成立满三年")
MAKER = RuleCondition("industry.startsWith('C') && area.startsWith('3205')", "注册在本市的制造业企业")


def rule(*conditions, **said):
    return PolicyRule("POL-2026-000001", conditions, SINCE, **said)


@pytest.mark.law("business-environment-regulation:12")
@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ({"size": "small", "rd_share": 3, "dishonest": False}, "met"),
        ({"size": "small", "rd_share": 2.99, "dishonest": False}, "not_met"),
        ({"size": "small", "rd_share": 3}, "unknown"),
        ({"size": "large", "rd_share": 3}, "not_met"),
        ({"dishonest": True}, "not_met"),
        ({}, "unknown"),
    ],
)
def test_a_policy_fits_does_not_or_cannot_say_yet(said, outcome):
    assert rules.judge(rule(SMALL, RESEARCH, HONEST), known(**said), DAY).outcome == outcome


@pytest.mark.parametrize(
    ("said", "outcome", "missing"),
    [
        ({"high_tech": True}, "met", ()),
        ({"high_tech": False}, "unknown", ("specialised",)),
        ({"high_tech": False, "specialised": False}, "not_met", ()),
        ({}, "unknown", ("high_tech", "specialised")),
    ],
)
def test_one_of_two_is_enough_and_what_is_missing_is_named(said, outcome, missing):
    judged = rules.judge(rule(EITHER), known(**said), DAY)

    assert (judged.outcome, judged.missing) == (outcome, missing)


@pytest.mark.parametrize(
    ("founded", "outcome"),
    [(date(2023, 3, 2), "met"), (date(2023, 3, 3), "not_met"), (date(2027, 1, 1), "unknown")],
)
def test_full_years_are_counted_from_the_founding_to_the_day(founded, outcome):
    profile = {FOUNDED_ON: Known(founded, "registry", SINCE)}

    assert rules.judge(rule(OLD), profile, DAY).outcome == outcome


@pytest.mark.parametrize(
    ("industry", "area", "outcome"),
    [
        ("C3911", "320505", "met"),
        ("C", "320581", "met"),
        ("F5211", "320505", "not_met"),
        ("C3911", "310101", "not_met"),
    ],
)
def test_industry_and_place_are_compared_by_how_they_begin(industry, area, outcome):
    assert rules.judge(rule(MAKER), known(industry=industry, area=area), DAY).outcome == outcome


def test_the_reason_names_the_condition_the_value_and_where_it_is_from():
    judged = rules.judge(rule(RESEARCH), known(rd_share=5), DAY)

    assert judged.findings[0].sentence() == (
        "研发费用占营业收入3%以上：符合，研发费用占营业收入比例：5%（税务，2026-01-05）。"
    )
    assert judged.findings[0].sentence(EN) == (
        "At least 3 % of turnover for research: met, Share of turnover spent on research: 5 % "
        "(from the tax office, 2026-01-05)."
    )


def test_what_is_missing_is_said_beside_what_is_known():
    judged = rules.judge(rule(EITHER), known(high_tech=False), DAY)

    assert judged.findings[0].sentence() == (
        "是高新技术企业或专精特新中小企业：尚不能判断，缺少专精特新中小企业；已知高新技术企业：否（税务，2026-01-05）。"
    )


@pytest.mark.parametrize(
    ("formula", "most", "staff", "yuan"),
    [
        ("staff * 1000.0", None, 30, "30000.00"),
        ("staff * 1000.0", "20000.00", 30, "20000.00"),
        ("staff * 0.125", None, 1, "0.13"),
        ("50000.0", None, 30, "50000.00"),
        ("staff > 20 ? 80000.0 : 50000.0", None, 30, "80000.00"),
        ("-staff", None, 30, None),
        ("", None, 30, None),
    ],
)
def test_the_amount_follows_the_formula_up_to_the_most(formula, most, staff, yuan):
    made = rule(SMALL, amount_rule=formula, most_yuan=Decimal(most) if most else None)
    judged = rules.judge(made, known(size="small", staff=staff), DAY)

    assert judged.amount_yuan == (Decimal(yuan) if yuan else None)


def test_no_amount_is_told_to_whom_the_policy_does_not_fit():
    judged = rules.judge(rule(SMALL, amount_rule="50000.0"), known(size="large"), DAY)

    assert judged.amount_yuan is None


def test_policies_that_exclude_one_another_are_told_whichever_says_so():
    one = rule(SMALL, excludes=frozenset({"POL-2"}))
    two, three = (PolicyRule(number, (SMALL,), SINCE) for number in ("POL-2", "POL-3"))
    judged = [rules.judge(each, known(size="small"), DAY) for each in (two, one, three)]

    assert rules.not_together(judged) == [("POL-2", "POL-2026-000001")]


def test_own_words_are_not_verified():
    mixed = known(size="small") | known("self", rd_share=5)

    assert not rules.judge(rule(SMALL, RESEARCH), mixed, DAY).is_verified
    assert rules.judge(rule(SMALL, RESEARCH), known(size="small", rd_share=5), DAY).is_verified


@pytest.mark.parametrize(
    ("said", "is_granted", "agrees"),
    [
        ({"size": "small"}, True, True),
        ({"size": "large"}, False, True),
        ({"size": "large"}, True, False),
        ({"size": "small"}, False, False),
        ({}, True, None),
    ],
)
def test_a_rule_stands_beside_what_was_decided(said, is_granted, agrees):
    (found,) = rules.compare(rule(SMALL), [Decided(known(**said), DAY, is_granted)])

    assert found.agrees is agrees


def test_faults_name_the_condition_and_the_reason():
    bad = rule(
        SMALL, RuleCondition("has(size.x)", "…"), RuleCondition("size == 'tiny'", "…"), amount_rule="size"
    )

    found = dict(rules.faults_of(bad))

    assert found.keys() == {"2", "3", "amount"}
    assert "no choice of" in str(found["3"])


VALUES = st.fixed_dictionaries(
    {
        code: st.sampled_from([None, *values])
        for code, values in {
            "size": ("micro", "small", "medium", "large"),
            "rd_share": (0, 2.99, 3, 50),
            "staff": (0, 5, 6, 500),
            "high_tech": (True, False),
            "specialised": (True, False),
            "dishonest": (True, False),
            "industry": ("C", "C3911", "F5211"),
            "area": ("320505", "310101"),
        }.items()
    }
)
MIXED = RuleCondition("(high_tech && rd_share >= 3) || (specialised ? staff > 5 : size == 'micro')", "…")


@given(VALUES, VALUES)
def test_filling_in_an_unknown_never_changes_what_was_decided(before, more):
    asked = rule(SMALL, RESEARCH, HONEST, EITHER, MAKER, MIXED)
    filled = {code: more[code] if value is None else value for code, value in before.items()}

    first, then = (rules.judge(asked, said(each), DAY) for each in (before, filled))

    for earlier, later in zip(first.findings, then.findings, strict=True):
        assert earlier.outcome in (Outcome.UNKNOWN, later.outcome)
        assert set(later.missing) <= set(earlier.missing)
    assert first.outcome in (Outcome.UNKNOWN, then.outcome)


def said(values):
    return known(**{code: value for code, value in values.items() if value is not None})


def test_every_field_of_the_profile_can_be_asked_for_and_said_in_both_languages():
    for code, field in fields().items():
        sample = {"choice": next(iter(field.choices), None), "number": 1.0, "text": "C3911", "yes_no": True}[
            field.kind
        ]
        sample = "320505" if code == "area" else sample
        assert field.parse(sample) == sample
        assert all(field.say(value, said) for value in (sample, None) for said in ("zh", EN))
        assert field.asks_zh
        assert field.asks_en


def test_every_field_of_the_profile_is_documented():
    page = (Path(__file__).parents[4] / "docs" / "policies.md").read_text("utf-8")

    assert [
        code for code, field in fields().items() if f"| `{code}` | {field.zh} | {field.en} |" not in page
    ] == []
