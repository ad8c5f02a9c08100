"""The mark of a source: it differs as soon as what people were told of it may no longer hold."""

from collections.abc import Iterable
from functools import cache

from tongban.ground.law import UnknownArticle, UnknownSource, cite
from tongban.ground.law.terms import terms
from tongban.ground.ledger.chain import canonical, sm3
from tongban.offer.catalogue.models import ItemVersion
from tongban.offer.catalogue.models import Status as ItemStatus
from tongban.offer.knowledge.models import EntrySource

GONE = "gone"
"""The mark of what is no longer there: an item not offered, an article that this edition does not have."""
Kind = EntrySource.Kind


def marks_now(sources: Iterable[EntrySource]) -> dict[int, str]:
    """Return the mark of each source as it stands, by its key: one query for items; units come with the sources."""
    found = list(sources)
    items = _item_marks([source.item_id for source in found if source.item_id])
    return {source.pk: _mark_of(source, items) for source in found}


def _mark_of(source: EntrySource, items: dict[int, str]) -> str:
    if source.item_id is not None:
        return items.get(source.item_id, GONE)
    if source.unit is not None:
        return _digest([source.unit.code, source.unit.name])
    return law_mark(source.article)


def _item_marks(items: list[int]) -> dict[int, str]:
    if not items:
        return {}
    published = ItemVersion.objects.filter(item__in=items, status=ItemStatus.PUBLISHED)
    rows = published.values_list("item_id", "digest", "item__division__code")
    return {item: _digest([digest, division]) for item, digest, division in rows}


@cache
def law_mark(article: str) -> str:
    """Return the mark of an article as this release of the program knows it: its edition, and the numbers it sets."""
    try:
        cited = cite(article)
    except (UnknownArticle, UnknownSource):
        return GONE
    source = cited.source
    numbers = [
        [line.name, str(line.in_force_on), str(line.value), line.unit]
        for lines in terms().values()
        for line in lines
        if line.citation.source.key == source.key
        and _touches(line.citation.whole_article, cited.whole_article)
    ]
    return _digest([str(cited), source.zh, source.edition_shown, source.number, sorted(numbers)])


def _touches(article: str, cited: str) -> bool:
    """Return whether a number of one article is of the other, or of the whole source that was cited."""
    return article == cited or ":" not in cited


def _digest(said: list[object]) -> str:
    return sm3(canonical({"said": said})).hex()
