"""What opening or closing a window saves or costs, by hand and against all sets of openings."""

from itertools import combinations
from random import Random

import pytest

from tongban.work.hall.staffing.advice import Change, Staffing, StaffingAdvice, changed, fits
from tongban.work.hall.staffing.day_queue import StaffedWindow, Visitor, person_minutes, sampled_days
from tongban.work.hall.waiting.experience import Experience

NINE = 540
DAY = ((540.0, 1020.0),)


class EverybodyStays(Experience):
    def absence(self, waited):
        return 0.0


def window(code, *groups, openings=DAY):
    return StaffedWindow(code, frozenset(groups or ("tax",)), openings)


def crowd(number, minutes=10.0, at=float(NINE), group="tax"):
    """Return people who come together."""
    return [Visitor(at, group, minutes, 1.0)] * number


def test_people_wait_for_each_other():
    assert person_minutes(crowd(4), [window("1")], EverybodyStays()) == 0 + 10 + 20 + 30
    assert person_minutes(crowd(4), [window("1"), window("2")], EverybodyStays()) == 0 + 0 + 10 + 10


def test_a_window_helps_only_those_whom_it_takes():
    both = [*crowd(2), *crowd(2, group="house")]

    assert person_minutes(both, [window("1"), window("2", "house")], EverybodyStays()) == 20
    assert person_minutes(both, [window("1"), window("2", "tax", "house")], EverybodyStays()) == 10 + 10


def test_whom_nobody_serves_waits_until_the_last_window_closes():
    assert person_minutes(crowd(1, group="house"), [window("1")], EverybodyStays()) == 480


def test_opening_a_window_saves_and_closing_one_costs():
    windows = [window("1"), window("7", openings=())]
    staffing = Staffing(windows, [crowd(4)], EverybodyStays())

    assert staffing.saving([Change("7", 540, 600)]) == 60 - 20
    assert Staffing([window("1"), window("7")], [crowd(4)], EverybodyStays()).saving(
        [Change("7", 540, 600, opens=False)]
    ) == -(60 - 20)


def test_advice_counts_the_minutes_of_officers():
    assert StaffingAdvice((Change("7", 630, 720),), 214.0).officer_minutes == 90
    assert StaffingAdvice((Change("7", 630, 720, opens=False),), -214.0).officer_minutes == -90


def test_hours_are_changed_in_between():
    assert changed(DAY, [Change("1", 600, 660, opens=False)]) == ((540, 600), (660, 1020))
    assert changed((), [Change("1", 660, 720), Change("1", 540, 600)]) == ((540, 600), (660, 720))


def test_only_what_is_closed_is_opened_and_what_is_open_closed():
    staffing = Staffing([window("1", openings=((540.0, 660.0),))], [crowd(1)], EverybodyStays())

    found = set(staffing.changes(540, 780, lengths=(60,)))

    opened = {(each.begins, each.ends) for each in found if each.opens}
    assert opened == {(660, 720), (690, 750), (720, 780)}
    assert {each.begins for each in found if not each.opens} == {540, 570, 600}


def test_no_window_is_opened_twice_at_a_time_nor_beyond_the_officers_minutes():
    assert fits([Change("1", 540, 600), Change("1", 600, 660)], 120)
    assert not fits([Change("1", 540, 600), Change("1", 570, 630)], 120)
    assert not fits([Change("1", 540, 600), Change("2", 540, 600)], 90)


def test_the_same_day_is_drawn_again():
    expected, experience = {("tax", 540): 6.0, ("house", 570): 3.0}, Experience()

    one, again, other = (sampled_days(expected, experience, 2, seed) for seed in ("a", "a", "b"))

    assert one == again != other
    assert [
        len(day) for day in sampled_days({("tax", 540): 0.0}, experience, 1, "a", here=[(540.0, "tax")])
    ] == [1]


@pytest.mark.parametrize("seed", range(4))
def test_advice_is_within_a_tenth_of_the_best_of_all_sets(seed):
    chance = Random(seed)
    groups = ("tax", "house", "birth")
    expected = {(group, at): chance.uniform(0, 6) for group in groups for at in range(540, 780, 30)}
    windows = [
        window(str(place), *chance.sample(groups, 2), openings=((540.0, 1020.0),) if place < 3 else ())
        for place in range(5)
    ]
    experience = Experience()
    staffing = Staffing(windows, sampled_days(expected, experience, 2, str(seed)), experience)
    options = [each for each in staffing.changes(540, 780, lengths=(60, 120)) if each.opens]

    advised = staffing.best(options, 180, most=2)

    sets = [each for number in (1, 2) for each in combinations(options, number) if fits(each, 180)]
    assert fits(advised.changes, 180)
    assert advised.person_minutes >= 0.9 * max(map(staffing.saving, sets))
