from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from tongban.ground.ledger import merkle
from tongban.ground.ledger.chain import sm3
from tongban.ground.ledger.merkle import Tree, leaf, node, root_of
from tongban.ground.ledger.seals import Runs, gaps, inside, missing_from, spans

LEAVES = st.lists(st.binary(min_size=32, max_size=32), max_size=70)
IDS = st.sets(st.integers(1, 60)).map(sorted)


def by_definition(leaves):
    """The recursive definition of RFC 6962."""
    if not leaves:
        return sm3(b"")
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return sm3(b"\x01" + by_definition(leaves[:half]) + by_definition(leaves[half:]))


@given(LEAVES, st.integers(0, 70), st.sampled_from([1, 4, 16]))
def test_the_tree_that_grows_has_the_root_of_the_definition(leaves, first, block):
    tree = Tree()

    with patch.object(merkle, "BLOCK", block):
        tree.add(leaves[:first])
        tree.add(leaves[first:])

    assert tree.root() == by_definition(leaves).hex()
    assert tree.count == len(leaves)


@given(LEAVES.filter(lambda leaves: len(leaves) > 1), st.data())
def test_no_leaf_can_be_changed_left_out_or_moved(leaves, data):
    place = data.draw(st.integers(0, len(leaves) - 1))
    root = root_of(leaves)

    assert root_of([*leaves[:place], sm3(leaves[place]), *leaves[place + 1 :]]) != root
    assert root_of(leaves[:place] + leaves[place + 1 :]) != root
    assert root_of(leaves[:place] + leaves[place : place + 1] + leaves[place:]) != root
    if leaves != leaves[::-1]:
        assert root_of(leaves[::-1]) != root


def test_a_leaf_and_a_node_are_never_mistaken_for_each_other():
    first, second = leaf(1, "ab" * 32), leaf(2, "ab" * 32)

    assert first != second
    assert root_of([first, second]) == node(first, second).hex()
    assert root_of([node(first, second)]) == root_of([first, second])


def test_the_tree_keeps_one_node_for_each_level():
    tree = Tree()

    for number in range(1023):
        tree.add([leaf(number, "00" * 32)])

    assert len(tree._peaks) == 10


def runs_of(ids):
    runs, half = Runs(), len(ids) // 2
    runs.add(ids[:half])
    runs.add(ids[half:])
    return [(low, high) for low, high in runs.ranges]


@given(IDS)
def test_runs_and_gaps_are_each_other_s_complement(ids):
    runs = runs_of(ids)
    inside_runs = {each for low, high in runs for each in range(low, high + 1)}
    inside_gaps = {each for low, high in gaps(runs, after=0) for each in range(low, high + 1)}

    assert inside_runs == set(ids)
    assert inside_gaps == set(range(1, max(ids, default=0))) - set(ids)


@given(IDS, IDS, st.integers(1, 10))
def test_spans_hold_every_range_and_only_rows_inside_are_read(ids, present, near):
    ranges = runs_of(ids)
    rows = [(each, "") for low, high in spans(ranges, near=near) for each in present if low <= each <= high]

    assert [each for each, _ in inside(rows, ranges)] == sorted(set(ids) & set(present))


@given(IDS, IDS)
def test_missing_ids_are_those_of_the_ranges_that_are_not_there(ids, present):
    left = sorted(set(ids) & set(present))

    assert list(missing_from(runs_of(left), runs_of(ids))) == sorted(set(ids) - set(present))
