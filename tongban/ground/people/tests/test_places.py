"""A department's tree is walked in one place: downwards, upwards, and both."""

import pytest

from tongban.ground.people.models import Department
from tongban.ground.people.places import departments_above, departments_under, line_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    """A bureau with two divisions, one of which has a window."""
    bureau = Department.objects.create(code="T", name="局", kind="bureau")
    first, second = (Department.objects.create(code=f"T{n}", name=f"科{n}", parent=bureau) for n in (1, 2))
    window = Department.objects.create(code="T11", name="窗口", parent=first)
    return [each.pk for each in (bureau, first, second, window)]


def test_a_division_has_its_windows_below_and_its_bureau_above(tree):
    bureau, first, _second, window = tree

    assert departments_under(first) == {first, window}
    assert departments_above(window) == [window, first, bureau]
    assert line_of(first) == {bureau, first, window}


def test_whoever_belongs_nowhere_has_no_line(tree):
    assert (departments_under(None), departments_above(None), line_of(None)) == (frozenset(), [], frozenset())


def test_a_circle_ends(tree):
    bureau, first, _second, window = tree
    Department.objects.filter(pk=bureau).update(parent=window)

    assert departments_above(first) == [first, bureau, window]
    assert departments_under(bureau) == set(tree)
