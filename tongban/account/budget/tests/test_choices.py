"""Rooms below choose a line of the year's budget by its name; the budget offers it."""

from datetime import date

from tongban.ground.matters.offered import choices_for
from tongban.ground.people.models import Department

IN_2022 = date(2022, 9, 13)


def test_a_division_chooses_among_the_lines_of_its_bureau_in_that_year(bureau, postage):
    division = Department.objects.create(code="SZ-SP", name="审批处", parent=bureau)

    assert choices_for("budget line", division.pk, IN_2022) == [postage.name]
    assert choices_for("budget line", division.pk, date(2023, 1, 5)) == []


def test_another_bureau_has_no_part_in_it(postage):
    other = Department.objects.create(code="OTHER", name="别的局", kind="bureau")

    assert choices_for("budget line", other.pk, IN_2022) == []


def test_nothing_is_offered_under_another_name(bureau, postage):
    assert choices_for("seal", bureau.pk, IN_2022) == []
