"""Words for the search: characters, pairs, sounds and initials of Chinese texts; synonyms; near misses. No database.

Whatever stands in a text as two characters side by side is one of its pieces, so that a search by pieces finds
at least what a plain search for the text would find.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

SYNONYMS = Path(__file__).with_name("synonyms.toml")
RUN = re.compile(r"[一-鿿㐀-䶿〇]+|[a-z0-9]+")
HAN = re.compile(r"[一-鿿㐀-䶿〇]")
SOUND, INITIAL = "~", "^"
WELL_KNOWN = 100_000
"""How often a word of the synonyms counts as said, so that it is never cut up."""


def tidy(text: str) -> str:
    """Return a text as it is searched: one width, small letters, nothing between the characters."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in folded if letter.isalnum())


def runs(text: str) -> list[str]:
    """Return the stretches of Chinese characters and of letters in a text."""
    return RUN.findall(unicodedata.normalize("NFKC", text).casefold())


def is_han(text: str) -> bool:
    """Return whether a stretch is Chinese."""
    return bool(HAN.match(text))


def pairs(text: str) -> set[str]:
    """Return the pairs of neighbouring characters, or the character itself when there is one."""
    return {text[i : i + 2] for i in range(len(text) - 1)} or ({text} if text else set())


@lru_cache(maxsize=20_000)
def syllables(text: str) -> tuple[str, ...]:
    """Return how a text sounds, a syllable for each character, without tones; letters stay as they are."""
    from pypinyin import lazy_pinyin

    return tuple(lazy_pinyin(text, errors=list, v_to_u=False))  # type: ignore[arg-type]


def sound_of(text: str) -> str:
    """Return the syllables of a text written together."""
    return "".join(syllables(text))


def initials(text: str) -> str:
    """Return the initials of a text's syllables, in small letters; letters and digits stay: 经营面积 is jymj."""
    said = [[each[0] for each in syllables(run)] if is_han(run) else [run] for run in runs(text)]
    return "".join(
        letter for run in said for part in run for letter in part if letter.isascii() and letter.isalnum()
    )


def sound_rows(texts: Iterable[str]) -> list[str]:
    """Return a row ``syllables in a row|initials`` for each phrase: what spelling and initials are looked up in."""
    found = dict.fromkeys(run for text in texts for run in runs(text) if is_han(run))
    return [f"{' '.join(syllables(run))}|{''.join(each[0] for each in syllables(run))}" for run in found]


def pieces_of(texts: Iterable[str], sounds: Iterable[str]) -> list[str]:
    """Return what a text is found by: characters, pairs, pairs of the letters of its sounds and initials."""
    found: set[str] = set()
    for text in map(tidy, texts):
        found |= pairs(text) | set(text)
    for row in sounds:
        spelt, initials = row.split("|")
        found |= {SOUND + pair for pair in pairs(spelt.replace(" ", ""))}
        found |= {INITIAL + pair for pair in pairs(initials)}
    return sorted(found)


@cache
def _lists() -> tuple[frozenset[str], dict[str, tuple[str, ...]]]:
    with SYNONYMS.open("rb") as file:
        read = tomllib.load(file)
    alike: dict[str, list[str]] = {}
    for group in read["alike"]:
        for word in group:
            alike.setdefault(word, []).extend(other for other in group if other != word)
    for word, meant in read["means"].items():
        alike.setdefault(word, []).extend(meant)
    return frozenset(read["said_for_nothing"]), {
        word: tuple(dict.fromkeys(same)) for word, same in alike.items()
    }


def synonyms(word: str) -> tuple[str, ...]:
    """Return what the bureau calls what citizens call so."""
    return _lists()[1].get(word, ())


@cache
def _cutter() -> object:
    import rjieba

    cutter = rjieba.Jieba()
    for word in _lists()[1]:
        cutter.add_word(word, WELL_KNOWN, "n")
    return cutter


def terms(query: str) -> list[str]:
    """Return the words of a question that say what it is about: 我想开个饭店 is about 饭店."""
    for_nothing, _ = _lists()
    cut = [word for run in runs(query) for word in (_cutter().cut(run) if is_han(run) else [run])]  # type: ignore[attr-defined]
    kept = [word for word in _joined(cut) if word not in for_nothing]
    return list(dict.fromkeys(kept)) or list(dict.fromkeys(cut))


def _joined(cut: Iterable[str]) -> Iterator[str]:
    """Join single characters that stand side by side: they are a word that the dictionary lacks."""
    single = ""
    for word in cut:
        if len(word) == 1 and is_han(word) and word not in _lists()[0]:
            single += word
            continue
        if single:
            yield single
            single = ""
        yield word
    if single:
        yield single


def marked(mark: str, letters: str) -> list[str]:
    """Return the pieces by which rows with these letters are found: in their sounds or initials, or without a mark."""
    return sorted(mark + pair for pair in pairs(letters))


def spelt_pattern(letters: str) -> str:
    """Return the pattern of sounds that are spelt so, from the beginning of a syllable on; the last may be unfinished."""
    return f"(^|[\n ]){' ?'.join(letters)}"


def initials_pattern(letters: str) -> str:
    """Return the pattern of sounds with these initials side by side."""
    return f"[|][^\n]*{letters}"


def is_spelt(query: str, rows: Iterable[str]) -> bool:
    """Return whether letters spell a stretch of syllables, the last one perhaps unfinished."""
    spelt = (row.partition("|")[0] for row in rows)
    return any(_spells(query, row.split(" ")) for row in spelt if query in row.replace(" ", ""))


def _spells(query: str, spelt: list[str]) -> bool:
    return any("".join(spelt[start:]).startswith(query) for start in range(len(spelt)))


def slips_allowed(query: str) -> int:
    """Return how many characters may differ: one, from six on two; a short text allows none."""
    return 2 if len(query) >= 6 else 1 if len(query) >= 3 else 0


def parts_of(query: str) -> list[str]:
    """Return the parts of a text of which a stretch that is near has one at least: one more than slips are allowed."""
    count = slips_allowed(query) + 1
    ends = [len(query) * place // count for place in range(count + 1)]
    return [query[start:end] for start, end in pairwise(ends)] if count > 1 else []


def is_near(query: str, text: str) -> bool:
    """Return whether a stretch of the text differs from the query by no more than is allowed."""
    allowed = slips_allowed(query)
    return (
        bool(allowed) and any(part in text for part in parts_of(query)) and distance(query, text) <= allowed
    )


def distance(query: str, text: str) -> int:
    """Return the least edits that turn the query into some stretch of the text.

    A column of Sellers' table is two numbers with a bit for each character of the query: where the distance grows from
    one row to the next, and where it falls. Source: Myers, "A fast bit-vector algorithm for approximate string matching"
    (1999).
    """
    whole, last = (1 << len(query)) - 1, 1 << (len(query) - 1)
    places = _places_of(query)
    grows, falls, least = whole, 0, len(query)
    here = least
    for letter in text:
        same = places.get(letter, 0)
        kept = same | falls
        same |= ((same & grows) + grows) ^ grows
        up, down = falls | ~(same | grows) & whole, grows & same
        here += bool(up & last) - bool(down & last)
        least = min(least, here)
        up, down = up << 1, down << 1
        grows, falls = (down | ~(kept | up)) & whole, up & kept & whole
    return least


@lru_cache(maxsize=1_000)
def _places_of(query: str) -> dict[str, int]:
    places: dict[str, int] = {}
    for place, letter in enumerate(query):
        places[letter] = places.get(letter, 0) | 1 << place
    return places
