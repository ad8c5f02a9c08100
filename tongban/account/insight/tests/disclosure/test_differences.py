"""A set of rows is told only if nothing small follows from it, alone or beside what is known."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tongban.account.insight.disclosure.differences import RowSet, is_safe, publishable_groups

ATOMS = {"window": 0, "online": 1, "elsewhere": 2}


def rows(**numbers):
    """Return the rows of some atoms: how many of each."""
    return RowSet(sum(1 << ATOMS[name] for name in numbers), sum(numbers.values()))


WHOLE = rows(window=20, online=3, elsewhere=9)


@pytest.mark.parametrize(
    ("new", "known", "safe"),
    [
        (rows(window=20), [], True),
        (rows(online=3), [], False),
        (RowSet(), [], True),
        (rows(window=20, elsewhere=9), [WHOLE], False),  # the whole less these are the 3 online
        (rows(window=20), [WHOLE], True),
        (rows(window=20), [WHOLE, rows(elsewhere=9)], False),  # so are they by a difference of three
        (WHOLE, [rows(window=20), rows(elsewhere=9)], False),
        (rows(window=20, online=3), [rows(online=3, elsewhere=9), WHOLE], False),  # what both share is the 3
        (rows(window=20, online=3), [WHOLE], True),
        (WHOLE, [WHOLE], True),
    ],
)
def test_a_set_is_told_unless_a_small_one_follows(new, known, safe):
    assert is_safe([new], known) is safe


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.integers(0, 30), st.integers(0, 40), min_size=1, max_size=14))
def test_what_is_left_of_a_table_is_never_small_and_neither_is_what_is_told(numbers):
    assume(not 0 < sum(numbers.values()) < 5)

    def may_tell(block):
        return not 0 < sum(numbers.get(each, 0) for each in block) < 5

    told = publishable_groups(numbers, numbers, may_tell, numbers.__getitem__)

    left = sum(number for group, number in numbers.items() if group not in told)
    assert all(numbers[group] >= 5 for group in told)
    assert not 0 < left < 5


def test_the_smallest_is_kept_back_with_one_that_is_too_small():
    numbers = {"A": 3, "B": 10, "C": 20}

    def may_tell(block):
        return not 0 < sum(numbers[each] for each in block) < 5

    assert publishable_groups(numbers, numbers, may_tell, numbers.__getitem__) == {"C"}
