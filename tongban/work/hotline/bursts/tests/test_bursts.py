"""Quiet years and bursts are simulated: seasons, weekdays, scatter beyond Poisson, classes large and small."""

from datetime import date
from functools import cache
from math import exp, lgamma, log, pi, sin
from random import Random

import pytest

from tongban.work.hotline.bursts.alarms import DAYS_A_YEAR, LEARNING_DAYS, alarms

FIRST = date(2020, 1, 1)
AREAS = 9
WEEKDAYS = (1.15, 1.1, 1.05, 1.0, 1.0, 0.9, 0.8)


def poisson(mean, chance):
    """Draw a count; large means in parts, so that exp(-mean) does not vanish."""
    count, left = 0, mean
    while left > 0:
        part = min(left, 30.0)
        left -= part
        bar, product = exp(-part), chance.random()
        while product > bar:
            count += 1
            product *= chance.random()
    return count


@cache
def quiet(years, classes, seed):
    """Return the counts of quiet years: nothing happens but seasons, weekdays and chance."""
    chance = Random(seed)
    days = round(years * DAYS_A_YEAR)
    counts = {}
    for number in range(classes):
        level, season, phase = 2 ** chance.uniform(-1, 5), chance.uniform(0, 0.35), chance.random()
        scatter = chance.choice((0, 0.05, 0.15))
        shares = [chance.uniform(0.3, 2) for _ in range(AREAS)]
        for area, share in enumerate(shares):
            counts[f"class {number}", f"area {area}"] = tuple(
                _drawn(level * share / sum(shares), season, phase, scatter, day, chance)
                for day in range(days)
            )
    return counts


def _drawn(mean, season, phase, scatter, day, chance):
    mean *= (1 + season * sin(2 * pi * (day / DAYS_A_YEAR + phase))) * WEEKDAYS[(FIRST.weekday() + day) % 7]
    return poisson(mean * (chance.gammavariate(1 / scatter, scatter) if scatter else 1), chance)


def interval_of(number):
    """Return the expectations for which so many is no surprise at 99 % (Garwood 1936)."""
    expectations = [step / 20 for step in range(1, 20 * (number * 2 + 20))]
    fits = [
        expected
        for expected in expectations
        if _below(number + 1, expected) >= 0.005 and 1 - _below(number, expected) >= 0.005
    ]
    return min(fits), max(fits)


def _below(number, expected):
    return sum(exp(place * log(expected) - expected - lgamma(place + 1)) for place in range(number))


@pytest.mark.parametrize(
    ("years", "classes", "budget", "seed"),
    [
        (2, 6, 12, 1),
        pytest.param(10, 30, 6, 2, marks=pytest.mark.deep),
        pytest.param(10, 30, 12, 3, marks=pytest.mark.deep),
        pytest.param(10, 10, 4, 4, marks=pytest.mark.deep),
    ],
)
def test_in_quiet_years_false_alarms_are_as_many_as_the_budget_says(years, classes, budget, seed):
    counts = quiet(years, classes, seed)

    found = alarms(counts, first=FIRST, budget=budget)

    allowed = budget * (years - LEARNING_DAYS / DAYS_A_YEAR)
    low, high = interval_of(len(found))
    assert low <= allowed <= high, f"{len(found)} alarms of {allowed:.0f} allowed"


@pytest.mark.parametrize("times", [8, 16])
@pytest.mark.parametrize("place", range(4))
def test_a_burst_is_found_within_two_days_and_where_it_is(times, place):
    counts = dict(quiet(2, 6, 1))
    key = sorted(counts, key=lambda each: -sum(counts[each]))[place * 3]
    usual = sum(counts[key]) / len(counts[key])
    start, more = 500, Random(place)
    row = list(counts[key])
    for day in range(start, start + 10):
        row[day] += poisson(times * max(usual, 1), more)
    before = {(alarm.key, alarm.area, alarm.day) for alarm in alarms(counts, first=FIRST, budget=6)}

    counts[key] = tuple(row)
    found = [alarm for alarm in alarms(counts, first=FIRST, budget=6) if (alarm.key, alarm.area) == key]

    new = [alarm for alarm in found if (alarm.key, alarm.area, alarm.day) not in before]
    assert 0 <= (new[0].day - FIRST).days - start <= 1
    assert all(start <= (alarm.day - FIRST).days < start + 10 for alarm in new)


def test_an_alarm_shows_the_statistics_behind_it():
    counts = dict(quiet(2, 6, 1))
    key = max(counts, key=lambda each: sum(counts[each]))
    row = list(counts[key])
    row[600] += 60

    counts[key] = row
    (alarm,) = [
        each
        for each in alarms(counts, first=FIRST, budget=6)
        if (each.key, each.area) == key and each.seen > 60
    ]

    assert alarm.seen == row[600] >= alarm.limit > alarm.expected
    assert alarm.expected == pytest.approx(
        alarm.baseline.level * alarm.baseline.weekday * alarm.baseline.share
    )
    assert alarm.p < 1e-6


def test_a_smaller_budget_gives_a_part_of_the_alarms():
    counts = quiet(2, 6, 1)

    few, many = (
        {(alarm.key, alarm.area, alarm.day) for alarm in alarms(counts, first=FIRST, budget=budget)}
        for budget in (3, 60)
    )

    assert len(few) < len(many)
    assert few <= many


def test_nothing_is_said_before_what_is_usual_is_known():
    counts = {("noise", "north"): [1] * 40 + [500] + [1] * 200}

    assert not [
        alarm for alarm in alarms(counts, first=FIRST, budget=6) if (alarm.day - FIRST).days < LEARNING_DAYS
    ]


def test_only_days_asked_for_are_told():
    counts = {("noise", "north"): [3, 4, 2] * 100 + [50, 3, 60]}

    found = alarms(counts, first=FIRST, budget=2, since=date(2020, 10, 28))

    assert [(alarm.seen, alarm.day) for alarm in found] == [(60, date(2020, 10, 29))]


@pytest.mark.parametrize("counts", [{}, {("noise", "north"): []}, {("noise", "north"): [0] * 400}])
def test_where_nothing_was_filed_nothing_is_told(counts):
    assert alarms(counts, first=FIRST, budget=6) == []


@pytest.mark.parametrize(
    ("counts", "budget", "said"),
    [({}, 0, "allows no alarm"), ({("a", "x"): [1], ("b", "x"): [1, 2]}, 6, "every day")],
)
def test_counts_with_gaps_and_an_empty_budget_are_refused(counts, budget, said):
    with pytest.raises(ValueError, match=said):
        alarms(counts, first=FIRST, budget=budget)


def test_the_first_demand_of_a_class_is_no_burst():
    quiet, new = [3] * 100, [0] * 99 + [5]

    assert alarms({("a", "x"): quiet, ("b", "x"): new}, first=date(2022, 1, 1), budget=4) == []
