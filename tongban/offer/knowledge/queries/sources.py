"""What a version rests on, as a page shows it: the item with its guide, the article with its edition, the unit."""

from dataclasses import dataclass

from tongban.ground.law import UnknownArticle, UnknownSource, cite
from tongban.offer.knowledge.models import EntrySource, EntryVersion
from tongban.offer.knowledge.queries.freshness import sources_of
from tongban.offer.knowledge.queries.marks import GONE, marks_now


@dataclass(frozen=True, slots=True)
class ShownSource:
    """A source in words: the code of an item leads to its guide; whether it is as when somebody vouched for it."""

    kind: str
    label: str
    name: str
    item_code: str
    has_changed: bool
    is_gone: bool


def sources_in_words(version: EntryVersion, language: str) -> list[ShownSource]:
    """Return the sources of a version, as they are called today."""
    sources = sources_of([version])
    now = marks_now(sources)
    return [
        ShownSource(
            source.kind,
            str(source.get_kind_display()),
            _name(source, language),
            source.item.code if source.item else "",
            bool(source.mark) and source.mark != now[source.pk],
            now[source.pk] == GONE,
        )
        for source in sources
    ]


def _name(source: EntrySource, language: str) -> str:
    if not source.article:
        return str(source)
    try:
        cited = cite(source.article)
    except (UnknownArticle, UnknownSource):
        return source.article
    return f"{cited.label(language)}（{cited.source.edition_shown}）"
