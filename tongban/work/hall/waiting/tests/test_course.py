"""Who is called when, by hand and by properties: skills, breaks, priority, appointments still to come."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tongban.work.hall.waiting.course import course
from tongban.work.hall.waiting.estimate import estimate, estimates
from tongban.work.hall.waiting.experience import PRIOR_MINUTES, Experience
from tongban.work.hall.waiting.hall_now import HallNow, PersonNow, WindowNow
from tongban.work.hall.waiting.model import WaitingModel

NINE = 540.0
ALL_DAY = ((NINE, 1020.0),)
BOTH = frozenset({"tax", "house"})


def window(code, *groups, openings=ALL_DAY, serving=None, since=0.0):
    return WindowNow(code, frozenset(groups), openings, serving, since)


def person(code, group="tax", since=NINE - 5, turn=None, no_show=0.0):
    return PersonNow(code, group, since, since if turn is None else turn, no_show)


class EverybodyStays(Experience):
    def absence(self, waited):
        return 0.0


def calls(windows, people, at=NINE):
    found = course(HallNow(at, windows, people), EverybodyStays())
    return {code: call.at - at for code, call in found.items()}


def test_people_are_called_one_after_the_other():
    found = calls((window("1", "tax"),), (person("B", since=530), person("A", since=520)))

    assert found == {"A": 0, "B": PRIOR_MINUTES}


def test_a_window_calls_only_what_it_takes():
    found = calls(
        (window("1", "tax"), window("2", "house")), (person("A"), person("B"), person("C", "house"))
    )

    assert found == {"A": 0, "C": 0, "B": PRIOR_MINUTES}


def test_a_window_that_takes_everything_relieves_the_others():
    found = calls((window("1", "tax"), window("2", *BOTH)), (person("A"), person("B"), person("C", "house")))

    assert found == {"A": 0, "B": 0, "C": PRIOR_MINUTES}


def test_a_break_is_waited_for():
    found = calls(
        (window("1", "tax", openings=((NINE, 545.0), (560.0, 1020.0))),), (person("A"), person("B"))
    )

    assert found == {"A": 0, "B": 20}


def test_who_has_priority_comes_first_and_who_is_expected_counts():
    people = (
        person("A"),
        person("old", since=NINE, turn=NINE - 30),
        person("booked", since=NINE + 12, turn=NINE - 18),
    )

    found = calls((window("1", "tax"),), (*people, person("last", since=NINE - 1)))

    assert found == {"old": 0, "A": 10, "booked": 20, "last": 30}


def test_an_idle_window_takes_who_comes_later():
    found = calls((window("1", "tax"),), (person("booked", since=NINE + 25),))

    assert found == {"booked": 25}


def test_who_is_served_keeps_the_window_for_what_usually_remains():
    found = calls((window("1", "tax", serving="tax", since=NINE - 4),), (person("A"),))

    assert found == {"A": 6}


def test_who_comes_too_late_is_promised_nothing_and_told_why():
    hall = HallNow(NINE, (window("1", "tax", openings=((NINE, NINE + 5),)),), (person("A"), person("B")))

    told = estimates(hall, WaitingModel())

    assert told["A"].promise
    assert told["B"].promise is None
    assert [reason.key for reason in told["B"].reasons] == ["not_today"]


def test_reasons_count_what_stands_before():
    windows = (
        window("1", *BOTH, openings=((NINE, 545.0), (555.0, 1020.0))),
        window("2", "house", openings=ALL_DAY),
    )
    people = (
        person("A"),
        person("H", "house"),
        person("booked", since=NINE + 1, turn=NINE - 30),
        person("me", since=NINE),
    )

    told = estimate(HallNow(NINE, windows, people), "me", WaitingModel())

    assert dict(told.reasons) == {"ahead": 2, "expected": 1, "windows": 1, "breaks": 1, "minutes": 10}


def test_a_closed_hall_says_when_it_opens():
    hall = HallNow(NINE - 30, (window("1", "tax"),), (person("A", since=NINE - 30),))

    told = estimate(hall, "A", WaitingModel())

    assert told.promise.forecast == 30
    assert dict(told.reasons)["closed"] == 30


GROUP = st.sampled_from(["tax", "house", "birth"])
WINDOWS = st.lists(
    st.tuples(
        st.sets(GROUP, min_size=1), st.integers(0, 60), st.integers(0, 60), st.sampled_from([None, "tax"])
    ),
    min_size=1,
    max_size=5,
)
PEOPLE = st.lists(st.tuples(GROUP, st.integers(-60, 60), st.integers(0, 30), st.floats(0, 0.5)), max_size=15)


@settings(max_examples=60, deadline=None)
@given(WINDOWS, PEOPLE)
def test_nobody_is_called_twice_early_or_to_a_window_that_does_not_take_it(windows, people):
    hall = HallNow(
        NINE,
        tuple(
            window(
                str(place),
                *groups,
                openings=((NINE - 60, NINE + a), (NINE + a + b + 1, 1020.0)),
                serving=serving,
                since=NINE - 3,
            )
            for place, (groups, a, b, serving) in enumerate(windows)
        ),
        tuple(
            person(str(place), group, NINE + since, NINE + since - head_start, no_show)
            for place, (group, since, head_start, no_show) in enumerate(people)
        ),
    )

    found = course(hall, Experience())

    by_code = {each.code: each for each in hall.people}
    for code, call in found.items():
        at_window = hall.windows[call.place]
        assert by_code[code].group in at_window.groups
        assert call.at >= max(NINE, by_code[code].since)
        assert any(begins <= call.at < ends for begins, ends in at_window.openings)
    assert len({(call.at, call.place) for call in found.values()}) == len(found)
    for group in ("tax", "house", "birth"):
        here = [
            by_code[code] for code in found if by_code[code].group == group and by_code[code].since <= NINE
        ]
        assert [each.turn for each in here] == sorted(each.turn for each in here)
