"""Small numbers of a published table are hidden, and stay hidden from whoever subtracts."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from tongban.account.insight.small_cells import TOTAL, shown, table

TABLES = st.dictionaries(
    st.tuples(st.sampled_from("ABCD"), st.sampled_from("uvw")), st.integers(0, 30), min_size=1
)


def test_a_small_number_takes_another_with_it():
    assert shown({"all": 33, "A": 3, "B": 10, "C": 20}, [("all", "A", "B", "C")]) == {
        "all": 33,
        "A": None,
        "B": None,
        "C": 20,
    }


def test_nothing_is_hidden_where_nothing_is_small_and_a_nought_is_no_person():
    numbers = {("A", "u"): 5, ("A", "v"): 0, ("B", "u"): 9, ("B", "v"): 7}

    found = table(numbers)

    assert None not in found.values()
    assert found[TOTAL, TOTAL] == 21


def test_in_a_table_four_are_hidden_for_one():
    found = table(
        {("A", "u"): 2, ("A", "v"): 10, ("A", "w"): 40, ("B", "u"): 20, ("B", "v"): 30, ("B", "w"): 50}
    )

    assert sorted(pair for pair, number in found.items() if number is None) == [*product("AB", "uv")]


def test_the_threshold_can_be_raised():
    assert shown({"all": 30, "A": 8, "B": 22}, [("all", "A", "B")], threshold=10)["A"] is None


@settings(max_examples=60, deadline=None)
@given(TABLES)
def test_no_hidden_number_can_be_one_only(numbers):
    found = table(numbers)

    hidden = {pair for pair, number in found.items() if number is None}
    assert all(number is None or number == 0 or number >= 5 for number in found.values())
    assert all(can_differ(found, hidden, pair) for pair in hidden)


def can_differ(found, hidden, pair):
    """Tell whether the hidden numbers can change together, one of them at least, without a sum changing.

    The hidden pairs are the edges of a graph between rows and columns: a number can change if its edge lies in a ring.
    """
    row, column = ("row", pair[0]), ("column", pair[1])
    reached, left = {row}, [row]
    while left:
        at = left.pop()
        for each in hidden - {pair}:
            ends = [("row", each[0]), ("column", each[1])]
            for there in ends if at in ends else ():
                if there not in reached:
                    reached.add(there)
                    left.append(there)
    return column in reached
