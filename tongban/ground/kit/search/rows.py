"""What a search looks into: a row of words for each thing that can be found."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.search import words


class SearchRow(models.Model):
    """The words of a thing, and their pieces: single and paired characters, sounds, initials.

    A model of a room adds the thing as its primary key, and says in `WHERE` how it is told that a ``%(text)s`` stands
    in the name, among people's words, or in the rest.
    """

    WHERE: ClassVar[tuple[Any, Any, Any]]

    name = models.TextField(_("Name"))
    words = models.TextField(_("Citizens' words"), blank=True)
    body = models.TextField(_("Text"), blank=True)
    sounds = models.TextField(_("Sounds"), blank=True)
    pieces = SearchVectorField(_("Pieces"))

    class Meta:
        abstract = True
        indexes = [GinIndex(fields=["pieces"], name="%(app_label)s_search_pieces")]

    def __str__(self) -> str:
        return self.name


def row_fields(
    name: str, said: Sequence[str], body: Sequence[str], spelt: Sequence[str] = ()
) -> dict[str, Any]:
    """Return the fields of a row; name, people's words and what is ``spelt`` are found by their sounds too."""
    sounds = words.sound_rows([name, *said, *spelt])
    return {
        "name": words.tidy(name),
        "words": _lines(said),
        "body": _lines(body),
        "sounds": "\n".join(sounds),
        "pieces": quoted(words.pieces_of([name, *said, *body], sounds), " "),
    }


def having(rows: QuerySet[Any], ways: Iterable[Iterable[str]]) -> QuerySet[Any]:
    """Return the rows that have all pieces of one of several ways, found by one look into the index."""
    wanted = " | ".join(dict.fromkeys(quoted(sorted(pieces), " & ") for pieces in ways))
    table = rows.model._meta.db_table
    return rows.filter(RawSQL(f'"{table}"."pieces" @@ %s::tsquery', [wanted], models.BooleanField()))  # noqa: S611


def quoted(pieces: Iterable[str], between: str) -> str:
    """Return pieces in the database's notation: a vector with blanks between them, all of them to be looked for with &."""
    return between.join(f"'{piece}'" for piece in pieces)


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(filter(None, map(words.tidy, texts)))
