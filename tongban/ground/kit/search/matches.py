"""Searching by people's own words: what stands there, what is meant, what sounds so, what was mistyped.

The database weighs the rows that have a word of the question, and gives back the best; only rows that may sound alike or
were mistyped are read, a bounded number of them, those with most in common with the question.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from tongban.ground.kit.search import words
from tongban.ground.kit.search.near import most_in_common, sounding_at
from tongban.ground.kit.search.rows import having
from tongban.ground.kit.search.ways import SPELT, AskedTerm, stands, ways_of

WELL, FAR = SPELT, 0.25
"""A best worth below WELL makes one look for slips of the pen; what is worth less than FAR of it is left out."""
WHOLE = 1.5
MOST_READ = 60
LONGEST_QUERY = 60
BEST = """
WITH best (key, worth) AS MATERIALIZED ({rows} ORDER BY 2 DESC, 1 LIMIT %s)
SELECT key, ARRAY[{ways}], worth FROM best JOIN "{table}" ON "{table}"."{own}" = key
WHERE worth > 0 ORDER BY worth DESC, key
"""
"""Every row is weighed once; in which way it has each term is asked of the best alone."""
SHOWN = """ + {length} / greatest(length("{table}"."name"), {length})::float8 / 2"""
"""How much of the name the text makes up, for a text that stands somewhere as a whole."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: its key, how well it fits, and why."""

    key: int
    score: float
    why: str


def best_matches(text: str, rows: QuerySet[Any], limit: int) -> list[Found]:
    """Return the keys of the rows (a `SearchRow` each) that fit what was typed, the best first, with the reason.

    Whatever a plain search for the text would find is found. Two queries at most: what stands there or is meant; when
    that fits poorly, what sounds alike or was mistyped.
    """
    query = text.strip()[:LONGEST_QUERY]
    typed = words.tidy(query)
    if not typed:
        return []
    asked = words.terms(query)
    found = {each.key: each for each in _standing(rows, typed, asked, limit)}
    if max((each.score for each in found.values()), default=0) < WELL:
        for each in _sounding(rows, typed, asked):
            if each.key not in found or found[each.key].score < each.score:
                found[each.key] = each
    return _best_of(found.values(), limit)


def _best_of(found: Iterable[Found], limit: int) -> list[Found]:
    best = sorted(found, key=lambda each: (-each.score, each.key))[:limit]
    return [each for each in best if each.score >= best[0].score * FAR]


def _standing(rows: QuerySet[Any], typed: str, asked: list[str], limit: int) -> Iterator[Found]:
    """Yield the best rows that have the whole text, else its words by their share; weighed in the statement."""
    where, total = rows.model.WHERE, sum(map(len, asked))
    whole = AskedTerm(stands(typed, where, typed), WHOLE)
    terms = [AskedTerm(ways_of(term, where), len(term) / total) for term in asked]
    statement, values = _weighing(having(rows, _ways_in(typed, asked)), whole, terms, len(typed), limit)
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        for key, (first, *others), worth in cursor.fetchall():
            chosen = [(whole, first)] if first else zip(terms, others, strict=True)
            whys = dict.fromkeys(each.ways[number - 1].why() for each, number in chosen if number)
            yield Found(key, round(worth, 3), "；".join(whys))


def _weighing(
    rows: QuerySet[Any], whole: AskedTerm, terms: list[AskedTerm], length: int, limit: int
) -> tuple[str, list[Any]]:
    """Return the statement with its values: what each row is worth, and in which ways the best have what was typed."""
    meta = rows.model._meta
    numbers, told = zip(*(each.number(meta.db_table) for each in (whole, *terms)), strict=True)
    shared = [each.worth(meta.db_table) for each in terms]
    either = " + ".join(expression for expression, _values in shared) or "0"
    shown = SHOWN.format(table=meta.db_table, length=length)
    worth, values = whole.worth(meta.db_table, more=shown, otherwise=either)
    weighed = RawSQL(worth, [*values, *chain(*(bound for _expression, bound in shared))])  # noqa: S611 - what was typed is bound
    read, bound = rows.order_by().values_list("pk").annotate(worth=weighed).query.sql_with_params()
    statement = BEST.format(rows=read, ways=", ".join(numbers), table=meta.db_table, own=meta.pk.column)
    return statement, [*bound, limit, *chain(*told)]


def _ways_in(typed: str, asked: list[str]) -> Iterator[Iterable[str]]:
    """Yield the pieces of: the whole text, any of its words, what they mean, letters that spell."""
    yield words.pairs(typed)
    for term in asked:
        yield from (words.pairs(words.tidy(word)) for word in (term, *words.synonyms(term)))
        if not words.is_han(term):
            yield from (words.marked(mark, term) for mark in (words.SOUND, words.INITIAL))


def _sounding(rows: QuerySet[Any], typed: str, asked: list[str]) -> Iterator[Found]:
    """Yield rows that sound alike or differ by a slip, of those that have most in common with what was typed."""
    for row in most_in_common(rows, [typed, *asked])[:MOST_READ]:
        worth, why = sounding_at(row, typed, asked)
        if worth:
            yield Found(row.pk, round(worth, 3), why)
