"""The texts of messages: data beside each room (messages.toml), in both languages, with placeholders that are known."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from string import Formatter

from django.utils.translation import override

from tongban.ground.exchange.messages.kinds import KINDS
from tongban.ground.ledger.rooms import files_named
from tongban.ground.office.values import value_of

LANGUAGES = ("zh-hans", "en")
FILE = "messages.toml"
PARTS = ("title", "text", "short")
MOST = {"title": 200, "text": 4000, "short": 300}
Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Wording:
    """A message in one language: title, text, and the short text of an SMS."""

    title: str
    text: str
    short: str

    @property
    def placeholders(self) -> frozenset[str]:
        """Return the words that have to be filled in."""
        return frozenset().union(*(names_in(getattr(self, part)) for part in PARTS))

    def filled(self, words: Words) -> "Wording":
        """Return it with the words filled in; a line of the text of which a word is empty is left out."""
        told = [
            line for line in self.text.strip().splitlines() if all(words[name] for name in names_in(line))
        ]
        return Wording(
            title=_one_line(self.title.format_map(words))[: MOST["title"]],
            text="\n".join(told).format_map(words)[: MOST["text"]],
            short=_one_line(self.short.format_map(words))[: MOST["short"]],
        )


@dataclass(frozen=True, slots=True)
class Text:
    """One message as data: its code, its kind, and how it reads in each language."""

    code: str
    kind: str
    wordings: Mapping[str, Wording]
    room: str = ""
    """The room whose file it stands in: its readers know the words."""

    def filled(self, words: Callable[[], Words]) -> dict[str, Wording]:
        """Return it in every language; the words are asked for in each, as names of states differ."""
        found = {}
        for language, wording in self.wordings.items():
            with override(language):
                found[language] = wording.filled(words())
        return found


@cache
def texts() -> dict[str, Text]:
    """Return every text of every room by its code."""
    found: dict[str, Text] = {}
    for path in files_named(FILE):
        for text in read(path):
            if text.code in found:
                raise ValueError(f"{path}: {text.code} is the code of another room's text; choose another")
            found[text.code] = replace(text, room=path.parent.name)
    return found


def text_of(code: str) -> Text:
    """Return a text as the office words it today: what it has set, else what the product brings."""
    shipped, said = texts()[code], value_of(setting_of(code))
    wordings = {
        language: Wording(**{part: said[f"{part}_{language[:2]}"] for part in PARTS})
        for language in shipped.wordings
    }
    return replace(shipped, wordings=wordings)


def setting_of(code: str) -> str:
    """Return the code of the setting that words a text."""
    return f"message.{code}"


def read(path: Path) -> list[Text]:
    """Return the texts of a file; a text without both languages, or of an unknown kind, is refused."""
    rows = tomllib.loads(path.read_text("utf-8"))
    return [_text(f"{path}: [{code}]", code, row) for code, row in rows.items()]


def names_in(text: str) -> set[str]:
    """Return the placeholders of a text."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def _text(where: str, code: str, row: Mapping[str, object]) -> Text:
    if row.get("kind") not in KINDS:
        raise ValueError(f"{where}: kind is one of {', '.join(KINDS)}")
    wordings = {}
    for language in LANGUAGES:
        said = row.get(language)
        if not isinstance(said, dict) or set(said) != set(PARTS) or not all(said.values()):
            raise ValueError(f"{where}: {language} has a title, a text and a short text")
        wordings[language] = Wording(**said)
    return Text(code, str(row["kind"]), wordings)


def _one_line(text: str) -> str:
    return " ".join(text.split())
