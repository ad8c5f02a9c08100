"""The share within reach: equal to counting one by one, and never lower with one place more."""

from hypothesis import given
from hypothesis import strategies as st

from tongban.ground.kit.distance import metres_between
from tongban.work.hall.reach.grid_file import read_grid
from tongban.work.hall.reach.shares import HOURS, Cell, ReachedPlace, ReachLimits, places_near, reached

LIMITS = ReachLimits()
NEAR = st.floats(0, 0.03)
CELLS = st.lists(
    st.builds(Cell, NEAR.map(lambda x: 120.6 + x), NEAR.map(lambda y: 31.3 + y), st.integers(0, 900)),
    max_size=8,
)
SPANS = st.lists(st.tuples(st.integers(0, 1000), st.integers(0, 1440)), max_size=2).map(tuple)
PLACE = st.builds(
    ReachedPlace,
    NEAR.map(lambda x: 120.6 + x),
    NEAR.map(lambda y: 31.3 + y),
    SPANS,
    st.frozensets(st.integers(1, 3), max_size=3),
)
PLACES = st.lists(PLACE, max_size=5)


def counted(cells, places):
    return reached(cells, places_near(cells, places, LIMITS.metres), places)


def one_by_one(cells, places, item, hour):
    """Count the residents of each cell that has a place: offering, open, near enough."""
    total = 0
    for cell in cells:
        for place in places:
            way = metres_between((cell.latitude, cell.longitude), (place.latitude, place.longitude)) * 1.3
            if item in place.items and way / 75 <= 15 and any(a <= hour * 60 < b for a, b in place.openings):
                total += cell.residents
                break
    return total


@given(CELLS, PLACES, st.sampled_from(HOURS))
def test_counting_together_equals_counting_one_by_one(cells, places, hour):
    found = counted(cells, places)

    for item in (1, 2, 3):
        assert found.get((item, hour), 0) == one_by_one(cells, places, item, hour)


@given(CELLS, PLACES, PLACE)
def test_one_place_more_never_lowers_a_share(cells, places, another):
    before, after = counted(cells, places), counted(cells, [*places, another])

    assert all(after[key] >= number for key, number in before.items())


def test_the_way_is_longer_than_the_straight_line():
    assert round(LIMITS.metres) == 865
    assert ReachLimits(15, 75, 100).metres == 1125


def test_a_grid_is_read_with_and_without_names_of_columns():
    named = read_grid("经度,纬度,居民数\n120.6,31.3,500\n\n120.61,31.3,0\n".encode("gb18030"))
    bare = read_grid(b"120.6,31.3,500")

    assert named == ([Cell(120.6, 31.3, 500), Cell(120.61, 31.3, 0)], [])
    assert bare == ([Cell(120.6, 31.3, 500)], [])


def test_each_line_that_is_wrong_is_told_with_its_number():
    lines = (
        "lon,lat,people", "120.6,31.3", "北,31.3,5", "31.3,120.6,5", "120.6,31.3,many", "120.6,31.3,5", "120.6,31.3,7",
        "120.7,31.3,-1", "nan,31.3,5",
    )  # fmt: skip

    grid = read_grid("\n".join(lines).encode())

    assert grid.faults == [
        (2, "columns"), (3, "degrees"), (4, "outside"), (5, "residents"), (7, "twice"), (8, "residents"), (9, "outside"),
    ]  # fmt: skip
    assert grid.cells == [Cell(120.6, 31.3, 5)]


def test_what_holds_nobody_or_is_no_text_is_told():
    assert read_grid(b"").faults == [(0, "empty")]
    assert read_grid(b"\xff\xfe\x00,").faults == [(0, "encoding")]
