import pytest
from django.db import models
from django.test.utils import isolate_apps

from tongban.ground.matters.rows import copy_of, new_row

isolated = isolate_apps("tongban.ground.matters")


def two_models():
    class Shelf(models.Model):  # noqa: DJ008
        class Meta:
            app_label = "matters"

    class Book(models.Model):  # noqa: DJ008
        shelf = models.ForeignKey(Shelf, models.CASCADE, null=True)
        title = models.CharField(max_length=10, default="untitled")
        marks = models.JSONField(default=list)

        class Meta:
            app_label = "matters"

    return Shelf, Book


@isolated
@pytest.mark.parametrize("with_shelf", ["row", "key", "none", ""])
def test_a_new_row_is_what_its_constructor_makes(with_shelf):
    shelf_of, book_of = two_models()
    shelf = shelf_of(pk=7)
    said = {"row": {"shelf": shelf}, "key": {"shelf_id": 7}, "none": {"shelf": None}, "": {}}[with_shelf]

    made, expected = new_row(book_of, title="A", **said), book_of(title="A", **said)

    assert values_of(made) == values_of(expected)
    assert made._state.adding
    assert made._state.fields_cache == expected._state.fields_cache


def values_of(row):
    return {name: value for name, value in vars(row).items() if name != "_state"}


@isolated
def test_new_rows_share_nothing():
    _, book_of = two_models()
    first, second = new_row(book_of), new_row(book_of)

    first.marks.append(1)

    assert second.marks == new_row(book_of).marks == []


@isolated
def test_a_field_that_is_not_there_is_refused():
    _, book_of = two_models()

    with pytest.raises(TypeError, match="Book has no field titel"):
        new_row(book_of, titel="A")


@isolated
def test_a_copy_is_a_row_of_its_own():
    shelf_of, book_of = two_models()
    row = book_of(shelf=shelf_of(pk=7), title="A")

    copy = copy_of(row)
    copy.title, copy.shelf = "B", None

    assert (row.title, row.shelf_id, row.shelf.pk) == ("A", 7, 7)
    assert (copy.title, copy.shelf) == ("B", None)
