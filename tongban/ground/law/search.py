"""Finding an article by the name of its law and its number, as people write them: 许可法 42, 行政许可法第四十二条."""

import re
import unicodedata

from tongban.ground.law.citations import Citation, cite
from tongban.ground.law.sources import Source, sources

NUMBER = re.compile(
    r"第?\s*([0-9]+|[一二三四五六七八九十百〇零两]+)\s*条|(?<![0-9a-z〔\[])([0-9]{1,3})(?![0-9a-z〕\]号年])"
)
DIGITS = {letter: value for value, letter in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
BREAKS = re.compile(r"[\s《》，,。、:：()（）]+")


def articles_like(text: str, most: int = 100) -> list[Citation]:
    """Return the articles that a text may mean, of each law in the order of the registry; without a number all of them."""
    text = unicodedata.normalize("NFKC", text).casefold()
    if (exact := _exact(text.strip())) is not None:
        return [exact]
    found = NUMBER.search(text)
    number = number_of(found[1] or found[2]) if found else None
    words = [word for word in BREAKS.split(NUMBER.sub(" ", text)) if word]
    if not words and number is None:
        return []
    laws = [each for each in sources().values() if all(word in _searched(each) for word in words)]
    return [each for law in laws for each in _articles(law, number)][:most]


def number_of(text: str) -> int:
    """Return a number of an article, in digits or in Chinese: 四十二 is 42."""
    if text.isdecimal():
        return int(text)
    total, digit = 0, 0
    for letter in text:
        if letter in "十百":
            total, digit = total + (digit or 1) * (10 if letter == "十" else 100), 0
        else:
            digit = DIGITS[letter]
    return total + digit


def _articles(law: Source, number: int | None) -> list[Citation]:
    if law.articles is None:
        return [cite(law.key if number is None else f"{law.key}:{number}")]
    if number is None:
        return [cite(f"{law.key}:{each}") for each in range(1, law.articles + 1)]
    return [cite(f"{law.key}:{number}")] if 0 < number <= law.articles else []


def _searched(law: Source) -> str:
    return f"{law.zh} {law.en} {law.number} {law.key}".casefold()


def _exact(key: str) -> Citation | None:
    try:
        return cite(key)
    except LookupError:
        return None
