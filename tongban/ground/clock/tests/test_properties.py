from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tongban.ground.clock import SHIPPED, Deadline, DeadlinePause, due, explain
from tongban.ground.clock.tests.cases import counted_by_hand, extension

STARTS = st.dates(date(2004, 1, 1), date(2024, 12, 31))
LENGTHS = st.integers(1, 90)
UNITS = st.sampled_from(["working", "calendar"])


@st.composite
def pauses(draw):
    begins = draw(st.dates(date(2021, 12, 1), date(2022, 7, 1)))
    return DeadlinePause(begins, begins + timedelta(days=draw(st.integers(0, 20))), "testing", "检测告知书")


def due_on(start, length, unit="working", paused=(), more=None):
    return due(Deadline(start, length, unit, tuple(paused), more), SHIPPED).on


@given(STARTS, st.integers(0, 30), LENGTHS, UNITS)
def test_who_starts_later_ends_no_earlier(start, later, length, unit):
    assert due_on(start, length, unit) <= due_on(start + timedelta(days=later), length, unit)


@given(STARTS, LENGTHS, st.integers(0, 30), UNITS)
def test_what_is_longer_ends_no_earlier(start, length, more, unit):
    assert due_on(start, length, unit) <= due_on(start, length + more, unit)


@given(STARTS, LENGTHS)
def test_a_period_ends_on_a_working_day(start, length):
    assert SHIPPED.is_working(due_on(start, length))
    assert SHIPPED.is_working(due_on(start, length, "calendar"))


@given(st.lists(pauses(), max_size=4), LENGTHS)
def test_pauses_agree_with_a_finger_on_the_wall_calendar(paused, length):
    start = date(2022, 1, 20)

    by_hand = counted_by_hand(
        start, length, lambda on: any(each.begins_on <= on <= each.ends_on for each in paused)
    )

    assert due_on(start, length, "working", paused) == by_hand


@given(st.lists(pauses(), max_size=4), st.randoms(), UNITS)
def test_the_order_of_pauses_does_not_matter(paused, random, unit):
    mixed = random.sample(paused, len(paused))

    assert due_on(date(2022, 1, 20), 20, unit, paused) == due_on(date(2022, 1, 20), 20, unit, mixed)


@given(LENGTHS, st.integers(0, 89), st.integers(0, 20))
def test_a_pause_of_n_working_days_moves_the_end_by_n_working_days(length, begins, days):
    start = date(2022, 1, 20)
    before = due_on(start, length)
    first = SHIPPED.after(start, min(begins, length - 1) + 1)
    paused = DeadlinePause(first, first + timedelta(days=days), "testing", "检测告知书")
    excluded = SHIPPED.working_between(first - timedelta(days=1), paused.ends_on)

    assert due_on(start, length, "working", [paused]) == SHIPPED.after(before, excluded)


@given(STARTS, LENGTHS, st.integers(1, 30))
def test_an_extension_is_as_good_as_a_longer_period(start, length, more):
    assert due_on(start, length, more=extension(more)) == due_on(start, length + more)


@given(st.dates(date(2021, 12, 1), date(2022, 6, 1)), LENGTHS, UNITS, st.lists(pauses(), max_size=3))
def test_the_explanation_counts_what_the_answer_counts(start, length, unit, paused):
    deadline = Deadline(start, length, unit, tuple(paused))

    lines = explain(deadline, SHIPPED)

    assert lines[-1].on == due(deadline, SHIPPED).on
    assert lines[-1].is_last
    assert [line.is_last for line in lines[:-1]] == [False] * (len(lines) - 1)
    assert lines[-1].number == length == sum(line.step == "counted" for line in lines)
    assert [line.on for line in lines] == [start + timedelta(days=number) for number in range(len(lines))]
