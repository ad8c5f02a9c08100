"""Searching by people's own words: what stands there, what is meant, what sounds so, what was mistyped."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.search import words
from tongban.ground.kit.search.rows import SearchRow

WELL, FAR = 1.0, 0.25
"""A best worth below WELL makes one look for slips of the pen; what is worth less than FAR of it is left out."""
NAME, WORDS, BODY = 1.0, 0.8, 0.35
WHOLE, MEANT, SPELT, SOUNDS, NEAR = 1.5, 0.7, 0.9, 0.6, 0.5
MOST_LOOKED_AT = 2000
LONGEST_QUERY = 60


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: its key, how well it fits, and why."""

    key: int
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class _Match:
    """How well a row fits, and why: texts with their words, written out only for what is shown."""

    worth: float
    whys: tuple[tuple[Any, dict[str, str]], ...] = ()

    @property
    def why(self) -> str:
        return "；".join(dict.fromkeys(str(text) % said for text, said in self.whys))


NONE = _Match(0)


def _match(worth: float, says: Any, /, **said: str) -> _Match:
    return _Match(worth, ((says, said),))


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
    found = {row.pk: _standing_at(row, typed, asked) for row in _read(rows, _standing(typed, asked))}
    if max((match.worth for match in found.values() if match), default=0) < WELL:
        for row in _read(rows, _sounding(typed, asked)):
            found[row.pk] = max(found.get(row.pk) or NONE, _sounding_at(row, typed, asked), key=_worth)
    return _best_of({pk: match for pk, match in found.items() if match and match.worth}, limit)


def _best_of(found: dict[int, _Match], limit: int) -> list[Found]:
    if not found:
        return []
    least = max(map(_worth, found.values())) * FAR
    kept = [(pk, match) for pk, match in found.items() if match.worth >= least]
    best = sorted(kept, key=lambda each: (-each[1].worth, each[0]))[:limit]
    return [Found(pk, round(match.worth, 3), match.why) for pk, match in best]


def _read(rows: QuerySet[Any], wanted: Q) -> Iterable[SearchRow]:
    return rows.filter(wanted).defer("pieces").order_by("pk")[:MOST_LOOKED_AT]


def _standing(typed: str, asked: list[str]) -> Q:
    """Return the condition on pieces for: the whole text, any of its words, what they mean, letters that spell."""
    wanted = Q(pieces__contains=_pieces(typed))
    for term in asked:
        for word in (term, *words.synonyms(term)):
            wanted |= Q(pieces__contains=_pieces(words.tidy(word)))
        if not words.is_han(term):
            wanted |= _spelt(term)
    return wanted


def _spelt(letters: str) -> Q:
    sounds = sorted(words.SOUND + pair for pair in words.pairs(letters))
    initials = sorted(words.INITIAL + pair for pair in words.pairs(letters))
    return Q(pieces__contains=sounds) | Q(pieces__contains=initials)


def _pieces(text: str) -> list[str]:
    return sorted(words.pairs(text))


def _sounding(typed: str, asked: list[str]) -> Q:
    """Return the condition on pieces for what sounds alike, or shares pairs with what was typed."""
    shared = words.pairs(typed) | {words.SOUND + pair for pair in words.pairs(words.sound_of(typed))}
    wanted = Q(pieces__overlap=sorted(shared))
    for term in asked:
        if words.is_han(term):
            wanted |= _spelt(words.sound_of(term))
    return wanted


def _standing_at(row: SearchRow, typed: str, asked: list[str]) -> _Match | None:
    """Return how well a row has what was typed: the whole text first, else its words by their share."""
    whole = _where(row, typed)
    if whole is not None:
        return _Match(WHOLE * whole.worth + len(typed) / max(len(row.name), len(typed)) / 2, whole.whys)
    return _shared(asked, [(term, _best(_ways(row, term))) for term in asked])


def _sounding_at(row: SearchRow, typed: str, asked: list[str]) -> _Match:
    whole = _best(_alike(row, typed))
    if whole.worth:
        return _Match(whole.worth * WHOLE, whole.whys)
    return _shared(asked, [(term, _best(_alike(row, term))) for term in asked]) or NONE


def _shared(asked: list[str], found: list[tuple[str, _Match]]) -> _Match | None:
    matches = [(term, match) for term, match in found if match.worth]
    if not matches:
        return None
    total = sum(len(term) for term in asked)
    worth = sum(match.worth * len(term) for term, match in matches) / total
    return _Match(worth, tuple(why for _term, match in matches for why in match.whys))


def _worth(match: _Match) -> float:
    return match.worth


def _best(matches: Iterable[_Match]) -> _Match:
    return max(matches, key=_worth, default=NONE)


def _ways(row: SearchRow, term: str) -> Iterator[_Match]:
    """Return how a row has a term: as it was typed, as the bureau calls it, spelt, or by its initials."""
    stands = _where(row, words.tidy(term))
    if stands:
        yield stands
    for word in words.synonyms(term):
        meant = _where(row, words.tidy(word))
        if meant:
            yield _match(MEANT * meant.worth, _("“%(term)s” is called “%(word)s”"), term=term, word=word)
    if not words.is_han(term):
        yield from _by_letters(term, row.sounds.split("\n"))


def _by_letters(letters: str, sounds: list[str]) -> Iterator[_Match]:
    if len(letters) < 2:
        return
    if words.is_spelt(letters, sounds):
        yield _match(SPELT, _("spelt “%(letters)s”"), letters=letters)
    if words.is_initials(letters, sounds):
        yield _match(SPELT, _("initials “%(letters)s”"), letters=letters)


def _where(row: SearchRow, text: str) -> _Match | None:
    """Return where a text stands: in the name, among people's words, or in the rest."""
    values = zip((NAME, WORDS, BODY), (row.name, row.words, row.body), row.WHERE, strict=True)
    for worth, stands, why in values:
        if text in stands:
            return _match(worth, why, text=text)
    return None


def _alike(row: SearchRow, typed: str) -> Iterator[_Match]:
    """Return how a row is like what was typed: by its sound, or but for a character or two."""
    if len(typed) < 2:
        return
    letters = words.sound_of(typed)
    sounds = row.sounds.split("\n")
    if words.is_han(typed) and words.is_spelt(letters, sounds):
        yield _match(SOUNDS, _("sounds like “%(typed)s”"), typed=typed)
    spelt = [text.split("|")[0].replace(" ", "") for text in sounds]
    is_close = any(words.is_near(typed, text) for text in (row.name, *row.words.split("\n")))
    if is_close or (len(letters) >= 5 and any(words.is_near(letters, text) for text in spelt)):
        yield _match(NEAR, _("close to what was typed: “%(typed)s”"), typed=typed)
